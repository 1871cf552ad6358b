"""What is named only to say that the goods are without it is no hit, in every language that has tables."""

import pytest

LINES = [
    ("en", "thinner lacking acetone"),
    ("en", "paint, with the exception of acetone"),
    ("en", "not being toluene"),
    ("en", "cleaner to be used instead of acetone"),
    ("en", "resin soluble in acetone"),
    ("en", "coating catalyzed with sulfuric acid"),
    ("en", "2-oxepanone polymer with 1,4-butanediol and toluene"),
    ("en", "rosin washed with acetone"),
    ("es", "polímero con acetona"),
    ("es", "guantes resistentes a la acetona"),
    ("es", "disolventes distintos de acetona"),
    ("pt", "outros, exceto a acetona"),
    ("pt", "com exclusão da acetona"),
    ("pt", "di-isocianatos de tolueno"),
    ("fr", "diluant dépourvu d'acétone"),
    ("fr", "nettoyant au lieu d'acétone"),
    ("fr", "soluble dans l'acétone"),
    ("de", "Reiniger anstelle von Aceton"),
    ("de", "löslich in Aceton"),
    ("it", "sostituto dell'acetone"),
    ("nl", "vervanger van aceton"),
    ("pl", "z wyłączeniem acetonu"),
    ("pl", "zamiast acetonu"),
    ("tr", "aseton yoktur"),
    ("ru", "не содержащий ацетон"),
    ("ru", "растворители, отличные от ацетона"),
    ("uk", "замість ацетону"),
    ("uk", "інші ніж ацетон"),
    ("vi", "không phải: axeton"),
    ("vi", "ngoại trừ axeton"),
    ("id", "selain aseton"),
    ("id", "kecuali aseton dan toluena"),
    ("ar", "خال من الأسيتون"),
    ("ar", "بلا أسيتون"),
    ("fa", "به استثنای استون"),
    ("fa", "حاوی استون نیست"),
    ("th", "ไม่มีส่วนผสมของอะซิโตน"),
    ("th", "นอกจากอะซิโตน"),
    ("hi", "एसीटोन को छोड़कर"),
    ("hi", "एसीटोन के बिना"),
    ("ko", "아세톤 미함유"),
    ("ko", "아세톤을 제외한"),
    ("ja", "アセトンを除く"),
    ("ja", "アセトン以外"),
    ("zh", "除丙酮外"),
    ("zh", "除丙酮和甲苯以外"),
    ("zh", "代替丙酮"),
    ("sv", "annat än aceton"),
    ("da", "bortset fra acetone"),
    ("fi", "paitsi asetoni"),
    ("cs", "vyjma acetonu"),
    ("hu", "kivéve aceton"),
    ("ro", "altele decât acetonă"),
    ("bg", "освен ацетон"),
    ("el", "εκτός από ακετόνη"),
    ("en", "thinner not including acetone"),
    ("en", "starter kit, acetone not included"),
    ("es", "pintura, no incluye acetona"),
    ("es", "juego de limpieza (acetona no incluida)"),
    ("pt", "não incluindo acetona"),
    ("fr", "diluants, acétone non comprise"),
    ("it", "non include acetone"),
    ("de", "Set mit Pinsel, Aceton nicht enthalten"),
    ("nl", "aceton niet inbegrepen"),
    ("tr", "aseton dahil değil"),
    ("ru", "не включая ацетон"),
    ("zh", "未检出丙酮"),
    ("zh", "丙酮替代品"),
    ("ja", "アセトンは含まれません"),
    ("ko", "아세톤을 포함하지 않음"),
    ("hi", "एसीटोन शामिल नहीं"),
    ("ar", "غير شامل الأسيتون"),
    ("sv", "aceton ingår ej"),
    ("cs", "nezahrnuje aceton"),
]


@pytest.mark.parametrize("text", [pytest.param(text, id=f"{language}: {text}") for language, text in LINES])
def test_is_no_hit(screener, text: str) -> None:
    assert screener.screen([text])["outcome"].isin(["listed", "covered"]).sum() == 0


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("hóa chất khác: axeton", id="vi: other chemicals, of which one is named"),
        pytest.param("thùng axeton 25 kg", id="vi"),
        pytest.param("aceton do mycia, materiał", id="pl"),
        pytest.param("丙酮 外包装 铁桶", id="zh: outer packing"),
        pytest.param("아세톤 외 3종", id="ko: and three others"),
        pytest.param("عينة من الأسيتون", id="ar: of"),
        pytest.param("acetone and polymers of ethylene", id="en: before the polymer"),
        pytest.param("VAT excl. acetone 25 kg", id="en: the price without the tax"),
        pytest.param("price excluding freight, acetone and ether", id="en: the price without the freight"),
        pytest.param("acetone, freight not included", id="en: behind the name, of the freight"),
        pytest.param("acetone not included elsewhere", id="en: as a tariff says it"),
        pytest.param("IVA excluido acetona 25 kg", id="es: the price without the tax"),
        pytest.param("btw exclusief aceton", id="nl: the price without the tax"),
    ],
)
def test_words_that_say_nothing_of_the_kind(screener, text: str) -> None:
    assert "listed" in screener.screen([text])["outcome"].tolist()


@pytest.mark.parametrize("text", ["amidon de maïs", "amidon modifié de blé", "amidon din cartofi"])
def test_starch_is_no_drug_of_that_name(screener, text: str) -> None:
    assert screener.screen([text])["outcome"].tolist() == ["no_chemical"]
