"""Phrases and what they mean, found in a text: as a whole, at its beginning, anywhere inside.

Capitals, spaces and marks do not matter. Phrases of five characters and more also match when OCR took a letter for a
digit or the other way round (0/O, 1/l/I, 5/S, 8/B, 2/Z); shorter ones do not, since "D1" is a room and "D/L" a double
leaf.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from pipeline.understand.grammar.lookalikes import LOOKALIKE, m_misread, slash_misread
from pipeline.understand.grammar.tokens import Tokens, likened, squeeze, tokens_in
from pipeline.understand.words.composed import NOTHING, Compositions

_NOTE_END = re.compile(r"(?:\s+no\b\.?)?\s*\)", re.IGNORECASE)  # Reference (PO No)
_CLOSED = re.compile(r"\s*\)")
_BETWEEN_LANGUAGES = re.compile(r"[\s.:]*(?:/|\||\(|-)\s*")
_LABEL_ENDS = re.compile(r"[\s.]*(?:[:=\t\n)/|]|$)")
_NOTE_BETWEEN = re.compile(r"\s*\([^()]*\)\s*/\s*")  # Door Size (W x H) / Saiz (L x T)
_BROKEN = re.compile(r"[^A-Za-z0-9]")
_SAFE_LENGTH = 5
_ROUND = re.compile(r"(?=\w{4}$)[ac-hjkmnp-rt-y][a-hjkmn-rt-y]*o[a-hjkmn-rt-y]*[ac-hjkmnp-rt-y]")
"""Four letters with a round one inside that alone may be misread: ``DO0R``."""
_DATES = frozenset({"delivery_date", "due_date"})
_YOUR_REFERENCE, _ORDER = frozenset({"your_ref"}), frozenset({"po_no"})
_PLAIN_DATES = frozenset({"tarikh", "date", "tkh"})
_LONGEST_LABEL = 60  # characters
_LAST = "\n"  # in no phrase
_LONGEST = 9  # tokens in the longest phrase that is tried


class Found(NamedTuple):
    """A phrase at ``text[start:end]`` and what it can mean."""

    meanings: frozenset[str]
    phrase: str
    start: int
    end: int


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
        self.whole: Callable[[str], frozenset[str]] = lru_cache(maxsize=4096)(self._find_whole)
        """What a text as a whole means; empty when it is no phrase."""
        self.starting: Callable[[str], Found | None] = lru_cache(maxsize=4096)(self._find_at_start)
        """The longest phrase at the beginning of a text (marks before it do not count)."""
        self.within: Callable[[str], tuple[Found, ...]] = lru_cache(maxsize=4096)(self._find_all)
        """Every phrase in a text, longest first at each place, not overlapping."""
        self.listed: Callable[[str], frozenset[str]] = lru_cache(maxsize=4096)(self._find_listed)
        """What a text as a whole means by the lists alone."""
        self.both_languages: Callable[[str, Found], Found] = lru_cache(maxsize=4096)(self._with_translation)
        """A phrase found in a text, extended over its translation: ``Date / Tarikh``, ``Dalam/Luar (Inner/Outer)``.

        It means what both can mean; a following label that means something else is no translation."""
        exact: dict[str, set[str]] = {}
        for meaning, phrases in meanings.items():
            for phrase in phrases:
                exact.setdefault(squeeze(phrase), set()).add(meaning)
        # "laminate D 547" does not begin with the word "laminated".
        whole = {squeeze(phrase) for phrases in meanings.values() for phrase in phrases if _BROKEN.search(phrase)}
        self._words = frozenset(exact) - whole
        self._exact = {phrase: frozenset(found) for phrase, found in exact.items() if phrase}
        self._lookalike = _lookalikes(self._exact, [phrase for phrases in meanings.values() for phrase in phrases])
        self._longest = max(map(len, self._lookalike), default=0)  # letters
        # Few tokens are a phrase, and few begin one together with the next: most searches end here.
        self._alike = frozenset(phrase.translate(LOOKALIKE) for phrase in (*self._exact, *self._lookalike))
        self._beginnings = frozenset(phrase[:n] for phrase in self._alike for n in range(1, len(phrase) + 1))
        self._begun: dict[frozenset[str], frozenset[str]] = {}
        self._composing = composed.words if composed is not None and inside is not None else frozenset()

    def _find_listed(self, text: str) -> frozenset[str]:
        squeezed = squeeze(text)
        found = self._exact.get(squeezed)
        if found is None and len(squeezed) <= self._longest:
            found = self._exact.get(self._lookalike.get(likened(squeezed), ""))
        return found or NOTHING

    def begun(self, text: str) -> frozenset[str]:
        """What all listed phrases mean that begin with the letters of ``text``."""
        letters = squeeze(text)
        return frozenset().union(*(meant for phrase, meant in self._exact.items() if phrase.startswith(letters)))

    def _find_whole(self, text: str) -> frozenset[str]:
        listed = self._find_listed(text)
        if listed or self._composed is None or len(text) > _LONGEST_LABEL:
            return listed
        return self._composed.meanings(tokens_in(text).texts)

    def at(self, tokens: Tokens, index: int) -> Found | None:
        """The longest phrase that begins with ``tokens[index]``."""
        found = self._listed_at(tokens, index) if self.may_begin_at(tokens, index) else None
        if self._composed is None or tokens.texts[index] not in self._composing:
            return found
        composed = self._composed_at(tokens, index, self._composed)
        return composed if composed and (found is None or composed.end > found.end) else found

    def _listed_at(self, tokens: Tokens, index: int) -> Found | None:
        exact, lookalike, texts, likened = self._exact, self._lookalike, tokens.texts, tokens.likened
        beginning, alike, last = texts[index], likened[index], index
        found = beginning if beginning in exact else lookalike.get(alike)
        for place in range(index + 1, min(index + _LONGEST, len(texts))):
            alike += likened[place]
            if alike not in self._beginnings or tokens.broken_off(place):
                break
            text = texts[place]
            beginning += text
            phrase = beginning if beginning in exact else lookalike.get(alike)
            if phrase is None or (not text.isdigit() and tokens.figures(place)):
                continue
            whole = len(text) > 1 or phrase not in self._words
            if whole or tokens.ends[place] - tokens.starts[index] == len(beginning):  # unbroken
                found, last = phrase, place
        return Found(exact[found], found, tokens.starts[index], tokens.ends[last]) if found else None

    def made(self, text: str) -> Found | None:
        """A label made of known words at the beginning of ``text``, whatever stands behind it."""
        tokens = _first_of(text)
        if self._composed is None or not tokens:
            return None
        return self._composed_at(tokens, 0, self._composed, marked=False)

    def _composed_at(self, tokens: Tokens, index: int, composed: Compositions, *, marked: bool = True) -> Found | None:
        """The longest label that begins with ``tokens[index]`` and is made of known words."""
        end = index
        only_marked = marked and self._inside is Inside.MARKED
        if (only_marked and not tokens.marked_behind(index)) or tokens.ends_a_code(index):
            return None
        for text in tokens.texts[index : index + _LONGEST]:
            if len(text) > 1 and text not in composed.words:  # but P.O.
                break
            if end > index and (tokens.broken_off(end) or tokens.apart(end) or tokens.figures(end)):
                break
            end += 1
        for last in range(end - 1, index - 1, -1):
            told = not marked or (last > index and self._inside is Inside.ANYWHERE) or tokens.labels(last)
            words = tokens.texts[index : last + 1]
            meanings = composed.meanings(words) if told else None
            if meanings:
                return Found(meanings, "".join(words), tokens.starts[index], tokens.ends[last])
        return None

    def _with_translation(self, text: str, found: Found) -> Found:
        whole = self._translated(text, found)
        slash = text.find("/", found.start, found.end)
        first = self.starting(text[:slash]) if slash > 0 else None
        if first is None or first.start != found.start or squeeze(text[first.end : slash]):
            return whole
        other = self._translated(text, first)  # "Our Ref / No. Sebut Harga" begins with a listed "our ref no"
        return other if other.end > whole.end else whole

    def _translated(self, text: str, found: Found) -> Found:
        meanings, end = found.meanings, found.end
        opened = "(" in text and text.count("(", 0, end) > text.count(")", 0, end)
        if opened and (note := _NOTE_END.match(text, end)):
            end = note.end()
        while end < len(text) and (between := _BETWEEN_LANGUAGES.match(text, end) or _NOTE_BETWEEN.match(text, end)):
            tokens = tokens_in(text[between.end() :], _LONGEST)
            following = self.at(tokens, 0) if tokens and tokens.starts[0] == 0 else None
            if not following or not (_alike(meanings, following.meanings) or _date_again(meanings, following)):
                break
            if "-" in between[0] and not _LABEL_ENDS.match(text, between.end() + following.end):
                break  # "Jenis Lubang - KUNCI DIGITAL"
            order = _ORDER if following.meanings >= _ORDER else meanings
            meanings = meanings & following.meanings or order
            end = between.end() + following.end
        if end == found.end and not opened:
            return found  # as most are: nothing of another language stands behind them
        closing = _CLOSED.match(text, end) if text.count("(", 0, end) > text.count(")", 0, end) else None
        return Found(meanings, found.phrase, found.start, closing.end() if closing else end)

    def _find_at_start(self, text: str) -> Found | None:
        tokens = _first_of(text)
        may_begin = tokens.texts and (tokens.likened[0] in self._beginnings or tokens.texts[0] in self._composing)
        return self.at(tokens, 0) if may_begin else None

    def may_mean_in(self, text: str, meanings: frozenset[str]) -> bool:
        """Whether a phrase, or a label made of known words, that can mean one of ``meanings`` may stand in ``text``."""
        tokens = tokens_in(text)
        begun = () if self._beginning(meanings).isdisjoint(tokens.likened) else self.begun_among(tokens)
        found = (self.at(tokens, index) for index in begun)
        listed = any(each.meanings & meanings for each in found if each)
        return listed or (self._composed is not None and self._composed.could_mean(tokens.texts, meanings))

    def may_speak_of(self, text: str, meanings: frozenset[str]) -> bool:
        """As :meth:`may_mean_in`, and by single words alone: of most texts it tells at once that none stands there."""
        if self.may_list_in(text, meanings):
            return True
        return self._composed is not None and self._composed.could_mean(tokens_in(text).texts, meanings)

    def may_list_in(self, text: str, meanings: frozenset[str]) -> bool:
        """Whether a token of ``text`` begins a listed phrase that can mean one of ``meanings``, or may begin it."""
        return not self._beginning(meanings).isdisjoint(tokens_in(text).likened)

    def _beginning(self, meanings: frozenset[str]) -> frozenset[str]:
        """What phrases begin with that can mean one of ``meanings``."""
        if meanings not in self._begun:
            named = {phrase for phrase, meant in self._exact.items() if meant & meanings}
            alike = {phrase.translate(LOOKALIKE) for phrase in named}
            alike |= {misread for misread, phrase in self._lookalike.items() if phrase in named}
            self._begun[meanings] = frozenset(each[:n] for each in alike for n in range(1, len(each) + 1))
        return self._begun[meanings]

    def may_begin_at(self, tokens: Tokens, index: int) -> bool:
        """Whether ``tokens[index]`` is a listed phrase or, together with the next, can begin one."""
        likened = tokens.likened
        alike, following = likened[index], index + 1
        if alike not in self._beginnings:
            return False
        return alike in self._alike or (following < len(likened) and alike + likened[following] in self._beginnings)

    def may_begin_in(self, text: str) -> bool:
        """Whether a word of ``text`` can begin a listed phrase, if need be with others left out behind it."""
        return not self._beginnings.isdisjoint(tokens_in(text).likened)

    def may_go_on(self, text: str) -> bool:
        """Whether the last words of ``text`` can be the first ones of a listed phrase."""
        beginning = ""
        for alike in reversed(tokens_in(text).likened[1 - _LONGEST :]):
            beginning = alike + beginning
            if beginning in self._beginnings:
                return True
        return False

    def may_be_made_of(self, text: str) -> bool:
        """Whether words of ``text``, whatever stands between them, can make a listed phrase: by its first two."""
        alike, begins = tokens_in(text).likened, self._beginnings
        first = [n for n, one in enumerate(alike) if one in begins]
        return any(
            alike[n] in self._alike or not begins.isdisjoint([alike[n] + other for other in alike[n + 1 :]])
            for n in first
        )

    def goes_on_from(self, text: str) -> bool:
        """Whether a listed phrase begins with the whole of ``text``."""
        letters = likened(squeeze(text))
        return not letters or letters in self._beginnings

    def _find_all(self, text: str) -> tuple[Found, ...]:
        tokens = tokens_in(text)
        begun = self.begun_among(tokens)
        return tuple(self._each_of(tokens, begun)) if begun else ()

    def each_in(self, text: str) -> Iterator[Found]:
        """As :attr:`within`, one by one: for long texts that are looked at once, until something is found."""
        tokens = tokens_in(text)
        return self._each_of(tokens, self.begun_among(tokens))

    def _each_of(self, tokens: Tokens, begun: Iterable[int]) -> Iterator[Found]:
        end = 0
        for index in begun:
            found = self.at(tokens, index) if not end or tokens.starts[index] >= end else None
            if found:
                yield found
                end = found.end

    def begun_among(self, tokens: Tokens) -> Sequence[int]:
        """The places of the tokens where something may begin: looked for only where anything does at all."""
        likened, begins, composing = tokens.likened, self._beginnings, self._composing
        unmarked = self._inside is Inside.MARKED and not tokens.marked
        if composing and not unmarked and not composing.isdisjoint(tokens.texts):
            both = enumerate(zip(likened, tokens.texts, strict=True))
            return [n for n, (alike, text) in both if alike in begins or text in composing]
        if begins.isdisjoint(likened):
            return ()
        whole, behind = self._alike, (*likened[1:], _LAST)
        return [
            n for n, alike in enumerate(likened) if alike in begins and (alike in whole or alike + behind[n] in begins)
        ]


def _first_of(text: str) -> Tokens:
    """As many tokens of a long text as a phrase can have; of a short one all, as other questions take them."""
    return tokens_in(text, _LONGEST) if len(text) > _LONGEST_LABEL else tokens_in(text)


def _lookalikes(squeezed: Iterable[str], written: Iterable[str]) -> dict[str, str]:
    """Phrases by what OCR makes of them, lookalikes made one; ``written`` are the same phrases with their marks."""
    long = (phrase for phrase in squeezed if len(phrase) >= _SAFE_LENGTH)
    made = {misread.translate(LOOKALIKE): phrase for phrase in long for misread in (*m_misread(phrase), phrase)}
    made |= {phrase.replace("o", "0"): phrase for phrase in squeezed if _ROUND.fullmatch(phrase)}
    return made | {
        squeeze(slashed).translate(LOOKALIKE): squeeze(phrase)
        for phrase in written
        if (slashed := slash_misread(phrase))
    }


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two labels can be translations: they share a meaning, or both name a number of the document.

    ``Your Ref / No. PO``: the other side's reference is their order where the label says so.
    """
    numbers = all(any(m.startswith("number_") for m in meanings) for meanings in (a, b))
    return bool(a & b) or (a == _YOUR_REFERENCE and b == _ORDER) or numbers


def _date_again(meanings: frozenset[str], following: Found) -> bool:
    """``Del. Date / Tarikh`` over ``Penghantaran``: the translation of a date's label begins with the plain word."""
    return bool(meanings & _DATES) and following.phrase in _PLAIN_DATES
