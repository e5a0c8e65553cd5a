"""Cuts a clause at the labels inside it, and where a line below a value says something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.understand.grammar.codes import LETTER_AND_FIGURES
from pipeline.understand.grammar.lengths import parse_length
from pipeline.understand.grammar.places import is_place
from pipeline.understand.grammar.sizes import legend_at_end, sizes_in
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.beside_goods import beside_goods
from pipeline.understand.item.clauses import Clause
from pipeline.understand.item.item_labels import (
    CHECKABLE,
    CODE,
    FREE_TEXT,
    WALL_RANGE,
    label_of,
    makes_sense,
    says_something,
    size_at_once,
    surely_a_value,
)
from pipeline.understand.item.named_places import named_places
from pipeline.understand.item.values import OPTIONS, joined_lines, marks_end, trimmed
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.phrases import Found
from pipeline.understand.words.vocabulary import Vocabulary

_COUNT = re.compile(
    r"^\W*\d{1,2}(?:\s*(?:nos?|x)\b)?\s*|\s*(?:x\s*)?\d{1,2}\s*$", re.IGNORECASE
)  # 2 nos T-bar, T-bar x 3
_SUFFIX = re.compile(r"\s+[A-Z]{1,2}\b\W*")  # LX 8031 T, FG-2208 GY: the code's own last letters
CODES = frozenset({"laminate_code", "frame_profile"})
MEASURES = frozenset({"width_mm", "height_mm", "thickness_mm", "rebate_mm"})
"""What a label can ask for that is measured."""
_WRAPPED = re.compile(r"\n[A-Z0-9./-]+", re.IGNORECASE)  # WG144- / T
_TIED = re.compile(r"[A-Za-z0-9.×/-]*[\d-]$")
_RUN_ON = re.compile(r"(?<=\d)(?P<word>[A-Za-z]{5,})(?![\w-])")
_LENGTH_BEHIND = re.compile(r"\s+\d{2,3}\s?mm\b", re.IGNORECASE)  # lam MX 3301 140mm
_LENGTHS = re.compile(r"(?!\d+$)(?:[whtlbd]?\d[\d.]+(?:mm|cm|m)?[whtlbd]?[x×-]?)+", re.IGNORECASE)
# Brackets that touch the code are its own unless a word stands in them: "6S-190(M)", but "6S-190(OAK)".
_NOTE = re.compile(r"(?:(?<=\s)|(?=\([^()]*[A-Za-z]{3}))\([^()]+\)")


def unjoined(passage: Passage, clause: Clause, vocabulary: Vocabulary) -> list[Clause]:
    """A clause cut at the labels inside it, or only above other statements where one takes any text."""
    start, end = trimmed(passage.text, clause.start, clause.end)
    cut = _cut_at_labels(passage.text[start:end], vocabulary)
    if cut is None:
        return [clause]
    clauses = [Clause(start + a, start + b) for a, b in cut]
    if len(clauses) == 1:
        return clauses
    return [
        piece for each in clauses for piece in ([each] if each.start == start else unjoined(passage, each, vocabulary))
    ]


@lru_cache(maxsize=4096)  # the same clauses are tried as parts of several items
def _cut_at_labels(text: str, vocabulary: Vocabulary) -> tuple[tuple[int, int], ...] | None:
    """The stretches of ``text`` between the places where it is cut; None where its label takes any text."""
    label = label_of(text, vocabulary)
    if label and label.meanings & FREE_TEXT:
        return _above_statements(text, label, vocabulary)
    own = label.end if label else 0
    sizes = sizes_in(joined_lines(text))
    places = list(named_places(text, vocabulary))
    begun = [legend_at_end(text[: size.start]) for size in sizes]  # "H x W 2100 x 2400"
    whole = [*((start, size.end) for start, size in zip(begun, sizes, strict=True)), *places]
    tied = [tie for tie in _tied(text, vocabulary) if not any(a <= tie[0] < b for a, b in places)]
    pieces = {
        *_pieces(text, vocabulary),
        *(at for tie in tied for at in tie),
        *(start for start in begun if label),
        *beside_goods(text, vocabulary),
        *(at for place in places for at in place),
        *_run_into(text, vocabulary),
    }
    pieces.update(_lines_of_their_own(text, label, vocabulary) if label else ())
    if label and label.meanings & CODES:
        pieces.update(at for note in notes_behind_code(text, label.end) for at in note)
    bare = label is None or _labels_nothing(label, text, vocabulary)
    cuts = [at for at in sorted(pieces) if at > own and (bare or squeeze(text[own:at]))]
    kept = [0, *(at for at in cuts if not any(a < at < b for a, b in whole)), len(text)]
    ties = {a for a, _ in tied}
    return tuple((a, b) for a, b in pairwise(kept) if a < b and a not in ties)


def _above_statements(text: str, label: Found, vocabulary: Vocabulary) -> tuple[tuple[int, int], ...] | None:
    """A free text cut before the first line that states something else: ``Lock: DEADBOLT`` / ``2 T-BAR``.

    None where no such line follows; a remark may speak of anything.
    """
    if "remark" in label.meanings:
        return None
    for match in re.finditer(r"(?<=\w)\n(?P<line>[^\n]+)", text[label.end :]):
        if _is_option(match["line"], vocabulary) or _is_labelled(match["line"], label, vocabulary):
            at = label.end + match.start("line")
            return (0, at), (at, len(text))
    return None


def _is_option(line: str, vocabulary: Vocabulary) -> bool:
    """Whether a line is but one of the form's options with its count."""
    words = _COUNT.sub("", line).strip(" .")
    said = bool(vocabulary.every_option.whole(words))
    return said and not vocabulary.only_with_label.whole(words)


