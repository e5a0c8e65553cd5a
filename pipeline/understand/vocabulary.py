"""The company's words, ready to be looked for in what was read.

A phrase is compared by its letters and digits alone: capitals, spaces, full stops, dashes and slashes do not matter,
since clerks and OCR treat them freely ("P/O No." is "po no", "DOORTYPE" is "door type"). Phrases of five characters and
more also match when OCR took a letter for a digit or the other way round (0/O, 1/l/I, 5/S, 8/B, 2/Z); shorter ones do
not, since "D1" is a room and "D/L" a double leaf.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import islice

from pipeline.understand.composed import Compositions
from pipeline.understand.lookalikes import LOOKALIKE, m_misread, slash_misread

# Letter runs end where a capital follows a small letter: OCR loses spaces ("BarangQuantity").
_TOKEN = re.compile(r"[^\W\d_]+?(?:(?<=[a-z])(?=[A-Z])|(?![^\W\d_]))|\d+|[#%@]")
_BREAK = re.compile(r"[,;|•·●:]|\s[-–]\s")
_MARKS = re.compile(r"[^\w#%@]|_")
_NOTE_END = re.compile(r"\s*\)")
_BETWEEN_LANGUAGES = re.compile(r"[\s.:]*(?:/|\||\(|-)\s*")
_NOTE_BETWEEN = re.compile(r"\s*\([^()]*\)\s*/\s*")  # Door Size (W x H) / Saiz (L x T)
# A colon may stand behind the label's translation: "Core Filling / Isian: …".
_LABELS = re.compile(r"[ .]*(?:\([^()\n]*\))?[ .]*(?:/[^:=\n\t|,;/\d]{2,30}?(?:\([^()\n]*\))?[ .]*)?(?:[:=\uff1a]|\t)")
_APART = re.compile(r"[/()\[\]\n\t]")
_FIGURES_NEXT = re.compile(r"[-/.]?\d")
_BROKEN = re.compile(r"[^A-Za-z0-9]")
_INITIAL = re.compile(r"[^\W\d_]")
_SAFE_LENGTH = 5
_DATES = frozenset({"delivery_date", "due_date"})
_PLAIN_DATES = frozenset({"tarikh", "date", "tkh"})
_LONGEST_LABEL = 60  # characters
_LONGEST = 9  # tokens in the longest phrase that is tried


class VocabularyError(ValueError):
    """The vocabulary file has an entry that cannot be used; the message names it and its cure."""


@dataclass(frozen=True)
class Token:
    """A run of letters, or of digits, at ``text[start:end]``."""

    text: str
    start: int
    end: int
    broken_off: bool = False
    """A comma, a bar, a colon or a free-standing dash stands before it: no phrase reaches over that."""
    apart: bool = False
    """A slash, a bracket, a gap or a line's end stands before it: a label made of words does not reach over that."""
    figures: bool = False
    """Figures follow at once, as behind the letters of a number ("INV-62788"): it ends no label of several words."""
    labels: bool = False
    """A colon, an equals sign or a wide gap stands behind it, as behind a label."""


