"""Listed names in the languages beyond the first nine, and words of languages without tables."""

from datetime import date

import pytest

DAY, WHERE = date(2026, 11, 1), frozenset({"UN", "US", "EU"})


def _hits(screener, text):
    return [finding.substance_id for finding in screener.find(text, DAY, WHERE) if finding.is_hit]


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        pytest.param("Bezwodnik octowy cz.d.a. 1 l", "acetic-anhydride", id="Polish"),
        pytest.param("roztwór kwasu siarkowego 40 %", "sulfuric-acid", id="Polish genitive"),
        pytest.param("BIALY FOSFOR 2 kg", "white-phosphorus", id="Polish without its letters"),
        pytest.param("chlorowodorek efedryny 500 g", "ephedrine", id="Polish salt"),
        pytest.param("12 vaten zwavelzuur 96 %", "sulfuric-acid", id="Dutch"),
        pytest.param("4-anilino-N-fenethylpiperidine 1 kg", "anpp", id="Dutch systematic name"),
        pytest.param("SÜLFÜRİK ASİT %98 1000 L", "sulfuric-acid", id="Turkish capitals with a dot"),
        pytest.param("KIRMIZI FOSFOR 5 kg", "red-phosphorus", id="Turkish capitals without a dot"),
        pytest.param("asam sulfat pekat 30 L", "sulfuric-acid", id="Indonesian"),
        pytest.param("anhydrit axetic 200 kg", "acetic-anhydride", id="Vietnamese"),
        pytest.param("A-xê-tôn công nghiệp 160 kg", "acetone", id="Vietnamese with tones and hyphens"),
        pytest.param("PHOT PHO DO 10 kg", "red-phosphorus", id="Vietnamese without tones"),
        pytest.param("сірчаної кислоти 20 л", "sulfuric-acid", id="Ukrainian genitive"),
        pytest.param("Кислота соляна техн. 30 л", "hydrochloric-acid", id="Ukrainian order of index"),
        pytest.param("калиев перманганат 25 кг", "potassium-permanganate", id="Bulgarian"),
        pytest.param("υπερμαγγανικό κάλιο 25 kg", "potassium-permanganate", id="Greek"),
        pytest.param("kyselina sírová 96% 25 l", "sulfuric-acid", id="Czech"),
        pytest.param("anhidridă acetică 25 l", "acetic-anhydride", id="Romanian"),
        pytest.param("ecetsavanhidrid 5 l", "acetic-anhydride", id="Hungarian"),
        pytest.param("ättiksyraanhydrid 5 l", "acetic-anhydride", id="Swedish"),
        pytest.param("eddikesyreanhydrid 5 l", "acetic-anhydride", id="Danish"),
        pytest.param("rikkihappo 96 % 25 l", "sulfuric-acid", id="Finnish"),
        pytest.param("아세트산 무수물 20 kg", "acetic-anhydride", id="Korean, two words"),
        pytest.param("공업용아세톤을 수입", "acetone", id="Korean, grade and particle written together"),
        pytest.param("1-boc-4-피페리돈 1 kg", "1-boc-4-piperidone", id="Korean behind Latin letters"),
        pytest.param("ถังโทลูอีน 200 ลิตร", "toluene", id="Thai, no space"),
        pytest.param("กรดฟีนิลอะซิติก๒๕กก.", "phenylacetic-acid", id="Thai figures"),
        pytest.param("برميل من حمض كبريتيك", "sulfuric-acid", id="Arabic without the article"),
        pytest.param("والأسيتون ٢٠ لتر", "acetone", id="Arabic with 'and the'"),
        pytest.param("برمنجنات  بوتاسيوم", "potassium-permanganate", id="Arabic, wide space"),
        pytest.param("متیل‌اتیل‌کتون ۱۶۰ کیلوگرم", "mek", id="Persian, joined without width"),
        pytest.param("متيل اتيل كتون", "mek", id="Persian in Arabic letters"),
        pytest.param("एसिटोन 20 लीटर", "acetone", id="Hindi"),
        pytest.param("ऐसीटोन 20 लीटर", "acetone", id="Hindi, other vowels"),
        pytest.param("पोटैशियम परमैंगनेट का ड्रम", "potassium-permanganate", id="Hindi postposition"),
    ],
)  # fmt: skip
def test_listed_names_are_found(screener, text, entry):
    assert _hits(screener, text) == [entry]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("zmywacz bez acetonu", id="Polish: without"),
        pytest.param("nagellakremover zonder aceton", id="Dutch: without"),
        pytest.param("aseton içermez", id="Turkish: contains none"),
        pytest.param("아세톤 프리 리무버", id="Korean: free"),
        pytest.param("น้ำยาล้างเล็บปราศจากอะซิโตน", id="Thai: without"),
        pytest.param("مزيل طلاء بدون أسيتون", id="Arabic: without"),
        pytest.param("بدون استون", id="Persian: without"),
        pytest.param("बिना एसीटोन", id="Hindi: without"),
        pytest.param("황산 마그네슘 25 kg", id="Korean sulfate with a space"),
        pytest.param("황산마그네슘 25 kg", id="Korean sulfate"),
        pytest.param("염산 메트포르민 500 mg", id="Korean hydrochloride"),
        pytest.param("2,4-다이나이트로톨루엔", id="Korean dinitrotoluene"),
        pytest.param("트리니트로 톨루엔", id="Korean trinitrotoluene, two words"),
        pytest.param("아세톤시아노히드린", id="Korean acetone cyanohydrin"),
        pytest.param("ไดไนโทรโทลูอีน", id="Thai dinitrotoluene"),
        pytest.param("ثنائي نيترو تولوين", id="Arabic dinitrotoluene"),
        pytest.param("سيانوهيدرين", id="Arabic cyanohydrin"),
        pytest.param("डाइनाइट्रो टोलुईन", id="Hindi dinitrotoluene"),
        pytest.param("hidroflorik asit", id="Turkish: another acid, two letters away"),
        pytest.param("Kali manganat", id="Vietnamese: manganate"),
        pytest.param("إنترنت وميدان", id="Arabic everyday words"),
        pytest.param("프로필 시스템", id="Korean everyday words"),
        pytest.param("thuốc tim mạch", id="Vietnamese heart medicine"),
    ],
)
def test_other_goods_are_none(screener, text):
    assert _hits(screener, text) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("აცეტონი 20 ლ", id="Georgian"),
        pytest.param("ացետոն 20 լ", id="Armenian"),
        pytest.param("אשלגן פרמנגנט 25", id="Hebrew"),
        pytest.param("পটাশিয়াম পারম্যাঙ্গানেট", id="Bengali"),
        pytest.param("फेनिलबेंजीनामाइड चूर्ण", id="Hindi name that no table has"),
        pytest.param("아세톤시아노히드린", id="Korean name that goes on"),
        pytest.param("hidroflorik asit", id="Turkish slip or other acid"),
    ],
)
def test_what_only_looks_chemical_is_unresolved(screener, text):
    assert "unresolved" in {finding.outcome for finding in screener.find(text, DAY, WHERE)}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("მანქანის ნაწილები", id="Georgian car parts"),
        pytest.param("חלקי חילוף לרכב", id="Hebrew spare parts"),
        pytest.param("자동차 부품 10개", id="Korean car parts"),
        pytest.param("เสื้อยืดผ้าฝ้าย", id="Thai shirts"),
        pytest.param("قطع غيار سيارات", id="Arabic car parts"),
        pytest.param("गाड़ी के पुर्जे", id="Hindi car parts"),
        pytest.param("onderdelen voor auto's", id="Dutch car parts"),
    ],
)
def test_ordinary_goods_have_no_chemical(screener, text):
    assert [finding.outcome for finding in screener.find(text, DAY, WHERE)] == ["no_chemical"]


def test_the_words_shown_stand_in_the_text(screener):
    text = "والأسيتون النقي"
    [finding] = [finding for finding in screener.find(text, DAY, WHERE) if finding.is_hit]
    assert finding.mention in text
    assert finding.confidence > 0.95
