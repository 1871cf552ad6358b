"""Readings of the same words weighed against one another: pieces of names, numbers beside names, slips."""

from datetime import date

import pytest

DAY, WHERE = date(2026, 6, 1), frozenset({"UN", "US", "EU", "CN", "MX", "IN", "CA"})


def _hits(screener, text):
    return sorted(str(finding.substance_id) for finding in screener.find(text, DAY, WHERE) if finding.is_hit)


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        pytest.param("methyl 2 phenyl 3 oxobutanoate", ["mapa"], id="bare numbers, the end leaves open what it means"),
        pytest.param("ethyl 3 oxo 2 phenylbutanoate", ["eapa"], id="bare numbers"),
        pytest.param("diethyl 2 2 phenylacetyl propanedioate", ["depapd"], id="bare numbers, brackets lost"),
        pytest.param("phenyl 2 propanone", ["p2p"], id="one bare number"),
        pytest.param("1) acetone 2) toluene", ["acetone", "toluene"], id="numbers of a list"),
        pytest.param("order 2 toluene", ["toluene"], id="an amount before a name"),
        pytest.param("2, toluene", ["toluene"], id="a number and a comma"),
        pytest.param("4-n-boc-amino piperidine", [], id="the end of a longer name"),
        pytest.param("bromo toluene", [], id="a group before a name"),
        pytest.param("chloro (acetone)", [], id="a group before a name in brackets"),
        pytest.param("fluoro 4-piperidone", [], id="a group before a name with a locant"),
        pytest.param("PMK (methylenedioxyphenyl-2-propanone) 25 kg", ["mdp2p"], id="a name explains a code word"),
        pytest.param("nitro 3 toluene", [], id="a group and a bare number before a name"),
        pytest.param("ethyl 4 piperidone", [], id="a group before a name that begins with its bare number"),
        pytest.param("phenethyl 4 piperidone", ["npp"], id="a group and a name with a bare number are one listed name"),
        pytest.param("dozen 2 toluene", ["toluene"], id="an ordinary word and a number before a name"),
        pytest.param("powder, BMK sodium glycidate", ["p2p-methyl-glycidic-acid"], id="not over the comma"),
        pytest.param("methyl ethyl ketone peroxide", [], id="a known name that begins with a listed one"),
        pytest.param(
            "permanganato di potassio, acetone", ["acetone", "potassium-permanganate"], id="two that translate to one"
        ),
        pytest.param("ossido di propionile, piperidina", ["piperidine", "propionic-anhydride"], id="two of a language"),
    ],
)
def test_pieces_of_names(screener, text: str, entries: list[str]) -> None:
    assert _hits(screener, text) == entries


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("benzyl alcohol", id="plain"),
        pytest.param("2,4-dinitrotoluene", id="locants"),
        pytest.param("Benzene, 1-chloro-4-nitro-", id="index name"),
        pytest.param("nitrotoluene", id="leaves its positions open"),
        pytest.param("acetone", id="listed"),
        pytest.param("methyl ethyl ketone peroxide", id="begins with a listed one"),
        pytest.param("Hi-chloroform", id="what is glued to a name"),
    ],
)
def test_a_known_name_is_read_at_once_as_it_is_step_by_step(screener, text: str) -> None:
    told = {(one.mention, one.method) for one in screener.find(text, DAY, WHERE)}
    steps = screener.explain(text, as_of=DAY, jurisdictions=WHERE)
    assert told == {(one.text, one.resolution.method) for one in steps.mentions}


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        pytest.param("dibutyl phthalate, -", ["dibutyl phthalate"], id="a sign behind a name is none of it"),
        pytest.param("1-bromo, naphthalene", ["1-bromo, naphthalene"], id="a parser reads it over the comma"),
        pytest.param("Benzene, 1-chloro-4-nitro-", ["Benzene, 1-chloro-4-nitro-"], id="an index name"),
    ],
)
def test_the_line_as_one_name(screener, text: str, mentions: list[str]) -> None:
    assert [finding.mention for finding in screener.find(text, DAY, WHERE)] == mentions


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        pytest.param("P2P shite powder", ["p2p"], id="an ordinary word between two of a name"),
        pytest.param("phenyl acetic acdi", ["phenylacetic-acid"], id="a slip in the last of three words"),
        pytest.param("gamma butyrolactne", ["gbl"], id="an ordinary word before the slip"),
        pytest.param("acetic anhidride glacial", ["acetic-anhydride"], id="a harmless name beside it"),
        pytest.param("hydrochloric acdi 37%", ["hydrochloric-acid"], id="an amount beside it"),
        pytest.param("1-boc-4-piperidnoe and toluene", ["1-boc-4-piperidone", "toluene"], id="a listed name beside it"),
        pytest.param("N-acetyl anthranilc acid", ["n-acetylanthranilic-acid"], id="the longer of two listed names"),
        pytest.param("methyl ethyl ketnoe", ["mek"], id="harmless groups before it"),
        pytest.param("4-anilinopiperidne dihydrochloride", ["4-ap"], id="a salt"),
        pytest.param("pottasium permangnate", ["potassium-permanganate"], id="slips in both words, letters doubled"),
        pytest.param("cotton shirts and cotton trousers", [], id="nothing chemical"),
        pytest.param("methoxy acetone", [], id="another compound as it stands"),
        pytest.param("sodium acetate trihydrate", [], id="a harmless salt as it stands"),
    ],
)
def test_slips(screener, text: str, entries: list[str]) -> None:
    assert _hits(screener, text) == entries


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        pytest.param("sulfurc acidd drum", ["sulfuric-acid"], id="two slips beside a container"),
        pytest.param("sulfurc acidd machine", [], id="two slips beside other goods"),
        pytest.param("toluene, acettone, hexane", ["acetone", "toluene"], id="a slip in a short name in a list"),
        pytest.param("cotton, acettone", [], id="a slip in a short name beside goods"),
        pytest.param("acetone and cottonn", ["acetone"], id="a slip in an everyday word beside a listed name"),
        pytest.param("acetone, permanganates", ["acetone"], id="two edits in a short name beside a listed one"),
        pytest.param("HONGDA/safrolle", ["safrole"], id="a slip in a name that a brand is glued to"),
        pytest.param("HONGDA/safrolle shoes", [], id="a slip in a name that a brand of other goods is glued to"),
        pytest.param("sulfuric or acidd", [], id="no name with slips goes over a word between names"),
        pytest.param("sulfurc; acid", [], id="nor over a semicolon"),
    ],
)
def test_what_makes_slips_credible(screener, text: str, entries: list[str]) -> None:
    assert _hits(screener, text) == entries


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        pytest.param("toluen and acetonn", ["listed", "listed"], id="acetone is known better than acetoin"),
        pytest.param("acetone and acetonn drum", ["listed", "listed"], id="among packing"),
        pytest.param("toluene and cartons", ["listed"], id="an everyday word"),
        pytest.param("cartons and acetonn", ["resembles"], id="beside no listed name"),
    ],
)
def test_a_slip_beside_a_listed_name_is_said(screener, text: str, outcomes: list[str]) -> None:
    assert screener.screen([text])["outcome"].tolist() == outcomes


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        pytest.param("etoksietan ve pseuddoefedrin", ["ethyl-ether", "pseudoephedrine"], id="Turkish"),
        pytest.param("acetone, pseuddoefedrin", ["acetone", "pseudoephedrine"], id="English and Turkish"),
        pytest.param("acetone, psuedoefedrin", ["acetone", "pseudoephedrine"], id="two edits"),
        pytest.param("acetone, permanganates", ["acetone"], id="the plural of a chemical word"),
        pytest.param("shoes, psuedoefedrin bags", [], id="among goods"),
    ],
)
def test_a_listed_name_beside_is_a_sign_of_chemistry(screener, text: str, hits: list[str]) -> None:
    assert _hits(screener, text) == hits


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        pytest.param("Propionic acid, vhloride 25 kg", ["propionyl-chloride"], id="behind a heading that is an acid"),
        pytest.param(
            "2-Oxiranecarboxylic acid, 2-methyl-3-phehnyl-, 1-methylpropyl ester",
            ["p2p-methyl-glycidate-sec-butyl"],
            id="an index name that falls into its heading and what nothing reads",
        ),
        pytest.param("tert-butl 4-anilinopiperidine-1-carboxylate HCl", ["1-boc-4-ap"], id="beside a harmless part"),
        pytest.param("diethyl 2-(2-phenylcetyl)malonate", ["depapd"], id="a structure that nobody knows"),
        pytest.param("(1S,2)-2-amino-1-phenylpropan-1-ol", ["norephedrine"], id="its form in space"),
        pytest.param("hehotropin drum", ["piperonal"], id="a name that ends like a hormone"),
        pytest.param("somatropin injection", [], id="a hormone"),
        pytest.param("propyl 2,3-epoxy-2-ethyl-3-phenylpropionate", [], id="a right word makes another substance"),
        pytest.param("Acetic acid, ethyl ester", [], id="another index name"),
        pytest.param("lavender & geranium", [], id="a plant"),
    ],
)
def test_slips_in_systematic_names(screener, text: str, entries: list[str]) -> None:
    assert _hits(screener, text) == entries


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        pytest.param("jethanamine", ["ethylamine", "methylamine"], id="one word"),
        pytest.param("aminmoethzne", ["ethylamine", "methylamine"], id="two slips"),
        pytest.param(
            "MK glycidate opotassium", ["mdp2p-methyl-glycidic-acid", "p2p-methyl-glycidic-acid"], id="a short code"
        ),
        pytest.param("P2P ethyl glhycidate", ["p2p-methyl-glycidate-ethyl"], id="one is nearer"),
        pytest.param("jethylbenzene", [], id="the other is harmless"),
    ],
)
def test_a_slip_between_two_listed_names_says_both(screener, text: str, entries: list[str]) -> None:
    assert _hits(screener, text) == entries


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        pytest.param("phenylacentitrile", ["benzyl-cyanide"], id="letters swapped and one put between them"),
        pytest.param("battry cid 25 l", ["sulfuric-acid"], id="a slip in each word, no word telling"),
        pytest.param("Condy's crystsls", ["potassium-permanganate"], id="in the longest of such words alone"),
        pytest.param("battry charger", [], id="other goods"),
        pytest.param("ethyl 3-oxo-2-pheenylbutyraate", ["eapa"], id="two doubled letters are two slips"),
    ],
)
def test_slips_that_the_gate_lets_through(screener, text: str, entries: list[str]) -> None:
    assert _hits(screener, text) == entries


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        pytest.param("cchlorofrm CAS see COA", ["chloroform"], id="a word of ten letters"),
        pytest.param("2-buutanome", ["mek"], id="with a figure, nine"),
        pytest.param("iosafrolle 99%", ["isosafrole"], id="with a purity"),
        pytest.param("iosafrolle shoes", [], id="other goods"),
        pytest.param("ergonomic 25 kg drum", [], id="a rare word of a language"),
        pytest.param("phosphatic 25 kg drum", [], id="another chemical word"),
    ],
)
def test_names_of_ten_letters_bear_two_slips(screener, text: str, entries: list[str]) -> None:
    assert _hits(screener, text) == entries


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        pytest.param("Ethane, hitro-", ["nitroethane"], id="a term of an index name"),
        pytest.param("Ethaen, 1,1'-oxybis-", ["ethyl-ether"], id="letters swapped that a parser takes"),
        pytest.param("permanganic acid sodium sal", ["sodium-permanganate"], id="a word for a salt cut short"),
        pytest.param("P-2-P sec-butyl glycidat", ["p2p-methyl-glycidate-sec-butyl"], id="behind an abbreviation"),
        pytest.param("phosphorus, yelloqw", ["white-phosphorus"], id="behind a comma"),
        pytest.param("trt-butyl 2-methyl-3-phenylglyidate", ["p2p-methyl-glycidate-tert-butyl"], id="no brand"),
        pytest.param("Ethane, bormo-", [], id="another index name"),
        pytest.param("gloves other than ephedrine, 5 kg", [], id="said to be absent"),
        pytest.param("docosahexaenoic acid", [], id="a word that ends so"),
    ],
)
def test_a_name_with_slips_is_more_than_its_harmless_part(screener, text: str, entries: list[str]) -> None:
    assert _hits(screener, text) == entries
