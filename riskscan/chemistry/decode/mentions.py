"""Read a text: find every chemical that it mentions.

Identifiers first, then listed names in scripts without spaces, then the words
(`riskscan.chemistry.decode.word_reading`).
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from riskscan.chemistry.decode.evidence import Edit, Evidence, Source
from riskscan.chemistry.decode.identified import IdentifierReader, Mention
from riskscan.chemistry.decode.ionic_salts import IonicSalts
from riskscan.chemistry.decode.repairing import Repairer
from riskscan.chemistry.decode.resolving import Resolution, Resolver
from riskscan.chemistry.decode.surroundings import has_context, let_stand
from riskscan.chemistry.decode.vetoes import is_fragment
from riskscan.chemistry.decode.word_reading import WordReader
from riskscan.chemistry.gate.line_gate import LineGate
from riskscan.chemistry.gate.tokens import TokenJudge
from riskscan.chemistry.law.structures import has_basic_nitrogen, read_structure
from riskscan.chemistry.names.chinese_names import ChineseName, find_chinese_names, readings_of
from riskscan.chemistry.names.ionic_names import find_ionic_names
from riskscan.chemistry.names.japanese_names import JapaneseName, find_japanese_names
from riskscan.chemistry.names.scripts import ScriptMatch, ScriptNames, has_cjk
from riskscan.chemistry.names.translation import translations
from riskscan.chemistry.names.word_scripts import WordMatch, WordScripts
from riskscan.chemistry.text.embedded import find_identifiers
from riskscan.chemistry.text.line_cleaning import clean_line, may_identify, part_from_cjk, with_articles_joined
from riskscan.chemistry.text.spacing import close_gaps
from riskscan.chemistry.text.spelling import clean_characters, fold_name, join_line_breaks
from riskscan.chemistry.text.writing import has_word_script, without_word_scripts
from riskscan.tables.substances import AMOUNTS_AND_GRADES, ONLY_AMOUNTS

__all__ = ["MAX_SEEN_LENGTH", "MAX_TEXT_LENGTH", "Mention", "TextReader", "find_disguise"]

MAX_TEXT_LENGTH = 4000
"""Longer texts are cut here; what is cut is reported by the caller."""

MAX_SEEN_LENGTH = 20 * MAX_TEXT_LENGTH
"""So much of a text is looked at: what cannot be seen does not count towards the other limit."""

_MOST_TOKENS = 100
_MOST_STANDING = 20
"""Places where a name is mentioned; at further ones of the same words nothing new would be said."""
_TOKEN = re.compile(r"\S+")
_SEPARATOR = re.compile(r"\|(?:(?<=[\s\d]\|)|(?=[\s\d]))")
"""Between cells of a table that were pasted into one; between letters it is a letter on a bad scan."""

_READ = "某"
"""In place of the characters of a name that was read: what stands beside them is no word of its own."""
_MARKUP = re.compile(r"</?[a-z]{1,6} ?/?>|[•→]", re.IGNORECASE)
_GOES_ON, _GOES_ON_BEHIND = re.compile(r"[\d'\])]-?$|-$"), re.compile(r"-|\[")
"""Beside a word that is a part of a longer name."""
_SYSTEMATIC = Evidence(Source.SYSTEMATIC)
_BEFORE_NUMBER = re.compile(r"[\s(|,;:\[]+$")
_TRANSLATED = Evidence(Source.SYSTEMATIC, (Edit.TRANSLATED,))
_TRADE_MARK = re.compile("[™®©]")
_BY_AMOUNT = frozenset({ONLY_AMOUNTS, AMOUNTS_AND_GRADES})
_HALF_WIDTH_KANA = re.compile("[\uff66-\uff9f]")


class TextReader:
    """Find the chemicals that texts mention.

    Parameters
    ----------
    resolver : Resolver
    packaged : bool, default True
        Whether the listed names are those of the packaged tables, of which more is compiled.
    """

    def __init__(self, resolver: Resolver, *, packaged: bool = True) -> None:
        self._resolver = resolver
        self._identified = IdentifierReader(resolver)
        self._tokens = TokenJudge(
            (*(folded for folded, _ in resolver.names.items()), *map(fold_name, resolver.drugs.short_names)),
            compiled=packaged,
            drugs=resolver.drugs.telling_words,
        )
        drugs = tuple(resolver.drugs.names())
        self._scripts = ScriptNames((*resolver.names.items(), *drugs))
        self._word_scripts = WordScripts(resolver.names.items(), resolver.names.chemical_words, exact=drugs)
        self._salts = IonicSalts(resolver)
        self._words = WordReader(resolver, Repairer(resolver), self._tokens, self._salts)
        numbers = resolver.controls.cas_rn_digits()
        self._gate = LineGate(self._tokens, self._scripts, self._word_scripts, resolver.knows, numbers)

    def learn(self, texts: Iterable[str]) -> None:
        """Look at the words of many texts together, so that those that mention no chemical are told at once."""
        self._gate.learn(text for text in texts if len(text) <= MAX_TEXT_LENGTH)

    def are_ordinary(self, texts: Sequence[str]) -> list[bool]:
        """Whether each of some texts mentions no chemical at first sight: they are looked at together."""
        if max(map(len, texts), default=0) > MAX_TEXT_LENGTH:
            self.learn(texts)
            return list(map(self.is_ordinary, texts))
        return self._gate.are_ordinary(texts)

    def is_ordinary(self, text: str) -> bool:
        """Whether a text mentions no chemical at first sight: quicker than remembering it."""
        return len(text) <= MAX_TEXT_LENGTH and self._gate.is_ordinary(text)

    def _is_ordinary(self, cleaned: str) -> bool:
        if any(map(self._tokens.is_surely_chemical, cleaned.split())):
            return False
        readings = join_line_breaks(cleaned)  # a name broken over two lines shows only when joined
        if not all(map(self._tokens.is_ordinary, readings)) or may_identify(cleaned.lower()):
            return False
        return not has_word_script(cleaned) or next(self._word_scripts.find(cleaned), None) is None

    def cleaned(self, text: str) -> tuple[str, ...]:
        """Return the lines as which `read` looks at a text: several where a line break may stand within a name."""
        return tuple(join_line_breaks(_clean(text)))

    def read(self, text: str) -> tuple[Mention, ...]:
        """Return the mentions of a text, in order of appearance.

        Parameters
        ----------
        text : str
            Any text; only its first `MAX_TEXT_LENGTH` characters are read.
        """
        cleaned = _clean(text)
        if self._is_ordinary(cleaned):
            return ()
        found: tuple[Mention, ...] = ()
        for reading in join_line_breaks(cleaned):
            mentions = tuple(self._read_line(reading))
            if any(mention.resolution and mention.resolution.matches for mention in mentions):
                return mentions
            found = found or mentions
        return found

    def _read_line(self, text: str) -> Iterator[Mention]:
        rest, unknown = text, []
        for identifier in find_identifiers(text):
            mention = self._identified.read(identifier, text)
            if mention is not None:
                if mention.resolution is None and identifier.kind == "cas_rn":
                    unknown.append((identifier.start, mention))
                else:
                    yield mention
                blank = " | " if identifier.end - identifier.start >= 3 else " "
                rest = (
                    rest[: identifier.start] + blank.ljust(identifier.end - identifier.start) + rest[identifier.end :]
                )
        if has_cjk(rest):
            seen, rest = rest, fold_name(rest)  # the names are compared folded, so places count in the folded text
            spans = list(self._read_scripts(rest))
            for mention, start, end in spans:
                yield replace(mention, text=_as_it_stands(seen, rest, start, end))
            for _, start, end in spans:
                rest = rest[:start] + " | ".ljust(end - start)[: end - start] + rest[end:]
            written = rest
            names: list[ChineseName | JapaneseName] = [*find_japanese_names(rest), *find_chinese_names(rest)]
            for name in names:
                if rest[name.start : name.end] == name.text and (mention := self._read_parts(name, written)):
                    yield replace(mention, text=_as_it_stands(seen, written, name.start, name.end))
                    rest = rest[: name.start] + _READ * len(name.text) + rest[name.end :]
            rest = part_from_cjk(rest)
        if has_word_script(rest):
            matches = tuple(self._word_scripts.find(rest))
            yield from self._read_word_scripts(rest, matches)
            for match in matches:  # a locant or ``boc`` of a name is no word of its own
                rest = rest[: match.start] + " " * (match.end - match.start) + rest[match.end :]
            rest = without_word_scripts(rest)
        words = list(self._words.read(rest))
        for start, mention in unknown:
            if not any(self._explains(word, text[:start]) for word in words):
                yield mention
        for mention in words:
            yield replace(mention, text=with_articles_joined(mention.text))

    def _explains(self, name: Mention, head: str) -> bool:
        """Whether a name stands right before a CAS RN that no table has, says a structure that none has, and all of it.

        The number is that of the name then. Where a table has the compound, its number would be known: another thing is
        meant, at which a chemist should look.
        """
        found = name.resolution
        if found is None or found.matches or found.near or found.drug or found.evidence != _SYSTEMATIC:
            return False
        if not _BEFORE_NUMBER.sub("", head).endswith(name.text):
            return False
        return found.inchikey is not None and self._resolver.lexicon.find_inchikey(found.inchikey) is None

    def _read_word_scripts(self, text: str, matches: tuple[WordMatch, ...]) -> Iterator[Mention]:
        """Yield the listed names in scripts of words, and the words that only look chemical."""
        standing: Counter[str] = Counter()
        unread = [match for match in matches if match.name is None]
        salts = find_ionic_names(text) if unread else []
        for salt in salts:
            if any(match.start < salt.end and salt.start < match.end for match in unread):
                yield Mention(text[salt.start : salt.end], self._salts.resolve(salt))
        for match in matches:
            words = text[match.start : match.end]
            if match.name is None:
                if not any(match.start < salt.end and salt.start < match.end for salt in salts):
                    yield self._read_translated(text, match)
                continue
            found = self._resolver.from_script(words, match.name)
            is_said = standing[words] == _MOST_STANDING
            if found is None or is_said or self._word_scripts.says_absent(text, match):
                continue
            if let_stand(found, text, match.start, match.end):
                standing[words] += 1
                yield Mention(words, found)

    def _read_translated(self, text: str, match: WordMatch) -> Mention:
        """Return which harmless compound a word says by its parts, or that it was not read."""
        words = text[match.start : match.end]
        goes_on = _GOES_ON.search(text[: match.start]) or _GOES_ON_BEHIND.match(text, match.end)
        for reading in () if goes_on else translations(words):
            found = self._resolver.resolve(reading) if reading.isascii() else None
            if found is None or found.matches or not found.smiles or is_fragment(found):
                continue  # a listed name was read, unless it is a part of a longer one
            evidence = found.evidence.after(Edit.TRANSLATED)
            return Mention(words, replace(found, name=reading, evidence=evidence, confidence=0.9))
        return Mention(words, None)

    def _read_scripts(self, text: str) -> Iterator[tuple[Mention, int, int]]:
        """Yield the listed Chinese and Japanese names of a folded text, with their places."""
        for match in self._scripts.find(text):
            if not has_context(match.name.context, text) and _BY_AMOUNT.isdisjoint(match.name.context):
                continue
            found = self._resolve_script(match)
            if found is not None and let_stand(found, text, match.start, match.end):
                first, last = match.salt if _is_salt_of(found, match) else (match.start, match.end)
                yield Mention(text[first:last], found), first, last

    def _read_parts(self, name: ChineseName | JapaneseName, text: str) -> Mention | None:
        """Return what a name of its parts says, that it was not read where it looks like one, or None."""
        if self._scripts.says_absent(text, name.start, name.end):
            return None
        for reading in _readings(name):
            found = self._resolver.resolve(reading)
            if found is None or not let_stand(found, text, name.start, name.end):
                continue
            evidence = found.evidence.after(Edit.TRANSLATED)
            return Mention(name.text, replace(found, name=reading, evidence=evidence, confidence=0.9))
        return Mention(name.text, None) if name.wants_a_look else None

    def _resolve_script(self, match: ScriptMatch) -> Resolution | None:
        if match.ester and (listed := self._resolver.controls.substances.get(match.name.substance_id)):
            acid = listed.systematic_name
            found = self._resolver.resolve(f"{acid} {match.ester} ester")
            return found and replace(found, name=match.text, evidence=_TRANSLATED, confidence=0.9)
        found = self._resolver.from_script(match.text, match.name)
        return self._resolver.with_forms(found, match.forms) if found and match.forms else found


def _is_salt_of(found: Resolution, match: ScriptMatch) -> bool:
    """Whether the acid named before a base is that of its salt (硫酸芬太尼) and no goods of its own (盐酸甲苯)."""
    structure = read_structure(found.smiles or "") if "salt" in match.forms else None
    return structure is not None and any(has_basic_nitrogen(parent.molecule) for parent in structure.parents)


def _readings(name: ChineseName | JapaneseName) -> tuple[str, ...]:
    if isinstance(name, JapaneseName):
        return (name.reading,) if name.reading else ()
    return () if name.is_part else readings_of(name.base)


def _as_it_stands(seen: str, folded: str, start: int, end: int) -> str:
    """Return a stretch of a folded line with the characters and capitals that it had, where that can be told."""
    words = seen[start:end]
    return words if len(seen) == len(folded) and fold_name(words) == folded[start:end] else folded[start:end]


def _clean(text: str) -> str:
    shown = text[:MAX_SEEN_LENGTH].replace("\t", " | ")
    if "<" in shown or not shown.isascii():
        shown = _MARKUP.sub(" | ", _TRADE_MARK.sub(" ", shown))
    return _SEPARATOR.sub(" | ", clean_line(shown)[:MAX_TEXT_LENGTH])


def find_disguise(text: str, words: str) -> str | None:
    """Return what stands in a text for words that were read in it, None where they stand there themselves.

    Look-alike letters, full-width ones, letters set apart by spaces and words broken over lines are seen through; an
    officer must see that this was done.

    Examples
    --------
    >>> find_disguise("5 kg a c e t o n e, new", "acetone"), find_disguise("5 kg acetone, new", "acetone")
    ('a c e t o n e,', None)
    """
    if _is_in(words, text) or _is_in(words, fold_name(text)):
        return None
    if _HALF_WIDTH_KANA.search(text) and _is_in(words, unicodedata.normalize("NFKC", text)):
        return None  # so Japanese systems write, and nothing is hidden
    tokens = list(_TOKEN.finditer(text[:MAX_SEEN_LENGTH]))[:_MOST_TOKENS]
    ends = [token.end() for token in tokens]
    place = bisect_left(ends, True, key=lambda end: _is_behind(words, text[:end]))
    if place == len(ends):
        return None
    starts = [token.start() for token in reversed(tokens[: place + 1])]
    first = starts[bisect_left(starts, True, key=lambda start: _is_behind(words, text[start : ends[place]]))]
    return text[first : ends[place]]


def _is_in(words: str, text: str) -> bool:
    return " ".join(words.casefold().split()) in " ".join(text.casefold().split())


def _is_behind(words: str, written: str) -> bool:
    """Whether the words are in a text once it is cleaned."""
    return any(_is_in(words, close_gaps(reading)) for reading in join_line_breaks(clean_characters(written)))
