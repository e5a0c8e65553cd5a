"""What an item's text specifies: size, laminate, core, edging and the rest, each with the words it came from.

A clause with a label in front says what it is about ("Core: Honeycomb", "LAMINATE 6S-A190"). A clause without one is
searched for sizes and for the form's option words. What is left of the clause with the kind of goods is the title;
any other left-over clause is unknown and is kept word for word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.model import Field
from pipeline.understand.clauses import COLON, Clause, clauses_of
from pipeline.understand.counts import is_only_counts
from pipeline.understand.item_labels import FREE_TEXT, WALL_RANGE, in_order, label_of, makes_sense
from pipeline.understand.numbers import amounts_in
from pipeline.understand.passage import Passage
from pipeline.understand.pieces import unjoined
from pipeline.understand.places import is_place
from pipeline.understand.sizes import Plausible, Size, sizes_in
from pipeline.understand.trade import Trade
from pipeline.understand.values import (
    OPTIONS,
    is_nothing,
    joined,
    joined_lines,
    read_value,
    size_fields,
    trimmed,
)
from pipeline.understand.vocabulary import Found, Vocabulary, squeeze, tokens_in

_THICKNESS = re.compile(
    r"(?P<a>\d{2}(?:\.\d)?)\s*mm\s*\(?(?:thk|thick(?:ness)?|tebal|t)?\)?(?![a-z\d])|(?:thk|thick(?:ness)?|tebal|t)\s*[:=]?\s*(?P<b>\d{2})\s*mm",
    re.IGNORECASE,
)
_THICK = re.compile(r"thk|thick|tebal|\bt\b", re.IGNORECASE)
_COUNT_BEFORE = re.compile(r"(?<![\w.])(\d{1,2})\s*(?:nos?\.?|x|lines?|pcs?)?\s*(?:[a-z]+\s+)?$", re.IGNORECASE)
_COUNT_BEHIND = re.compile(r"\s*[x×]?\s*(\d{1,2})\s*(?:nos?\.?|lines?|pcs?)?\s*$", re.IGNORECASE)
# A small letter or an arrow before each statement of a list.
_LISTED = re.compile(r"\s*(?:\(?[a-z]\s*\)|[ivx]{1,4}[.)]|[>»→])\s*")
# "[FG12-345] Flush door": the package's own number, not the goods'.
_LONE_CODE = re.compile(r"\s*\[?(?=[^\s\[\]]*\d{2})(?=[^\s\[\]]*[A-Za-z/-])[A-Za-z0-9][^\s\[\],;|]*\]?\s*")
# "A1 Supply …", "3. …", "200118 DOOR …": the line's or the material's number in front of the name.
_ITEM_MARK = re.compile(r"(?:[A-Z]\d{1,2}[.)]?|\d{1,2}[.)]|\d{1,2}\.\d{1,2}|\d{5,})\s+(?=[A-Za-z])")
_STOCK_CODE = re.compile(r"\s*\[[^\[\]]*\d[^\[\]]*\]\s*(?=\S)")
# 6S-A057, F5501 SM, LK 7471, 6812-60: a digit in the first word, or in the second behind a few letters.
_PROFILE_BEFORE = re.compile(r"(?<![\w-])([A-Z]{1,3}-?\d{1,3}[A-Z]?)\s+prof(?:ile|il|ail)\b", re.IGNORECASE)
_WALLS_MM = (60, 400)
_ONLY_COUNT = re.compile(r"\W*(?P<n>\d{1,2})\s*(?:nos?|lines?|pcs?|units?|garis|batang)?\W*", re.IGNORECASE)
_SHORT_WORD = 3  # letters; "in" and "out" say too many other things
_COUNT_INSIDE = re.compile(r"(?<=\w\s)\d{1,3}\s+([a-z]{2,6})\b(?!\s*[x×])", re.IGNORECASE)
_DOOR_NEXT = re.compile(r"\b(?:door|pintu|daun|leaf)\b", re.IGNORECASE)
_DOOR_BEFORE = re.compile(r"\b(?:door|pintu|daun|leaf)\s*$", re.IGNORECASE)  # laminated door 43mm
_YES = frozenset({"yes", "ya", "ada", "y"})
_CODE_LIKE = re.compile(r"[^\s,;]*(?:[A-Za-z][^\s,;]*\d|\d[^\s,;]*[A-Za-z]|\d{3})[^\s,;]*")


@dataclass
class Specification:
    """The fields found, by attribute; the first place wins, a second that differs becomes a doubt."""

    fields: dict[str, Field] = field(default_factory=dict)
    title: list[tuple[int, int]] = field(default_factory=list)
    unknown: list[tuple[int, int]] = field(default_factory=list)
    remark_open: int | None = None
    """Where the remark begins that the clause before gave."""
    hole_open: int | None = None
    """Where the lock hole begins that the clause before gave: "lever handle, 45mm backset"."""

    def add(self, found: Field) -> None:
        before = self.fields.get(found.name)
        if before is None or (before.value is None and found.value is not None):
            self.fields[found.name] = found
        elif found.value is not None and before.value is not None and not _agree(before, found):
            doubt = f"the line says both “{before.raw}” and “{found.raw}”"
            self.fields[found.name] = _doubted(before, doubt)


def specification_of(passage: Passage, trade: Trade, right_edge: float | None = None) -> Specification:
    """Everything that ``passage`` specifies."""
    specification = Specification()
    for clause in clauses_of(passage, trade.vocabulary.specification_labels, right_edge):
        # The goods' name comes first, but for the package's own number.
        first = not squeeze(passage.text[: clause.start]) or bool(_LONE_CODE.fullmatch(passage.text[: clause.start]))
        for piece in unjoined(passage, clause, trade.vocabulary):
            _read_clause(specification, passage, piece, trade, first=first)
    return specification


def _read_clause(
    specification: Specification, passage: Passage, clause: Clause, trade: Trade,
    *, first: bool,
) -> None:  # fmt: skip
    start, end = _without_mark(passage.text, *trimmed(passage.text, clause.start, clause.end))
    if specification.remark_open is None and is_place(passage.text[start:end], trade.vocabulary):
        start, end = _inside_brackets(passage.text, start, end)
        specification.add(passage.field("location", joined(passage.text[start:end]), "room", start, end))
        return
    labelled = _labelled(passage, start, end, trade)
    if labelled is not None:
        for found in labelled:
            specification.add(found)
        specification.remark_open = _place_of("remark", labelled, passage, start)
        specification.hole_open = _place_of("open_hole_type", labelled, passage, start)
        return
    label = label_of(passage.text[start:end], trade.vocabulary)
    rest = _unlabelled(specification, passage, (start, end), trade)
    if not squeeze(passage.text[start:end]) or _says_nothing(passage.text[start:end], trade.vocabulary):
        return
    if first and _is_title(specification, passage.text[start:end], (start, end), rest, trade.vocabulary):
        return
    if rest is not None:
        _keep(specification, passage, (start, end), rest, trade.vocabulary, labelled=label is not None)


def _is_title(
    specification: Specification, text: str, place: tuple[int, int], rest: str | None, vocabulary: Vocabulary
) -> bool:
    """Takes the first clause for the goods' name; what looks like a code in it is unknown all the same."""
    if _LONE_CODE.fullmatch(text):
        return True
    if rest is None and not any(vocabulary.item_kinds.within(text)):
        return False
    specification.title.append(place)
    if rest is not None and _CODE_LIKE.search(rest) and not is_only_counts(rest, vocabulary):
        specification.unknown.append(place)
    return True


