"""Chinese names of chemicals that no list holds: found by the parts they are made of, and turned into English.

Chinese puts a name together from parts in the order of the English one: positions, how many, substituents, chain and
ending. Esters, salts and binary compounds are turned round. What is put together wrongly does no harm: it is then no
name that a table or OPSIN reads.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from riskscan.tables.characters import load_cjk_neighbors
from riskscan.tables.chinese_parts import load_chinese_parts

__all__ = ["ChineseName", "find_chinese_names", "may_hold_chinese_name", "readings_of"]

_MOST_KEPT = 20_000
_HAN = "\u3000"
_CLOSING = {"(": ")", "[": "]"}
_SALT_ACIDS = (
    "盐酸", "硫酸", "硝酸", "磷酸", "醋酸", "乙酸", "柠檬酸", "枸橼酸",
    "马来酸", "富马酸", "酒石酸", "草酸", "氢溴酸", "苯磺酸", "甲磺酸",
)  # fmt: skip
"""Acids that name the salts of bases, before or behind them."""
_COUNTING = "一二三四五六七八九十单双高重酒液去"
_POLYMER = ("聚", "多聚", "共聚")
_OF_IT = ("橡胶", "乳胶", "胶", "手套", "树脂", "纤维", "共聚", "聚合", "菌", "酶", "类", "中毒")
"""Behind a name: goods that are made of it and are another substance, what makes or splits it, its class: resins,
bacteria, enzymes."""
_DOSAGE_FORMS = (
    "片", "胶囊", "颗粒", "注射液", "注射", "口服", "糖浆", "乳膏", "软膏", "凝胶", "栓", "滴眼液", "滴耳液", "滴丸",
    "缓释", "控释", "肠溶", "咀嚼", "分散", "泡腾", "含片", "喷雾", "气雾", "吸入", "膜", "贴", "散", "丸",
)  # fmt: skip
"""Behind the name of a medicine: the goods are that medicine."""
_FOR_INJECTION = ("注射用", "复方")
_BESIDE = r"\d'’αβγnNoOpP()\[\]-"
"""Positions and brackets in a name."""
_COMMA = r"(?<=[\d'’αβγnNoO]),(?=[\dαβγnNoO])"
"""A comma between positions; any other parts names."""
_SIGN = re.compile(f"[,{_BESIDE}]")
_ENDINGS = "酸酯酮醇醛酚醚胺腈烷烯炔酐肼苯萘脲胍啶嗪唑酰氯溴碘"
_RINGS = "啉咯哚喃吩醌蒽苝菲芘芴"
"""Endings of rings, which medicines have too: what is not read is no name then."""
_BASES = "胺肼啶嗪碱啉胍脲苯醇酮"
_SALT_END = re.compile("[钠钾锂铵钙镁锌铁铜银汞铅钡锶铝镍钴锰铬镉铋锡铊铍钛锆铈]$")
_SMALL_N = re.compile(r"(?<![a-z])n(?=[-,])")
_ATE = (
    ("sulfurous acid", "sulfite"),
    ("phosphorous acid", "phosphite"),
    ("sulfuric acid", "sulfate"),
    ("phosphoric acid", "phosphate"),
    ("oic acid", "oate"),
    ("ous acid", "ite"),
)
_ESTER = re.compile("(?P<acid>.+酸)(?P<number>[一二三单]?)(?P<alkyl>.+)酯")
_ETHER = re.compile("(?P<glycol>.*醇)?(?P<number>[一二单]?)(?P<alkyl>[^醇]+)醚")
_ACID_SALT = re.compile("(?P<acid>.+酸)(?P<hydrogen>[一二]?氢)?(?P<number>[一二三]?)(?P<metal>.+)")
_BINARY = re.compile("(?P<number>[一二三四五]?)(?P<ion>.*?化)(?P<first>[一二三四]?)(?P<rest>.+)")
_NUMBERS = {"": "", "一": "", "单": "", "二": "di", "三": "tri", "四": "tetra", "五": "penta"}
_LEAST = 3
"""Characters of a name that is none of the table for a chemist to look at it."""


@dataclass(frozen=True, slots=True)
class ChineseName:
    """Characters of a text that parts of names make up, and their place."""

    start: int
    end: int
    text: str
    is_part: bool
    """Whether a character beside it carries the name on, which no part is."""
    is_medicine: bool = False
    """Whether a word beside it says that it is a medicine ready for use."""

    @property
    def base(self) -> str:
        """Without the acid of its salt at its end."""
        acid = next((acid for acid in _SALT_ACIDS if self.text.endswith(acid) and len(acid) < len(self.text)), "")
        return self.text.removesuffix(acid) if acid and self.text[-len(acid) - 1] in _BASES else self.text

    @property
    def wants_a_look(self) -> bool:
        """Whether they look like a name even where it cannot be read: with a position, or long and with its ending."""
        han = [character for character in self.text if character > _HAN]
        has_end = self.text.rstrip("])")[-1:] in _ENDINGS or _SALT_END.search(self.text) is not None
        return has_end and len(han) > _LEAST and not self.is_medicine


def may_hold_chinese_name(text: str) -> bool:
    """Whether a name may stand in a text: a look in passing."""
    return _run().search(text) is not None


def find_chinese_names(text: str) -> Iterator[ChineseName]:
    """Yield what may be names in a folded text, in order.

    Examples
    --------
    >>> [name.text for name in find_chinese_names("工业级碳酸氢钠25kg, 纯棉衬衫, 2,4-二氯苯酚")]
    ['碳酸氢钠', '2,4-二氯苯酚']
    """
    for first, written in _runs(text):
        words = _trim(written)
        start = text.index(words, first)
        end = start + len(words)
        if (
            len(words) < 2
            or text[:start].endswith(_POLYMER)
            or words.startswith(_POLYMER)
            or text.startswith(_OF_IT, end)
            or (words in _SALT_ACIDS and (text[end : end + 1] > _HAN or text[end : end + 1] == "-"))
        ):
            continue  # 硫酸 before a base, which is its salt
        beside = {text[start - 1 : start], text[end : end + 1]}
        is_medicine = text.startswith(_DOSAGE_FORMS, end) or text[:start].endswith(_FOR_INJECTION)
        yield ChineseName(start, end, words, not beside.isdisjoint(_carrying_on()), is_medicine)


def _runs(text: str) -> Iterator[tuple[int, str]]:
    """Yield the runs that may be names and where they begin; another name of one in brackets behind it is its own."""
    for match in _run().finditer(text):
        words = match.group()
        cut = next((place for place in _opened(words) if words[place - 1] > _HAN), 0)
        yield match.start(), words[:cut] or words
        if cut:
            yield match.start() + cut + 1, words[cut + 1 :]


def _opened(words: str) -> Iterator[int]:
    """Yield the places of brackets that are never closed."""
    for place, character in enumerate(words):
        if place and character == "(" and words.count("(", place) > words.count(")", place):
            yield place


def _trim(words: str) -> str:
    """Return a run without signs at its beginning that belong to nothing in it."""
    words = words.lstrip("-,'’)]")
    while words[:1] in ("(", "[") and words.count(words[0]) > words.count(_CLOSING[words[0]]):
        words = words[1:].lstrip("-,'’)]")
    return words


@lru_cache(maxsize=_MOST_KEPT)
def readings_of(name: str) -> tuple[str, ...]:
    """Return English readings of a Chinese name, the likeliest first.

    Examples
    --------
    >>> readings_of("2,4-二氯苯酚")[0], readings_of("乙酸乙酯")[0], readings_of("磷酸氢二钾")[0]
    ('2,4-dichlorophenol', 'ethyl acetate', 'dipotassium hydrogen phosphate')
    """
    readings = (
        *_as_known(name),
        *_as_onium(name),
        *_as_salt(name),
        *_as_ester(name),
        *_as_ether(name),
        *_as_chain(name),
    )
    return tuple(dict.fromkeys(_SMALL_N.sub("N", reading) for reading in readings))


def _as_known(name: str) -> Iterator[str]:
    for role in ("parent", "acid"):
        if name in _parts(role):
            yield _parts(role)[name]


def _as_salt(name: str) -> Iterator[str]:
    metals = _parts("metal")
    if match := _ACID_SALT.fullmatch(name):
        acid, metal = next(_acids(match["acid"]), ""), metals.get(match["metal"], "")
        if acid and metal:
            hydrogen = {"": "", "氢": "hydrogen ", "一氢": "hydrogen ", "二氢": "dihydrogen "}[match["hydrogen"] or ""]
            yield f"{_NUMBERS[match['number']]}{metal} {hydrogen}{_ate(acid)}"
            yield f"{metal.partition('(')[0]} {hydrogen}{_ate(acid)}"
    if match := _BINARY.fullmatch(name):
        ion = _parts("binary").get(match["ion"], "")
        for rest in filter(None, (metals.get(match["rest"], ""), *_groups(match["rest"]))) if ion else ():
            yield f"{rest.partition('(')[0]} {_NUMBERS[match['number']]}{ion}"
            yield f"{_NUMBERS[match['first']]}{rest} {_NUMBERS[match['number']]}{ion}"


def _as_onium(name: str) -> Iterator[str]:
    """Read ``四丁基溴化铵``, ``苯基氯化镁``: the groups stand before the halide, what they are of behind it."""
    match = _onium().fullmatch(name)
    ion, groups = (_parts("binary").get(match["ion"], ""), _put_together(match["groups"])) if match else ("", "")
    if ion and groups:
        yield f"{groups}{_parts('onium')[match['rest']]} {ion}"  # type: ignore[index]


def _as_ester(name: str) -> Iterator[str]:
    match = _ESTER.fullmatch(name)
    for acid in _acids(match["acid"]) if match else ():
        for alkyl in _groups(match["alkyl"].removesuffix("基")):  # type: ignore[index]
            yield f"{_NUMBERS[match['number']]}{alkyl} {_ate(acid)}"  # type: ignore[index]


def _as_ether(name: str) -> Iterator[str]:
    match = _ETHER.fullmatch(name)
    for alkyl in _groups(match["alkyl"].removesuffix("基")) if match else ():
        number = {"": "", "一": "mono", "单": "mono", "二": "di"}[match["number"]]  # type: ignore[index]
        glycol = match["glycol"]  # type: ignore[index]
        if not glycol or glycol in _parts("parent"):
            yield f"{_parts('parent').get(glycol, '')} {number}{alkyl} ether".strip()


def _as_chain(name: str) -> Iterator[str]:
    """Yield the parts in the order in which they stand, the longest first at each place."""
    reading = _put_together(name)
    if reading:
        yield reading.replace("phenylbenzene", "biphenyl")


def _acids(name: str) -> Iterator[str]:
    yield from (reading for reading in (*_as_known(name), *_as_chain(name)) if reading.endswith("acid"))


def _groups(name: str) -> Iterator[str]:
    """Yield the English for a group by its stem: 乙 in an ester, 苄."""
    if name in _parts("group"):
        yield _parts("group")[name]
    stem = _put_together(f"{name}基")
    if stem:
        yield stem


def _ate(acid: str) -> str:
    for ending, changed in _ATE:
        if acid.endswith(ending):
            return acid.removesuffix(ending) + changed
    return acid.removesuffix("ic acid") + "ate"


@lru_cache(maxsize=_MOST_KEPT)
def _put_together(name: str) -> str:
    """Return a name part for part in English, empty where a part is unknown."""
    chain, english, place = _chain_parts(), "", 0
    while place < len(name):
        character = name[place]
        if _SIGN.match(character):
            english += {"’": "'", "α": "alpha", "β": "beta", "γ": "gamma"}.get(character, character.lower())
            place += 1
            continue
        rest = name[place:]
        if name[place - 1 : place] == "-" and rest in _parts("suffix") and english[-2:-1].isdigit():
            return english + _parts("suffix")[rest]  # ``3-丁烯-1-醇``
        sizes = range(min(_longest(), len(name) - place), 0, -1)
        size = next((size for size in sizes if name[place : place + size] in chain), 0)
        if not size:
            return ""
        english += chain[name[place : place + size]]
        place += size
    return english


@cache
def _carrying_on() -> frozenset[str]:
    """Return the characters of names that are not parts of them here; a numeral behind a name counts the goods."""
    return load_cjk_neighbors().name_characters - frozenset("".join(_chain_parts())) - frozenset(_COUNTING)


@cache
def _parts(role: str) -> dict[str, str]:
    return {row.part: row.english for row in load_chinese_parts() if row.role == role}


@cache
def _chain_parts() -> dict[str, str]:
    """Return every part of a chain: stems with each ending, then the others, which stand before them."""
    made = {
        stem + ending: english + ("yloxy" if (last, english[-4:]) == ("oxy", "pent") else last)
        for stem, english in _parts("stem").items()
        for ending, last in _parts("ending").items()
    }
    for role in ("number", "prefix", "group", "acid", "parent"):
        made |= _parts(role)
    return made


@cache
def _onium() -> re.Pattern[str]:
    return re.compile(f"(?P<groups>.+基)(?P<ion>.+化)(?P<rest>{'|'.join(_parts('onium'))})")


@cache
def _longest() -> int:
    return max(map(len, _chain_parts()))


@cache
def _run() -> re.Pattern[str]:
    """Return the pattern of characters that are parts of names, with what may stand between them, up to an ending."""
    ends = "".join(sorted({metal[-1] for metal in _parts("metal")} | set(_ENDINGS + _RINGS)))
    others = {name for name in _parts("parent") if name[-1] not in ends}
    words = {*_chain_parts(), *_parts("stem"), *_parts("binary"), *_parts("metal"), *"亚化氢酯醚基盐"} - others
    letters = "".join(sorted({character for word in words for character in word if character > _HAN}))
    name = f"(?:[{_BESIDE}]|{_COMMA})*[{letters}](?:[{letters}{_BESIDE}]|{_COMMA})*[{ends}苄]"
    return re.compile("|".join((name, *sorted(others, key=len, reverse=True))))