def _is_labelled(line: str, above: Found, vocabulary: Vocabulary) -> bool:
    """Whether a line begins with a label for something else than ``above``, and behind it can stand nothing else."""
    label = vocabulary.specification_labels.starting(line)
    if label is None or label.start or label.meanings & above.meanings:
        return False
    placed = "location" in label.meanings and is_place(line[label.end :], vocabulary)
    return placed or surely_a_value(label, line[label.end :], vocabulary)


def _labels_nothing(label: Found, text: str, vocabulary: Vocabulary) -> bool:
    """Whether what stands behind a label is no value of it: no length for ``43mm thick : Laminate GR-34``.

    Nor is the line below an option whose own words label such options: ``T-bar`` / ``Lubang CYLINDRICAL``.
    """
    value = text[label.end :].lstrip(" .:=")
    if label.meanings <= MEASURES:
        return not any(makes_sense(each, value, vocabulary) for each in label.meanings)
    named = bool(vocabulary.every_option.whole(text[: label.end]))
    return named and value.startswith("\n")


def _run_into(text: str, vocabulary: Vocabulary) -> Iterator[int]:
    """``KS-442HONEYCOMB``: where an option's word begins that OCR ran into the figures before it."""
    for match in _RUN_ON.finditer(text):
        if vocabulary.every_option.whole(match["word"]):
            yield match.start("word")


def notes_behind_code(text: str, start: int = 0) -> list[tuple[int, int]]:
    """The brackets behind the code that begins at ``start``: ``QX-3310 (OAK)``; they say something of their own."""
    code = CODE.match(text, marks_end(text, start))
    return [note.span() for note in _NOTE.finditer(text, code.end())] if code else []


def _lines_of_their_own(text: str, label: Found, vocabulary: Vocabulary) -> Iterator[int]:
    """Where a line begins that says something else than the value of the label above it, which is whole without it."""
    if not label.meanings & (CHECKABLE | CODES) or label.meanings & frozenset(OPTIONS):
        return
    end = _end_of_value(text, label)
    if end and label.meanings & CODES and _LENGTH_BEHIND.match(text, end):
        yield end
    if end and not _is_suffix(_line_from(text, end), vocabulary):
        letters = _SUFFIX.match(text, end) if label.meanings & CODES else None
        ends = [end, *([letters.end()] if letters and _is_suffix(letters[0], vocabulary) else [])]
        yield from [at for at in ends if says_something(text[at:], vocabulary)][:1]  # "NO EDGING", "WN both faces"
    for match in re.finditer(r"\n", text[label.end :]):
        at = label.end + match.end()
        said = text[label.end : at - 1]
        if (
            not said.rstrip().endswith("-")
            and surely_a_value(label, said, vocabulary)
            and says_something(text[at:], vocabulary)
        ):
            yield at


def _line_from(text: str, start: int) -> str:
    """What stands on the line at ``start``, or on the next one where that line ends there."""
    behind = text[start:]
    return behind[: behind.find("\n", len(behind) - len(behind.lstrip())) % (len(behind) + 1)]