@dataclass(frozen=True)
class Found:
    """A phrase at ``text[start:end]`` and what it can mean."""

    meanings: frozenset[str]
    phrase: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def squeeze(text: str) -> str:
    """Letters and digits only, lower case, accents and full-width forms folded."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=8192)
def tokens_in(text: str, most: int | None = None) -> tuple[Token, ...]:
    """The letter runs and digit runs of ``text``, or the first ``most`` of them."""
    tokens: list[Token] = []
    end = 0
    for match in islice(_TOKEN.finditer(text), most):
        (start, stop), figures = match.span(), bool(_FIGURES_NEXT.match(text, match.end()))
        close = text[end:start] in ("", " ")  # as most words stand
        broken_off = not close and bool(_BREAK.search(text, end, start))
        apart = not close and not _INITIAL.fullmatch(match[0]) and bool(_APART.search(text, end, start))
        labels = not text[stop : stop + 2].lstrip(" ").isalnum() and bool(_LABELS.match(text, stop))
        tokens.append(Token(squeeze(match[0]), start, stop, broken_off, apart, figures=figures, labels=labels))
        end = stop
    return tuple(tokens)


class Inside(Enum):
    """Where, inside a longer text, a label may be known by its words."""

    ANYWHERE = "anywhere"
    MARKED = "with a colon or a wide gap behind it"


class Phrases:
    """Phrases and their meanings; finds the longest one at a place.

    Where no phrase is listed, ``composed`` may know a label by the words that it is made of.
    """

    def __init__(
        self, meanings: Mapping[str, Iterable[str]], composed: Compositions | None = None, inside: Inside | None = None
    ) -> None:
        self._composed, self._inside = composed, inside
        # The same lines are looked at by several rules.
        self._at_start = lru_cache(maxsize=4096)(self._find_at_start)
        self._all_in = lru_cache(maxsize=4096)(self._find_all)
        self._whole = lru_cache(maxsize=4096)(lambda text: self.listed(text) or self._made_of(text))
        exact: dict[str, set[str]] = {}
        for meaning, phrases in meanings.items():
            for phrase in phrases:
                exact.setdefault(squeeze(phrase), set()).add(meaning)
        # "laminate D 547" does not begin with the word "laminated".
        whole = {squeeze(phrase) for phrases in meanings.values() for phrase in phrases if _BROKEN.search(phrase)}
        self._words = frozenset(exact) - whole
        self._exact = {phrase: frozenset(found) for phrase, found in exact.items() if phrase}
        self._lookalike = {
            misread.translate(LOOKALIKE): phrase
            for phrase in self._exact
            if len(phrase) >= _SAFE_LENGTH
            for misread in (*m_misread(phrase), phrase)
        }
        every = [phrase for phrases in meanings.values() for phrase in phrases]
        self._lookalike.update(
            {squeeze(slashed).translate(LOOKALIKE): squeeze(p) for p in every if (slashed := slash_misread(p))}
        )
        # Few words begin a phrase: most searches end at their first token.
        likened = {phrase.translate(LOOKALIKE) for phrase in (*self._exact, *self._lookalike)}
        self._beginnings = frozenset(phrase[:n] for phrase in likened for n in range(1, len(phrase) + 1))

    def whole(self, text: str) -> frozenset[str]:
        """What ``text`` as a whole means; empty when it is no phrase."""
        return self._whole(text)

    def listed(self, text: str) -> frozenset[str]:
        """What ``text`` as a whole means by the lists alone."""
        return self._exact.get(self._phrase(squeeze(text)) or "", frozenset())

    def _made_of(self, text: str) -> frozenset[str]:
        if self._composed is None or len(text) > _LONGEST_LABEL:
            return frozenset()
        return self._composed.meanings([token.text for token in tokens_in(text)])

    def at(self, tokens: Sequence[Token], index: int) -> Found | None:
        """The longest phrase that begins with ``tokens[index]``."""
        found, beginning = None, ""
        for token in tokens[index : index + _LONGEST]:
            beginning += token.text
            if (beginning != token.text and token.broken_off) or not self._begins(beginning):
                break
            phrase = self._phrase(beginning)
            if phrase and token.figures and beginning != token.text and not token.text.isdigit():
                continue
            if phrase and not (len(token.text) == 1 and beginning != token.text and phrase in self._words):
                found = Found(self._exact[phrase], phrase, tokens[index].start, token.end)
        if self._composed is None or self._inside is None or tokens[index].text not in self._composed.words:
            return found
        composed = self._composed_at(tokens, index, self._composed)
        return composed if composed and (found is None or composed.end > found.end) else found

    def made(self, text: str) -> Found | None:
        """A label made of known words at the beginning of ``text``, whatever stands behind it."""
        tokens = tokens_in(text)
        if self._composed is None or not tokens:
            return None
        return self._composed_at(tokens, 0, self._composed, marked=False)

    def _composed_at(
        self, tokens: Sequence[Token], index: int, composed: Compositions, *, marked: bool = True
    ) -> Found | None:
        """The longest label that begins with ``tokens[index]`` and is made of known words."""
        run: list[Token] = []
        for token in tokens[index : index + _LONGEST]:
            initial = len(token.text) == 1  # P.O.
            if (run and (token.broken_off or token.apart or token.figures)) or not (
                initial or token.text in composed.words
            ):
                break
            run.append(token)
        while run:
            meanings = composed.meanings([token.text for token in run])
            if meanings and (not marked or run[-1].labels or (len(run) > 1 and self._inside is Inside.ANYWHERE)):
                return Found(meanings, "".join(token.text for token in run), run[0].start, run[-1].end)
            run.pop()
        return None

    def starting(self, text: str) -> Found | None:
        """The longest phrase at the beginning of ``text`` (marks before it do not count)."""
        return self._at_start(text)

    def both_languages(self, text: str, found: Found) -> Found:
        """``found`` extended over its translation: ``Date / Tarikh``, ``Dalam/Luar (Inner/Outer)``.

        It means what both can mean; a following label that means something else is no translation.
        """
        meanings, end = found.meanings, found.end
        if text.count("(", 0, end) > text.count(")", 0, end) and (note := _NOTE_END.match(text, end)):
            end = note.end()
        while between := _BETWEEN_LANGUAGES.match(text, end) or _NOTE_BETWEEN.match(text, end):
            tokens = tokens_in(text[between.end() :])
            following = self.at(tokens, 0) if tokens and tokens[0].start == 0 else None
            if not following or not (_alike(meanings, following.meanings) or _date_again(meanings, following)):
                break
            meanings = meanings & following.meanings or meanings
            end = between.end() + following.end
        closing = re.match(r"\s*\)", text[end:]) if text.count("(", 0, end) > text.count(")", 0, end) else None
        return Found(meanings, found.phrase, found.start, end + (closing.end() if closing else 0))

    def within(self, text: str) -> Iterator[Found]:
        """Every phrase in ``text``, longest first at each place, not overlapping."""
        return iter(self._all_in(text))

    def _find_at_start(self, text: str) -> Found | None:
        tokens = tokens_in(text, _LONGEST) if len(text) > _LONGEST_LABEL else tokens_in(text)
        return self.at(tokens, 0) if tokens else None

    def _find_all(self, text: str) -> tuple[Found, ...]:
        tokens, every, index = tokens_in(text), [], 0
        while index < len(tokens):
            found = self.at(tokens, index)
            every += [found] if found else []
            end = found.end if found else tokens[index].end
            while index < len(tokens) and tokens[index].start < end:
                index += 1
        return tuple(every)

    def _begins(self, squeezed: str) -> bool:
        return squeezed.translate(LOOKALIKE) in self._beginnings

    def _phrase(self, squeezed: str) -> str | None:
        if squeezed in self._exact:
            return squeezed
        return self._lookalike.get(squeezed.translate(LOOKALIKE))


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two labels can be translations: they share a meaning, or both name a number of the document."""
    return bool(a & b) or all(any(m.startswith("number_") for m in meanings) for meanings in (a, b))