def _keep(  # noqa: PLR0913 - what is left of a clause, and where it stood
    specification: Specification, passage: Passage, place: tuple[int, int], rest: str, vocabulary: Vocabulary, *,
    labelled: bool,
) -> None:  # fmt: skip
    """Finds a place for what no rule understood: the title, the text before that goes on, or the unknown words."""
    if specification.hole_open is not None and any(vocabulary.unlabelled.within(rest)):
        _lengthen(specification, "open_hole_type", passage, specification.hole_open, place[1])
    elif (not labelled or vocabulary.item_kinds.whole(rest)) and any(vocabulary.item_kinds.within(rest)):
        specification.title.append(place)
    elif specification.remark_open is not None:
        _lengthen(specification, "remark", passage, specification.remark_open, place[1])
    elif not is_only_counts(rest, vocabulary):
        specification.unknown.append(place)


def _says_nothing(text: str, vocabulary: Vocabulary) -> bool:
    """``core``, ``line``: the end of an option's name that a line break parted from it."""
    return all(token.text in vocabulary.qualifiers and not token.text.isdigit() for token in tokens_in(text))


def _place_of(name: str, fields: Sequence[Field], passage: Passage, start: int) -> int | None:
    """Where the field called ``name`` begins among those that a clause gave."""
    raw = next((each.raw for each in fields if each.name == name), "")
    place = passage.text.find(raw, start) if raw else -1
    return place if place >= 0 else None


def _without_mark(text: str, start: int, end: int) -> tuple[int, int]:
    """A clause without the letter or the stock code in front of it."""
    own = _STOCK_CODE.match(text, start, end) or _ITEM_MARK.match(text, start, end)
    mark = _LISTED.match(text, start, end) or (own if not text[:start].strip() else None)
    return trimmed(text, mark.end(), end) if mark else (start, end)


