"""The form's option words in running text, what stands before them that denies them, and how many lines are meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.understand.grammar.numbers import PRICE
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.values import OPTIONS
from pipeline.understand.words.denials import denied_from, denied_to
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.phrases import Found, Phrases
from pipeline.understand.words.vocabulary import Vocabulary

_TWO_LEAVES, _UNEQUAL = "D/L", "Unequal D/L"
_NO_EDGING = "no_edging"
_SHORT_WORD = 3  # letters; "in" and "out" say too many other things
# 2 horizontal groove lines: but not "5mm groove lines", whose figure is a width.
_FEW = "one|two|three|four|five|six|satu|dua|tiga|empat|lima|enam"  # as they are written out
_COUNT_BEFORE = re.compile(
    rf"(?<![\w.])(\d{{1,2}}(?!\s*[mc]m\b)|(?:{_FEW})\b)\s*(?:nos?\.?|x|lines?|pcs?)?\s*(?:[a-z]+\s+)?$", re.IGNORECASE
)
# T-bar x 2, T-bar (3 lines) gold, grooving 3 lines: but not "groove line 6S-A057", "groove 3 mm" or "1 side".
_COUNT_BEHIND = re.compile(
    r"\s*[(\[x×*@:=-]*\s*(\d{1,2})(?![\w.,'\"/-])(?!\s*(?:mm|cm|ft|x|×|sides?\b|faces?\b|muka\b))"
    r"\s*(?:nos?\.?|lines?|pcs?|garis|batang)?\s*[)\]]?",
    re.IGNORECASE,
)
_CODE_BEHIND = re.compile(r"\s+(?P<letters>[A-Z]{1,2})-?\d{1,2}(?![\w.,/-]*\d)(?=\s*(?:$|[,;\t\n)·|]))")
_TIMES = re.compile(rf"\s*[x×@]\s+(?=[^\W\d])|\s*[x×@]\s*{PRICE}", re.IGNORECASE)


@dataclass(frozen=True)
class Option:
    """An option's word in a text; ``denied`` where ``no`` stands before it or ``not required`` behind it."""

    group: str
    meaning: str
    start: int
    end: int
    denied: bool = False


def options_in(text: str, vocabulary: Vocabulary) -> list[Option]:
    """The options whose words stand in ``text``; the longest phrase at a place wins over all groups."""
    return list(_options_in(text, vocabulary))


@lru_cache(maxsize=4096)
def _options_in(text: str, vocabulary: Vocabulary) -> tuple[Option, ...]:
    if not vocabulary.every_option.within(text):
        return ()
    found = [(group, f) for group in OPTIONS for f in vocabulary.options[group].within(text)]
    options: list[Option] = []
    for group, option in sorted(found, key=lambda pair: pair[1].start - pair[1].end):
        if any(other.start < option.end and option.start < other.end for other in options):
            continue
        if text[option.start].isdigit() and (_TIMES.match(text, option.end) or ")" in text[option.start : option.end]):
            continue  # 2 leaf x DOOR FRAME, 1 LEAF X 418.00, One (1) leaf of flush door
        denial, denied_end = denied_from(text, option.start, vocabulary), denied_to(text, option.end, vocabulary)
        denied = denial is not None or denied_end is not None
        common = not denied and vocabulary.only_with_label.whole(option.phrase)
        if common and not _whole_statement(option, text, group):
            continue
        start = option.start if denial is None else denial
        end = option.end if denied_end is None else denied_end
        options.append(Option(group, next(iter(option.meanings)), start, end, denied))
    options = _denied_together(options, text, vocabulary)
    return tuple(_unequal(each, found, vocabulary.only_with_label) for each in options)


def _denied_together(options: Sequence[Option], text: str, vocabulary: Vocabulary) -> list[Option]:
    """``no T-bar or groove line`` denies both of what one box can hold."""
    told: list[Option] = []
    for option in sorted(options, key=lambda each: each.start):
        before = told[-1] if told else None
        both = before is not None and before.denied and before.group == option.group
        if before and _is_named_of_none(before, option, text):
            told[-1] = replace(option, start=before.start, denied=True)
        elif before and both and _tie(vocabulary.language).fullmatch(text, before.end, option.start):
            told.append(replace(option, start=before.end, denied=True))
        else:
            told.append(option)
    return told


def _is_named_of_none(before: Option, option: Option, text: str) -> bool:
    """``tanpa edging`` right before ``ABS``: not every edging is denied, but that one."""
    same = before.group == option.group == "edging" and before.meaning == _NO_EDGING != option.meaning
    return same and not text[before.end : option.start].strip(" ")


@lru_cache(maxsize=16)
def _tie(language: Language) -> re.Pattern[str]:
    """What stands between two things that are denied together."""
    return re.compile(rf"\s*(?:[/&+]|\b{any_of((*language.either, *language.joining))}\b)\s*", re.IGNORECASE)


def _unequal(option: Option, found: Sequence[tuple[str, Found]], common: Phrases) -> Option:
    """``Unequal pair, D/L``: two leaves that the same line calls unequal, by a word that alone says too little."""
    if option.group != "door_type" or option.meaning != _TWO_LEAVES or option.denied:
        return option
    told = any(group == option.group and f.meanings == {_UNEQUAL} and common.whole(f.phrase) for group, f in found)
    return replace(option, meaning=_UNEQUAL) if told else option


def count_beside(text: str, start: int, end: int) -> re.Match[str] | None:
    """``2 nos T-bar``, ``two horizontal groove lines``, ``T-bar x 2``: the count beside a line's words."""
    return _COUNT_BEFORE.search(text, 0, start) or _COUNT_BEHIND.match(text, end)


def code_of_line(text: str, option: Option) -> int | None:
    """Where the code of a line ends that stands behind its words and begins as they do: ``Groove line G2``.

    Any other code may be a door's mark, a design's or a laminate's.
    """
    code = _CODE_BEHIND.match(text, option.end) if option.group == "decorative_line" and not option.denied else None
    initials = "".join(word[0] for word in re.findall(r"[a-z]+", text[option.start : option.end].casefold()))
    return code.end() if code and initials.startswith(code["letters"].casefold()) else None


def _whole_statement(option: Found, text: str, group: str) -> bool:
    """A word too common to count inside a text says enough where it stands alone: ``…, luar, …``, ``| Single |``."""
    if group == "inner_outer" and text[: option.start].endswith("(") and text[option.end :].startswith(")"):
        return True  # Bingkai pintu (dalam)
    alone = not squeeze(text[: option.start]) and not squeeze(text[option.end :])
    return alone and group in ("door_type", "inner_outer") and len(option.phrase) > _SHORT_WORD
