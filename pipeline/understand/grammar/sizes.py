"""Door and frame sizes: two or three lengths that belong together, and which of them is width, height, thickness.

    size    = measure { separator measure }
    measure = [ axis ] length [ axis ]           axis: W, H, T, (W), WIDTH, LEBAR, TINGGI, THK …; "L 900 x T 2100"
    legend  = axis separator axis { … }          before or behind a size: "W x H: 900 x 2100", "2100 x 900 (H x W)"
    separator = "x" | "×" | "*" | "by" | (between labelled measures) a space or comma

Labels win over order. Without labels two lengths are width and height; of three, the one that only a thickness can be
(25–60 mm) is the thickness and the other two keep their order. What has more than one reading carries a doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from pipeline.understand.grammar.lengths import IMPERIAL_STEP_MM, Length
from pipeline.understand.grammar.malay_axes import in_english
from pipeline.understand.grammar.measures import AXES, AXIS_WORDS, Measure, runs_in


@dataclass(frozen=True)
class Plausible:
    """What a door can measure, in millimetres, both ends included (configuration; the defaults are the company's)."""

    width: tuple[int, int] = (300, 2400)
    height: tuple[int, int] = (1500, 3600)
    thickness: tuple[int, int] = (25, 60)
    imperial_step: int = IMPERIAL_STEP_MM
    """Sizes in feet and inches are rounded to the nearest so many millimetres."""

    def fits(self, width: int, height: int) -> bool:
        """Whether both can be a door's."""
        return self.width[0] <= width <= self.width[1] and self.height[0] <= height <= self.height[1]


class Dimension(NamedTuple):
    """Whole millimetres and where they stood in the text."""

    millimetres: int
    start: int
    end: int


@dataclass(frozen=True)
class Size:
    """A size in ``text[start:end]``; a dimension that was not written, or that has no whole reading, is None."""

    start: int
    end: int
    width: Dimension | None = None
    height: Dimension | None = None
    thickness: Dimension | None = None
    doubts: tuple[str, ...] = field(default=())

    def is_a_door_s(self, plausible: Plausible) -> bool:
        """Whether width and height are both there and can be a door's."""
        if self.width is None or self.height is None:
            return False
        return plausible.fits(self.width.millimetres, self.height.millimetres)


_LEGEND_WORDS = AXIS_WORDS | {"l": "w", "tb": "t"}
_LEGEND = re.compile(
    r"[(\[]?\s*(?<![a-z0-9])(?P<a>{0})\s*[x×*/]\s*(?P<b>{0})(?:\s*[x×*/]\s*(?P<c>{0}))?(?![a-z0-9])\s*[)\]]?".format(
        AXES + "|l|tb"
    ),
    re.IGNORECASE,
)
_BESIDE_LEGEND = re.compile(r"\W*(?:mm|cm)?\W*", re.IGNORECASE)
_TWO_FIGURES = re.compile(r"[\d½¼¾⅛⅜⅝⅞⅓⅔].*[\d½¼¾⅛⅜⅝⅞⅓⅔]", re.DOTALL)  # a size has two lengths
_JOINS = re.compile(r"[x×✕╳*wht]|by|lebar|l(?![a-wyz])", re.IGNORECASE)  # two lengths: a sign, or an axis of theirs
_LEGEND_MAYBE = re.compile(r"[a-z]\s*[x×*/]\s*[a-z]", re.IGNORECASE)
_UNSURE_UNIT = "the size is written without a unit"


def sizes_in(text: str, plausible: Plausible = Plausible()) -> list[Size]:
    """Every size in ``text``, from left to right. A single length is no size."""
    return list(_sizes_in(text, plausible)) if _may_have_a_size(text) else []


def count_of_sizes(text: str, most: int) -> int:
    """How many sizes stand in ``text``; after ``most`` of them it is read no further."""
    if not _may_have_a_size(text):
        return 0
    if _LEGEND_MAYBE.search(text):
        return min(len(sizes_in(text)), most)
    return sum(1 for _ in islice(runs_in(text), most))


def _may_have_a_size(text: str) -> bool:
    """Most figures are no lengths: behind the first of two nothing stands that joins lengths to a size."""
    figures = _TWO_FIGURES.search(text)
    return figures is not None and _JOINS.search(text, figures.start()) is not None


@lru_cache(maxsize=4096)  # several rules look at the same words
def _sizes_in(text: str, plausible: Plausible) -> tuple[Size, ...]:
    english, letters = in_english(text)
    sizes = _labelled_sizes(english, plausible) if letters else ()
    doors = [range(size.start, size.end) for size in sizes if size.is_a_door_s(plausible)]
    if doors and all(any(at in own for own in doors) for at in letters):
        return sizes
    return _labelled_sizes(text, plausible)


def _labelled_sizes(text: str, plausible: Plausible) -> tuple[Size, ...]:
    legends = list(_LEGEND.finditer(text)) if _LEGEND_MAYBE.search(text) else []
    runs = list(runs_in(_without(text, legends)))
    used = [legend for legend in legends if any(_beside(legend, run, text) for run in runs)]
    if len(used) < len(legends):
        runs = list(runs_in(_without(text, used)))
    return tuple(size_of(_told_by(used, run, text, plausible), plausible) for run in runs)


def size_of(measures: list[Measure], plausible: Plausible = Plausible()) -> Size:
    """Decides which of ``measures`` (at least one) is which dimension, and in which unit the bare ones are."""
    measures = _with_bare_thickness(measures, plausible)
    unit, doubts = _common_unit(measures, plausible)
    size = Size(measures[0].start, measures[-1].end, doubts=doubts)
    if len(measures) > 3:
        return replace(size, doubts=(*doubts, "more than three lengths stand together"))
    return _assign(size, measures, [m.length.millimetres(unit, plausible.imperial_step) for m in measures], plausible)


def is_legend(text: str) -> bool:
    """Whether ``text`` only names the axes of the size beside it: ``(T x W x H)``."""
    return bool(_LEGEND.fullmatch(text.strip(" ()[]\n")))


def legend_at_end(text: str) -> int:
    """Where the legend begins that a label ends with: ``Size (H x W) mm :``; the text's end without one."""
    legends = (legend for legend in _LEGEND.finditer(text) if _BESIDE_LEGEND.fullmatch(text, legend.end()))
    return next((legend.start() for legend in legends), len(text))


# ── legends: "W x H" ─────────────────────────────────────────────────────────────────────────────────────────────────


def _without(text: str, legends: list[re.Match[str]]) -> str:
    for legend in legends:
        text = text[: legend.start()] + " " * len(legend[0]) + text[legend.end() :]
    return text


def _beside(legend: re.Match[str], run: list[Measure], text: str) -> bool:
    before, after = text[legend.end() : run[0].start], text[run[-1].end : legend.start()]
    gap = before if legend.end() <= run[0].start else after
    return bool(_BESIDE_LEGEND.fullmatch(gap))


def _told_by(legends: list[re.Match[str]], run: list[Measure], text: str, plausible: Plausible) -> list[Measure]:
    """``run`` with the axes that a legend beside it names; a thickness may stand unnamed among them."""
    legend = next((legend for legend in legends if _beside(legend, run, text)), None)
    if legend is None or any(measure.axis for measure in run):
        return run
    words = [word.lower() for word in legend.groups() if word]
    malay = {"l": "w", "t": "h"} if {"l", "t"} == set(words[:2]) else {}  # lebar x tinggi
    axes = [malay.get(word, _LEGEND_WORDS[word]) for word in words]
    named = run if len(run) == len(axes) else [m for m in run if not _may_be_thickness(m, plausible)]
    if len(named) != len(axes):
        return run
    return [m._replace(axis=axes[named.index(m)]) if m in named else m for m in run]


# ── which length is which ────────────────────────────────────────────────────────────────────────────────────────────


def _common_unit(measures: list[Measure], plausible: Plausible) -> tuple[str | None, tuple[str, ...]]:
    """The unit for the bare numbers among ``measures``: a neighbour's, or the only one that gives a door."""
    bare = [m for m in measures if m.length.unit is None]
    stated = [m.length.unit for m in measures if m.length.unit]
    large = [m for m in bare if m.length.number >= plausible.width[0]]
    if not bare or len(large) == len(bare):
        return "mm", ()
    if large:
        # 1600x2440x43: the large ones are millimetres, so the small one is too.
        return "mm", ()
    neighbours = [u for m, u in ((m, m.length.unit) for m in measures) if u and not _thin(m, plausible)]
    if neighbours:
        return neighbours[-1], ()
    return _only_plausible_unit(bare, plausible, bool(stated))


def _with_bare_thickness(measures: list[Measure], plausible: Plausible) -> list[Measure]:
    """``3FT x 7FT x 43``: of three lengths the bare one that only a thickness can be is millimetres."""
    bare = [m for m in measures if m.length.unit is None]
    if (
        len(measures) != 3
        or len(bare) != 1
        or not _may_be_thickness(bare[0], plausible)
        or bare[0].axis not in ("t", None)
    ):
        return measures
    others = [m for m in measures if m is not bare[0]]
    if any(_thin(m, plausible) for m in others):
        return measures
    return [m._replace(length=m.length._replace(unit="mm")) if m is bare[0] else m for m in measures]


def _may_be_thickness(measure: Measure, plausible: Plausible) -> bool:
    low, high = plausible.thickness
    return measure.length.unit in (None, "mm") and low <= measure.length.number <= high


def _thin(measure: Measure, plausible: Plausible) -> bool:
    millimetres = measure.length.millimetres()
    return millimetres is not None and measure.length.unit == "mm" and _within(millimetres, plausible.thickness)


def _only_plausible_unit(bare: list[Measure], plausible: Plausible, stated: bool) -> tuple[str | None, tuple[str, ...]]:
    """The unit in which the bare numbers are a door; metres need no doubt, since nothing else is written ``0.9``."""
    numbers = [m.length.number for m in bare]
    if len(numbers) > 2 and not stated:
        return None, (_UNSURE_UNIT,)
    fits = [unit for unit in ("m", "ft", "in", "cm") if _fits(numbers, unit, plausible)]
    if (
        fits[:1] == ["m"]
        and all(n.denominator > 1 or n < 4 for n in numbers)
        and any(n.denominator > 1 for n in numbers)
    ):
        return "m", ()
    return (fits[0], (_UNSURE_UNIT,)) if len(fits) == 1 else (None, (_UNSURE_UNIT,))


def _fits(numbers: list[Fraction], unit: str, plausible: Plausible) -> bool:
    ranges = [plausible.width, plausible.height] if len(numbers) > 1 else [(plausible.width[0], plausible.height[1])]
    lengths = [Length(n, unit, 0, 0).millimetres() for n in numbers]
    return all(mm is not None and _within(mm, limits) for mm, limits in zip(lengths, ranges, strict=False))


def _assign(size: Size, measures: list[Measure], values: list[int | None], plausible: Plausible) -> Size:
    doubts = size.doubts
    if any(v is None for v in values) and not doubts:
        doubts = (*doubts, "a length is not a whole number of millimetres")
    slots: dict[str, Dimension] = {}
    axes = _axes(measures, values, plausible)
    if axes is None:
        return replace(size, doubts=(*doubts, "it is not clear which length is the width, the height or the thickness"))
    for measure, value, axis in zip(measures, values, axes, strict=True):
        if value is not None:
            slots[axis] = Dimension(value, measure.start, measure.end)
    return replace(size, width=slots.get("w"), height=slots.get("h"), thickness=slots.get("t"), doubts=doubts)


def _axes(measures: list[Measure], values: list[int | None], plausible: Plausible) -> list[str] | None:
    """An axis for each measure, labels first; None where there is more than one way."""
    axes = [m.axis for m in measures]
    labelled = [a for a in axes if a]
    if len(set(labelled)) != len(labelled):
        return None
    free = [i for i, axis in enumerate(axes) if axis is None]
    missing = [a for a in ("w", "h") if a not in labelled]
    if len(free) > len(missing):
        thin = [i for i in free if values[i] is not None and _within(values[i] or 0, plausible.thickness)]
        if len(thin) != 1 or "t" in labelled:
            return None
        axes[thin[0]] = "t"
        free.remove(thin[0])
    for i, axis in zip(free, missing, strict=False):
        axes[i] = axis
    return [axis for axis in axes if axis] if all(axes) else None


def _within(value: int, limits: tuple[int, int]) -> bool:
    return limits[0] <= value <= limits[1]