def _is_suffix(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a code's own letters stand behind it, and none that mean an option: ``WD-101 HC``."""
    common = vocabulary.only_with_label.whole(text)  # A-5120 GL
    known = not common and bool(vocabulary.every_option.whole(text))
    return bool(_SUFFIX.fullmatch(text)) and not known


def _end_of_value(text: str, label: Found) -> int:
    """Where a code, a length or a range ends that begins right behind ``label``; 0 where none does."""
    start = label.end + len(text[label.end :]) - len(text[label.end :].lstrip(" \t\n.:#=-"))
    if label.meanings & CODES:
        code = CODE.match(text, marks_end(text, start))
        wrapped = _WRAPPED.match(text, code.end()) if code and code[0].endswith("-") else None
        return wrapped.end() if wrapped else code.end() if code else 0
    span = WALL_RANGE.match(text, start)
    length = parse_length(text, start)
    ends = [each for each in (span.end() if span else 0, length.end if length else 0) if each]
    return max(ends, default=0)


def _tied(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """The words inside a clause that tie on another statement: ``… with honeycomb core and ABS edging``."""
    ties = vocabulary.connectors.within(text)
    if not ties or is_place(text, vocabulary):  # "Bath 1 and Bath 2"
        return
    for found in ties:
        behind = text[found.end :]
        line_end = text.find("\n", found.end)
        if line_end > 0 and squeeze(text[: found.start]) and is_place(text[found.end : line_end], vocabulary):
            yield found.start, found.end
            yield line_end, line_end + 1
        elif squeeze(text[: found.start]) and (says_something(behind, vocabulary) or is_place(behind, vocabulary)):
            yield found.start, found.end


def _pieces(text: str, vocabulary: Vocabulary) -> list[int]:
    """Where labels stand in the middle of a clause whose separators are missing ("… 2'2" x 7'0" LAMINATE 6S-A039")."""
    labels = [f for f in vocabulary.specification_labels.within(text) if squeeze(text[: f.start])]
    labels = [f for f in labels if not text[: f.start].endswith("/")]  # the w of "c/w"
    codes = [marks_end(text, f.end) for f in vocabulary.specification_labels.within(text) if f.meanings & CODES]
    labels = [f for f in labels if len(f.phrase) > 1 or not _in_a_code(text[: f.start], codes)]
    labels = [f for f in labels if not (f.start in codes and _begins_code(text[f.start :]))]
    labels = _behind_goods(text, labels, vocabulary)
    ends = [_next_label(place, labels, len(text)) for place in range(len(labels))]
    return [
        label.start
        for label, end in zip(labels, ends, strict=False)
        if any(_certain_there(attribute, text[label.end : end], vocabulary) for attribute in label.meanings)
        or _below_option(text, label, vocabulary)
        or _design_behind_option(text, label, end, vocabulary)
    ]


def _next_label(place: int, labels: Sequence[Found], end: int) -> int:
    """Where the next label begins that means something else: ``Deco T-BAR   Design …`` has two."""
    own = labels[place].meanings
    return next((label.start for label in labels[place + 1 :] if not label.meanings <= own), end)


def _behind_goods(text: str, labels: Sequence[Found], vocabulary: Vocabulary) -> list[Found]:
    """``laminated door frame size 5FT X 7FT``: a label begins behind the goods' name that reaches into its words."""
    goods = list(vocabulary.item_kinds.within(text)) if labels else []
    shorter = []
    for label in labels:
        reach = max((g.end for g in goods if g.start < label.start < g.end < label.end), default=0)
        rest = vocabulary.specification_labels.starting(text[reach : label.end]) if reach else None
        moved = rest and rest.meanings == label.meanings and reach + rest.end == label.end
        shorter.append(label._replace(start=reach + rest.start) if rest and moved else label)
    return shorter


def _below_option(text: str, label: Found, vocabulary: Vocabulary) -> bool:
    """``1 T-BAR`` / ``Lubang CYLINDRICAL``: a label that takes any text, in a line below nothing but an option."""
    before = text[: label.start]
    if not label.meanings & FREE_TEXT or not before.endswith("\n") or not squeeze(text[label.end :]):
        return False
    return bool(vocabulary.every_option.whole(_COUNT.sub("", before)))


def _design_behind_option(text: str, label: Found, end: int, vocabulary: Vocabulary) -> bool:
    """``4 GROOVE LINES DESIGN SHAKER 2P``: a design's name behind its label, right behind an option's own words."""
    value = text[label.end : end].strip()
    if label.meanings != {"design_name"} or not value[:1].isalpha() or says_something(value, vocabulary):
        return False
    options = (f for group in OPTIONS for f in vocabulary.options[group].within(text[: label.start]))
    behind = any(not text[option.end : label.start].strip() for option in options)
    return behind and makes_sense("design_name", value, vocabulary)


def _in_a_code(before: str, codes: Sequence[int]) -> bool:
    """Whether a letter is tied to what is no length: in ``9D-H845`` and ``LM-79T74``, but not in ``W900-H2100``.

    What stands where ``codes`` begin, right behind their labels, is none.
    """
    tied = _TIED.search(before.removesuffix("\n"))
    return tied is not None and (tied.start() in codes or not _LENGTHS.fullmatch(tied[0]))


def _begins_code(text: str) -> bool:
    """``H8815`` right behind a laminate's label is its code, no height; ``H2100 W900`` is a size."""
    return LETTER_AND_FIGURES.match(text) is not None and not size_at_once(text)


def _certain_there(attribute: str, value: str, vocabulary: Vocabulary) -> bool:
    """Whether a label in mid-sentence is one: what follows must be such a value and hardly anything else."""
    if attribute == "design_name":
        code = CODE.match(value.strip())
        return bool(code and not (code["lead"] and vocabulary.item_kinds.whole(code["lead"])))
    if attribute in FREE_TEXT or attribute in ("quantity", "unit_price", "amount"):
        return False
    return makes_sense(attribute, value, vocabulary)