def _date_again(meanings: frozenset[str], following: Found) -> bool:
    """``Del. Date / Tarikh`` over ``Penghantaran``: the translation of a date's label begins with the plain word."""
    return bool(meanings & _DATES) and following.phrase in _PLAIN_DATES


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words of the trade, by what they are looked for. One is equal to itself only, and so may be a key."""

    company: Phrases
    document_kinds: Phrases
    labels: Phrases
    totals: Phrases
    columns: Phrases
    specification_labels: Phrases
    options: Mapping[str, Phrases]
    item_kinds: Phrases
    accessory_introducers: Phrases
    head_first: Phrases
    blocks: Phrases
    units: Phrases
    company_suffixes: Phrases
    former_name: Phrases
    only_with_label: Phrases
    unlabelled: Phrases
    qualifiers: frozenset[str]
    """Words beside an option that change nothing about it."""
    connectors: Phrases
    """Words that only tie the pieces of a sentence together."""
    universal: frozenset[str]
    """Words that speak of all goods of a sort."""
    rooms: Phrases
    """Names of rooms, which say by themselves where goods go."""
    zones: Phrases
    """Words that say where goods go only with their number or letter: ``Level 3``, ``Block B``."""
    noted: Phrases
    """What every clerk knows and no box of the form takes."""
    negations: Phrases
    goods_words: frozenset[str]
    """Words beside a door's or a frame's name that change nothing about it: ``laminated flush door``."""
    colours: frozenset[str]
    nothing: Phrases
    footers: Phrases

    @classmethod
    def from_toml(cls, toml: Mapping[str, object]) -> Vocabulary:
        """From the parsed ``vocabulary.toml``. Raises :class:`VocabularyError` naming every entry that is wrong."""
        problems = list(_problems(toml))
        if problems:
            raise VocabularyError("The vocabulary cannot be used: " + "; ".join(problems))
        composed = {name: Compositions(section) for name, section in _sections(toml["label_words"]).items()}
        return _compile({name: _lists(section) for name, section in toml.items()}, _options(toml), composed)


_SECTIONS = (
    "company", "document_kinds", "labels", "totals", "columns", "specification_labels", "options", "item_kinds",
    "blocks", "units", "companies", "only_with_label", "unlabelled", "nothing", "footers",
    "label_words", "qualifiers",
)  # fmt: skip
# Headings too short or too common to serve as a label in the middle of a description.
_NOT_IN_TEXT = frozenset({
    "number", "stock_code", "description", "quantity", "unit", "unit_price", "amount", "discount", "tax", "noted",
})  # fmt: skip
_TOO_SHORT = 4


_Lists = Mapping[str, list[str]]


def _compile(
    sections: Mapping[str, _Lists], options: Mapping[str, _Lists], composed: Mapping[str, Compositions]
) -> Vocabulary:
    kinds = dict(sections["item_kinds"])
    introducers = kinds.pop("accessory_introducers", [])
    head_first = kinds.pop("head_first", [])
    return Vocabulary(
        company=Phrases(sections["company"]),
        document_kinds=Phrases(sections["document_kinds"]),
        labels=Phrases(sections["labels"], composed.get("header"), Inside.ANYWHERE),
        totals=Phrases(sections["totals"], composed.get("totals")),
        columns=Phrases(sections["columns"], composed.get("columns")),
        specification_labels=Phrases(
            _specification_labels(sections, composed["columns"]), composed.get("columns"), Inside.MARKED
        ),
        options={group: Phrases(meanings) for group, meanings in options.items()},
        item_kinds=Phrases(kinds),
        accessory_introducers=Phrases({"introducer": introducers}),
        head_first=Phrases({"noun": head_first}),
        blocks=Phrases(sections["blocks"]),
        units=Phrases(sections["units"]),
        company_suffixes=Phrases({"suffix": sections["companies"].get("suffixes", [])}),
        former_name=Phrases({"former": sections["companies"].get("former_name", [])}),
        only_with_label=Phrases(sections["only_with_label"]),
        unlabelled=Phrases(_part(sections, "unlabelled", "open_hole_type", "hole")),
        rooms=Phrases(_part(sections, "unlabelled", "location")),
        zones=Phrases(_part(sections, "unlabelled", "zone")),
        noted=Phrases(_part(sections, "qualifiers", "noted")),
        negations=Phrases(_part(sections, "qualifiers", "negations")),
        colours=frozenset(squeeze(word) for word in sections["qualifiers"].get("colours", [])),
        goods_words=frozenset(squeeze(word) for word in sections["qualifiers"].get("goods", [])),
        connectors=Phrases({"connector": sections["qualifiers"].get("connectors", [])}),
        universal=frozenset(squeeze(word) for word in sections["qualifiers"].get("universal", [])),
        qualifiers=frozenset(squeeze(word) for word in sections["qualifiers"].get("words", [])),
        nothing=Phrases(sections["nothing"]),
        footers=Phrases(sections["footers"]),
    )


def _part(sections: Mapping[str, _Lists], section: str, *names: str) -> dict[str, list[str]]:
    """Lists of a section by name; one that a company's older file does not have is empty."""
    return {name: sections[section].get(name, []) for name in names}