def _inside_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    return (start + 1, end - 1) if text[start] == "(" and text[end - 1] == ")" else (start, end)


def _lengthen(specification: Specification, name: str, passage: Passage, start: int, end: int) -> None:
    """A text goes on over commas as long as nothing else begins: ``Note: urgent, deliver first``."""
    rule = specification.fields[name].rule
    specification.fields[name] = passage.field(name, joined(passage.text[start:end]), rule, start, end)


def _labelled(passage: Passage, start: int, end: int, trade: Trade) -> list[Field] | None:
    """The fields of a clause that begins with a label; None where it does not, or where its value makes no sense."""
    text = passage.text[start:end]
    label = label_of(text, trade.vocabulary)
    if label is None:
        return None
    colon = COLON.match(text, label.end)
    value_start = start + (colon.end() if colon else label.end)
    if not squeeze(re.sub(r"\([^)]*\)", "", passage.text[value_start:end])):
        return [] if colon or "(" in passage.text[value_start:end] else None
    value = passage.text[value_start:end]
    if ticked := _ticked_by_label(passage, start, (start + label.end, end), value, trade.vocabulary):
        return ticked
    if "location" in label.meanings and trade.vocabulary.options["inner_outer"].whole(value):
        return read_value("inner_outer", passage, value_start, end, trade)
    for attribute in in_order(label.meanings):
        if not colon and not makes_sense(attribute, passage.text[value_start:end], trade.vocabulary):
            continue
        found = read_value(attribute, passage, value_start, end, trade)
        return [_alone(each, trade.vocabulary) for each in found]
    return None


def _ticked_by_label(
    passage: Passage, start: int, place: tuple[int, int], value: str, vocabulary: Vocabulary
) -> list[Field]:
    """``T-bar: 2 lines``, ``Groove line : 3``, ``ABS edging: yes``: the label itself is the option."""
    count = _ONLY_COUNT.fullmatch(value)
    if not count and squeeze(value) not in _YES:
        return []
    label_end, end = place
    for group in OPTIONS:
        meanings = vocabulary.options[group].whole(passage.text[start:label_end])
        if len(meanings) != 1 or (count and group != "decorative_line"):
            continue
        fields = [passage.known(group, next(iter(meanings)), "option as label", start, end)]
        if count:
            at = end - len(value)
            fields.append(passage.field("decorative_line_count", int(count["n"]), "count", at, end))
        return fields
    return []


def _swallowed(text: str, vocabulary: Vocabulary) -> bool:
    """Whether money, a count with its unit or a small letter of a list stands in a text."""
    if amounts_in(text) or re.search(r"\([ivx]+\)|\bRM\s*\d", text):
        return True
    return any(vocabulary.units.whole(match[1]) for match in _COUNT_INSIDE.finditer(text))


def _alone(found: Field, vocabulary: Vocabulary) -> Field:
    """A code behind which another label stands may have swallowed more than its own words."""
    if found.name in FREE_TEXT and _swallowed(found.raw, vocabulary):
        return _doubted(found, "more than this seems to stand here")
    if found.name not in ("laminate_code", "frame_profile"):
        return found
    labels = [f for f in vocabulary.specification_labels.within(found.raw) if f.start and len(f.phrase) > 2]
    return _doubted(found, "more than a code seems to stand here") if labels else found


def _unlabelled(specification: Specification, passage: Passage, place: tuple[int, int], trade: Trade) -> str | None:
    """Takes sizes, thickness and option words out of a clause; returns what is left, None where all was understood."""
    start, end = place
    text = passage.text[start:end]
    if is_nothing(text, trade.vocabulary):
        return None
    rest = joined_lines(text)
    sizes = sizes_in(rest, trade.plausible)
    for size in sizes:
        for found in size_fields(passage, size, start):
            specification.add(found)
        rest = _blanked(rest, size.start, size.end)
    rest = _of_frames(specification, passage, start, rest)
    if any(True for _ in trade.vocabulary.unlabelled.within(rest)) and "open_hole_type" not in specification.fields:
        specification.add(passage.field("open_hole_type", joined(text), "unlabelled", start, end, certainty=0.9))
        return None
    if thickness := _thickness_in(rest, sizes, trade.plausible):
        match, value = thickness
        where = (start + match.start(), start + match.end())
        specification.add(passage.field("thickness_mm", value, "thickness", *where))
        rest = _blanked(rest, *match.span())
    before = rest
    rest = _options(specification, passage, start, rest, trade.vocabulary)
    if rest != before and _changes_nothing(rest, trade.vocabulary):
        return None
    return rest if squeeze(rest) else None


