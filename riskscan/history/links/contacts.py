"""What stands in the cells of a party: its name, an address, telephone numbers, e-mail boxes, who acts for it.

Manifests often have all of them in the cell of the name. What is not told apart for sure stays part of the name.
"""

import re
from dataclasses import dataclass
from functools import cache

from riskscan.tables.company_forms import load_company_forms
from riskscan.tables.contact_words import ContactWordKind, load_contact_words

__all__ = ["PartyCell", "normalize_email", "normalize_phone", "read_party_cell"]

_LONGEST = 1_000
_EMAIL = re.compile(r"[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,6}\.[a-z]{2,24}", re.IGNORECASE)
_NUMBER = r"\+?\(?\d[\d\s().\-/]{5,22}\d"
_ABROAD = re.compile(r"(?<![\w+])(?:\+|00)\s?\d[\d\s().\-/]{6,20}\d(?!\w)")
_NOT_DIGIT = re.compile(r"\D+")
_BREAK = re.compile(r"[\n\r;|]+|,(?=\s|[^\d\s])|\s[-–]\s")
_SPACES = re.compile(r"\s+")
_DIGIT = re.compile(r"\d")
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15
_TOLD_DIGITS = 9  # those that a national and an international spelling of a number share


@dataclass(frozen=True, slots=True)
class PartyCell:
    """A party as its cells tell it.

    Attributes
    ----------
    name, address, care_of : str
        As written; empty where there is none. `care_of` is who acts for the party.
    phones, emails : tuple of str
        One spelling each.
    """

    name: str
    address: str = ""
    care_of: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


def read_party_cell(name: str, address: str = "") -> PartyCell:
    """Return what the cells of a name and of an address say; an address in the name's cell counts where none is given.

    Examples
    --------
    >>> read_party_cell("ACME CO., LTD., 22 ELM ST, MESA AZ, TEL: +1 (480) 555-0133")
    PartyCell(name='ACME CO., LTD.', address='22 ELM ST, MESA AZ', care_of='', phones=('805550133',), emails=())
    >>> read_party_cell("John Doe", "c/o Swift Parcels, 5 Dock Road").care_of
    'Swift Parcels'
    >>> read_party_cell("Studio 54 Fashion")
    PartyCell(name='Studio 54 Fashion', address='', care_of='', phones=(), emails=())
    """
    hint = _hint()
    if not (hint.search(address) or hint.search(name) or (_DIGIT.search(name) and _BREAK.search(name))):
        return PartyCell(name, address)  # most cells
    phones: dict[str, None] = {}
    emails: dict[str, None] = {}
    plain_name, named = _without_care_of(_without_contacts(name[:_LONGEST], phones, emails))
    plain_address, acting = _without_care_of(_without_contacts(address[:_LONGEST], phones, emails))
    own, rest = _split_name(plain_name)
    if not own:
        own, named = named, ""
    return PartyCell(own, _tidy(plain_address) or rest, named or acting, tuple(phones), tuple(emails))


def normalize_phone(text: str) -> str | None:
    """Return the digits by which spellings of a telephone number meet, None where it is none.

    Examples
    --------
    >>> normalize_phone("+86 574 8765 4321") == normalize_phone("0574-87654321")
    True
    >>> normalize_phone("000-000-0000") is None
    True
    """
    digits = _NOT_DIGIT.sub("", text).lstrip("0")
    if not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS or len(set(digits)) < 3 or digits in "1234567890123456":
        return None
    return digits[-_TOLD_DIGITS:]


def normalize_email(text: str) -> str | None:
    """Return the one spelling of an e-mail box, None where it is nobody's.

    Examples
    --------
    >>> normalize_email("Sales@Example.COM"), normalize_email("noemail@example.com")
    ('sales@example.com', None)
    """
    found = _EMAIL.search(text)
    if found is None:
        return None
    box = found[0].casefold().strip(".")
    return None if box.partition("@")[0] in _words("nobody") else box


def _without_contacts(text: str, phones: dict[str, None], emails: dict[str, None]) -> str:
    """Return a cell without its numbers and boxes, which are added."""
    if "@" in text:
        for box in _EMAIL.findall(text):
            if (found := normalize_email(box)) is not None:
                emails[found] = None
        text = _mail_label().sub(" ", _EMAIL.sub(" ", text))
    for pattern in (_labelled(), _ABROAD):
        for match in pattern.finditer(text):
            if (number := normalize_phone(match[0])) is not None:
                phones[number] = None
        text = pattern.sub(lambda match: " " if normalize_phone(match[0]) else match[0], text)
    return text


def _without_care_of(text: str) -> tuple[str, str]:
    """Return a cell without who acts for the party, and who does."""
    match = _care_of().search(text)
    if match is None:
        return text, ""
    parts = _BREAK.split(text[match.end() :], maxsplit=1)
    rest = parts[1] if len(parts) > 1 else ""
    return f"{text[: match.start()]}, {rest}", _tidy(parts[0])


def _split_name(text: str) -> tuple[str, str]:
    """Return a name and the address behind it: what has a number and a word of addresses."""
    cuts = list(_BREAK.finditer(text))
    for cut in cuts:
        name, rest = text[: cut.start()], text[cut.end() :]
        following = _BREAK.split(rest, maxsplit=1)[0]
        if _is_form(following):
            continue
        if any(char.isdigit() for char in rest) and _street().search(rest.casefold()):
            words = _tidy(rest).split(" ")
            while len(words) > 1 and _is_form(words[0]):
                words = words[1:]
            return _tidy(name), _tidy(" ".join(words))
        break
    return _tidy(text), ""


def _is_form(text: str) -> bool:
    return _SPACES.sub(" ", text.casefold().replace(".", "").strip(" ,")) in load_company_forms()


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", text).strip(" ,;:|/-–")


@cache
def _words(kind: ContactWordKind) -> frozenset[str]:
    return frozenset(entry.word for entry in load_contact_words() if entry.kind == kind)


def _any_of(kind: ContactWordKind) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s*") for word in sorted(_words(kind), key=len, reverse=True))


@cache
def _hint() -> re.Pattern[str]:
    """Match what only cells have that hold more than a name or an address."""
    return re.compile(rf"@|(?:\d[\s().\-/]{{0,3}}){{7}}|(?<!\w)(?:{_any_of('care_of')})(?!\w)", re.IGNORECASE)


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{_any_of('phone')})[\s.:#)]*{_NUMBER}", re.IGNORECASE)


@cache
def _mail_label() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)e?-?mail\s*[:.]?(?=\s|$)", re.IGNORECASE)


@cache
def _care_of() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of('care_of')})(?!\w)[\s:.]*", re.IGNORECASE)


@cache
def _street() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of('street')})(?!\w)|(?:{_any_of('street_part')})")