def _specification_labels(sections: Mapping[str, _Lists], composed: Compositions) -> dict[str, list[str]]:
    """The labels inside an item: their list, the column headings long enough to be safe, and what these are made of."""
    labels = {meaning: list(phrases) for meaning, phrases in sections["specification_labels"].items()}
    for meaning, phrases in sections["columns"].items():
        if meaning not in _NOT_IN_TEXT:
            labels.setdefault(meaning, []).extend(p for p in phrases if len(squeeze(p)) >= _TOO_SHORT or p == "loc")
            labels[meaning].extend(word for word in composed.needed(meaning) if len(word) >= _TOO_SHORT)
    return labels


def _sections(section: object) -> dict[str, Mapping[str, object]]:
    return {k: v for k, v in section.items() if isinstance(v, Mapping)} if isinstance(section, Mapping) else {}


def _lists(section: object) -> dict[str, list[str]]:
    return {k: v for k, v in section.items() if isinstance(v, list)} if isinstance(section, Mapping) else {}


def _options(toml: Mapping[str, object]) -> dict[str, dict[str, list[str]]]:
    section = toml["options"]
    return {group: _lists(entries) for group, entries in section.items()} if isinstance(section, Mapping) else {}


def _problems(toml: Mapping[str, object]) -> Iterator[str]:
    for name in _SECTIONS:
        if not isinstance(toml.get(name), Mapping):
            yield f"the section [{name}] is missing; take it from the example that came with the program"
    for path, entry in _entries(toml, ""):
        if not isinstance(entry, list) or not all(isinstance(phrase, str) for phrase in entry):
            yield f'{path} must be a list of words in quotes, such as ["single leaf", "s l"]'
        elif any(not squeeze(phrase) for phrase in entry):
            yield f"{path} has an entry without a letter or a digit; remove it"


def _entries(section: Mapping[str, object], path: str) -> Iterator[tuple[str, object]]:
    for name, entry in section.items():
        if isinstance(entry, Mapping):
            yield from _entries(entry, f"{path}{name}.")
        else:
            yield f"{path}{name}", entry