def _changes_nothing(rest: str, vocabulary: Vocabulary) -> bool:
    """Whether only words that change nothing are left beside an option: ``2 horizontal … x 3``."""
    return all(token.text in vocabulary.qualifiers or token.text.isdigit() for token in tokens_in(rest))


def _of_frames(specification: Specification, passage: Passage, start: int, rest: str) -> str:
    """What only a frame has and needs no label: ``130~150mm``, ``CH2 profile``."""
    wall = WALL_RANGE.search(rest)
    if wall and all(_WALLS_MM[0] <= int(each) <= _WALLS_MM[1] for each in wall.groups()):
        place = (start + wall.start(), start + wall.end())
        specification.add(passage.field("frame_width", joined(passage.text[slice(*place)]), "wall range", *place))
        rest = _blanked(rest, *wall.span())
    profile = _PROFILE_BEFORE.search(rest)
    if profile:
        place = (start + profile.start(1), start + profile.end(1))
        specification.add(passage.field("frame_profile", profile[1], "before “profile”", *place))
        rest = _blanked(rest, *profile.span())
    return rest


def _beside(match: re.Match[str], sizes: Sequence[Size], text: str) -> bool:
    """Whether nothing but a blank or an x stands between a length and a size: ``3' X 7' 37MM``."""
    gaps = [text[s.end : match.start()] if s.end <= match.start() else text[match.end() : s.start] for s in sizes]
    return any(not squeeze(gap).strip("x") for gap in gaps)


def _thickness_in(rest: str, sizes: Sequence[Size], plausible: Plausible) -> tuple[re.Match[str], int] | None:
    """The door's thickness in what is left of a clause: named as such, alone, or right beside a size."""
    match = _THICKNESS.search(rest)
    alone = match and not squeeze(_blanked(rest, match.start(), match.end()))
    if match is None:
        return None
    leads = not squeeze(rest[: match.start()]) and bool(_DOOR_NEXT.search(rest, match.end()))  # 43mm flush door
    trails = not squeeze(rest[match.end() :]) and bool(_DOOR_BEFORE.search(rest, 0, match.start()))
    if match["a"] and not (_THICK.search(match[0]) or alone or leads or trails or _beside(match, sizes, rest)):
        return None
    value = float(match["a"] or match["b"])
    fits = value == int(value) and plausible.thickness[0] <= value <= plausible.thickness[1]
    return (match, int(value)) if fits else None


def _options(specification: Specification, passage: Passage, start: int, rest: str, vocabulary: Vocabulary) -> str:
    """Ticks the form's boxes whose words stand in ``rest``; the longest phrase at a place wins over all groups."""
    found = [(group, f) for group in OPTIONS for f in vocabulary.options[group].within(rest)]
    taken: list[tuple[int, int]] = []
    for group, option in sorted(found, key=lambda pair: pair[1].start - pair[1].end):
        if any(a < option.end and option.start < b for a, b in taken):
            continue
        if vocabulary.only_with_label.whole(option.phrase) and not _whole_statement(option, rest, group):
            continue
        taken.append((option.start, option.end))
        end = start + option.end
        specification.add(passage.known(group, next(iter(option.meanings)), "option word", start + option.start, end))
        rest = _blanked(rest, option.start, option.end)
        if group == "decorative_line":
            rest = _count_beside(specification, passage, start, rest, (option.start, option.end))
    return rest


def _whole_statement(option: Found, rest: str, group: str) -> bool:
    """A word too common to count inside a text says enough where it stands alone: ``…, luar, …``, ``| Single |``."""
    if group == "inner_outer" and rest[: option.start].endswith("(") and rest[option.end :].startswith(")"):
        return True  # Bingkai pintu (dalam)
    alone = not squeeze(rest[: option.start]) and not squeeze(rest[option.end :])
    return alone and group in ("door_type", "inner_outer") and len(option.phrase) > _SHORT_WORD


def _count_beside(specification: Specification, passage: Passage, start: int, rest: str, place: tuple[int, int]) -> str:
    """``2 nos T-bar``, ``2 horizontal groove lines``, ``T-bar x 2``."""
    match = _COUNT_BEFORE.search(rest, 0, place[0]) or _COUNT_BEHIND.match(rest, place[1])
    if not match:
        return rest
    where = (start + match.start(1), start + match.end(1))
    specification.add(passage.field("decorative_line_count", int(match[1]), "count", *where))
    return _blanked(rest, match.start(), match.end())


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _agree(a: Field, b: Field) -> bool:
    return a.value == b.value or squeeze(str(a.value)) == squeeze(str(b.value))


def _doubted(found: Field, doubt: str) -> Field:
    return replace(found, doubts=(*found.doubts, doubt))
