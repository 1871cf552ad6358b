"""Forms of companies are in the spelling in which names are compared."""

from riskscan.tables.company_forms import load_company_forms


def test_forms_are_folded_and_few_are_words_of_trade() -> None:
    forms = load_company_forms()
    assert len(forms) > 1_800
    assert all(form == " ".join(form.casefold().split()) and "." not in form for form in forms)
    assert {"ltd", "gmbh", "ооо", "有限公司", "corp"} <= set(forms)
    assert not {"trading", "chemical", "import export"} & set(forms)
