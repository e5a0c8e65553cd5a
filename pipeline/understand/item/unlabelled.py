"""What a clause without a label says: sizes, a thickness, the form's option words, a lock hole, a frame's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.understand.grammar.number_words import number_in_words
from pipeline.understand.grammar.sizes import Size, is_legend, sizes_in
from pipeline.understand.grammar.thicknesses import thickness_in
from pipeline.understand.grammar.tokens import squeeze, tokens_in
from pipeline.understand.item.hole_words import hole_alone
from pipeline.understand.item.item_labels import CODE, WALL_RANGE
from pipeline.understand.item.specified import Specification
from pipeline.understand.item.unlabelled_laminates import laminate_in
from pipeline.understand.item.values import is_nothing, joined, joined_lines, read_value, size_fields
from pipeline.understand.page.passage import Passage
from pipeline.understand.page.square_marks import asks_for_a_tick
from pipeline.understand.words.denials import counts
from pipeline.understand.words.noted import is_accessory
from pipeline.understand.words.option_names import without_other_names
from pipeline.understand.words.option_words import code_of_line, count_beside, options_in
from pipeline.understand.words.trade import Trade
from pipeline.understand.words.vocabulary import Vocabulary

_PROFILE_BEFORE = re.compile(r"(?<![\w-])([A-Z]{1,3}-?\d{1,3}[A-Z]?)\s+prof(?:ile|il|ail)\b", re.IGNORECASE)
_WALLS_MM = (60, 400)
_REBATE_BEFORE = re.compile(r"(?<![\w.])(\d{2})\s*mm\s+(?:deep\s+)?(?:rebated?|rebat|rabbet)\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_BRACKET = re.compile(r"\s*\([^()]*\)")
_HOLE_SURE, _HOLE_LIKELY = 1.0, 0.9


def read_unlabelled(
    specification: Specification, passage: Passage, place: tuple[int, int], trade: Trade
) -> str | None:  # fmt: skip
    """Takes what a clause says out of it; returns what is left, None where all was understood."""
    start, end = place
    text = passage.text[start:end]
    if is_nothing(text, trade.vocabulary):
        return None
    accessory = is_accessory(text, trade.vocabulary)
    rest = joined_lines(text)
    sizes = [] if accessory else [s for s in sizes_in(rest, trade.plausible) if not _of_a_part(s, rest, trade)]
    rest = _sizes(specification, passage, start, rest, sizes)
    rest = _of_frames(specification, passage, start, rest)
    if part := _hole_part(rest, text, sizes, trade.vocabulary):
        where = (start + part[0], start + part[1])
        told = _hole(specification, passage, where, rest[slice(*part)], trade.vocabulary)
        rest = blanked(rest, *part) if told else rest
    elif _hole(specification, passage, place, rest, trade.vocabulary):
        return None
    rest = _laminate_before(specification, passage, start, rest, trade)
    rest = rest if accessory else laminate_in(specification, passage, start, rest, trade)
    before = rest
    rest = _options(specification, passage, start, rest, trade.vocabulary)
    if rest != before:
        rest = without_other_names(rest, options_in(before, trade.vocabulary), trade.vocabulary)
    thickness = None if accessory else thickness_in(rest, sizes, trade.plausible, trade.vocabulary, joined_lines(text))
    if thickness:
        rest = _thickness(specification, passage, start, rest, thickness)
    if rest != before and changes_nothing(rest, trade.vocabulary):
        return None
    return rest if squeeze(rest) else None


def _of_a_part(size: Size, text: str, trade: Trade) -> bool:
    """Whether no door is so low and a part of one is named beside: ``louvre 300 x 450``, ``T-bar 12mm x 2 nos``."""
    lengths = [d.millimetres for d in (size.width, size.height) if d]
    if len(lengths) < 2 or max(lengths) >= trade.plausible.height[0]:
        return False
    vocabulary = trade.vocabulary
    other = any("other" in kind.meanings for kind in vocabulary.item_kinds.within(text))
    return other or any(vocabulary.noted.within(text)) or any(vocabulary.every_option.within(text))


def _sizes(specification: Specification, passage: Passage, start: int, rest: str, sizes: Sequence[Size]) -> str:
    for size in sizes:
        for found in size_fields(passage, size, start):
            specification.add(found)
        bracket = _BRACKET.match(rest, size.end)
        rest = blanked(rest, size.start, bracket.end() if bracket and is_legend(bracket[0]) else size.end)
    return rest


def _hole_part(rest: str, text: str, sizes: Sequence[Size], vocabulary: Vocabulary) -> tuple[int, int] | None:
    """The part of a clause that tells of a lock hole, where the rest tells the size or options: a line, or some words.

    ``ABS EDGING LEVER LOCK HOLE``: the words between the options around it.
    """
    line = _hole_line(rest, text, sizes, vocabulary)
    start, end = line or (0, len(rest))
    words = [word for word in vocabulary.unlabelled.within(rest) if start <= word.start < end]
    options = options_in(rest, vocabulary) if words else []
    apart = [o for o in options if not any(o.start < word.end and word.start < o.end for word in words)]
    before = [o.end for o in apart if start <= o.start and o.end <= words[0].start]
    behind = [o.start for o in apart if words[-1].end <= o.start and o.end <= end]
    if not before and not behind:
        return line
    start, end = max(before, default=start), min(behind, default=end)
    tie = vocabulary.connectors.starting(rest[start:end])
    start += tie.end if tie and not squeeze(rest[start : start + tie.start]) else 0
    return start + len(rest[start:end]) - len(rest[start:end].lstrip(" \n\t,;/&+-")), end


def _hole_line(rest: str, text: str, sizes: Sequence[Size], vocabulary: Vocabulary) -> tuple[int, int] | None:
    """The one line of a clause that tells of a lock hole, where another line tells the size or an option."""
    words = list(vocabulary.unlabelled.within(rest)) if "\n" in text else []
    if not words:
        return None
    start = text.rfind("\n", 0, words[0].start) + 1
    end = text.find("\n", start) % (len(text) + 1)
    if any(not start <= word.start < word.end <= end for word in words):
        return None
    others = rest[:start] + "\n" + rest[end:]
    told = any(not start <= size.start < end for size in sizes) or any(vocabulary.every_option.within(others))
    return (start, end) if told and (start or end < len(text)) else None


def _hole(
    specification: Specification, passage: Passage, place: tuple[int, int], rest: str, vocabulary: Vocabulary
) -> bool:
    """Takes the whole clause for the lock hole where it has a word of one; a clerk is asked where none is a hole."""
    words = list(vocabulary.unlabelled.within(rest))
    if not words or "open_hole_type" in specification.fields:
        return False
    start, end = place
    denied = vocabulary.negations.starting(passage.text[start:end])  # without lock hole
    lead = None if denied else vocabulary.accessory_introducers.starting(passage.text[start:end])
    lead = None if lead and passage.text[start + lead.end :][:1].isdigit() else lead
    start += lead.end if lead and not passage.text[start : start + lead.start].strip() else 0
    start += len(passage.text[start:end]) - len(passage.text[start:end].lstrip())
    certainty = _HOLE_SURE if any("hole" in word.meanings for word in words) else _HOLE_LIKELY
    own = hole_alone(passage.text[start:end], vocabulary)
    start, end = start + own[0], start + own[1]
    text = joined(passage.text[start:end])
    named = vocabulary.specification_labels.listed(text) == {"open_hole_type"}
    doubts = ["this may be a label with nothing beside it"] if named else []
    value = None if named else text
    found = passage.field("open_hole_type", value, "unlabelled", start, end, certainty=certainty, doubts=doubts)
    specification.add(found)
    specification.hole_open = None if named else start  # cylindrical lock hole, 60mm backset
    return True


def _thickness(
    specification: Specification, passage: Passage, start: int, rest: str, found: tuple[re.Match[str], int]
) -> str:
    match, value = found
    place = (start + match.start(), start + match.end())
    specification.add(passage.field("thickness_mm", value, "thickness", *place))
    return blanked(rest, *match.span())


def changes_nothing(rest: str, vocabulary: Vocabulary) -> bool:
    """Whether only words that change nothing are left beside an option: ``2 horizontal … x 3``."""
    led = [
        f for f in vocabulary.accessory_introducers.within(rest) if not vocabulary.negations.starting(rest[f.start :])
    ]
    tokens = [t for t in tokens_in(rest) if not any(f.start <= t.start < f.end for f in led)]
    return all(token.text in vocabulary.qualifiers or token.text.isdigit() for token in tokens)


def says_what_frames_have(text: str) -> bool:
    """Whether something stands in ``text`` that only a frame has and that needs no label."""
    patterns = (WALL_RANGE, _PROFILE_BEFORE, _REBATE_BEFORE)
    return any(pattern.search(joined_lines(text)) for pattern in patterns)


def _of_frames(specification: Specification, passage: Passage, start: int, rest: str) -> str:
    """What only a frame has and needs no label before it: ``130~150mm``, ``CH2 profile``, ``49mm rebate``."""
    if not _FIGURE.search(rest):
        return rest
    wall = WALL_RANGE.search(rest)
    if wall and all(_WALLS_MM[0] <= int(each) <= _WALLS_MM[1] for each in wall.groups()):
        place = (start + wall.start(), start + wall.end())
        specification.add(passage.field("frame_width", joined(passage.text[slice(*place)]), "wall range", *place))
        rest = blanked(rest, *wall.span())
    if profile := _PROFILE_BEFORE.search(rest):
        place = (start + profile.start(1), start + profile.end(1))
        specification.add(passage.field("frame_profile", profile[1], "before “profile”", *place))
        rest = blanked(rest, *profile.span())
    if rebate := _REBATE_BEFORE.search(rest):
        place = (start + rebate.start(1), start + rebate.end(1))
        specification.add(passage.field("rebate_mm", int(rebate[1]), "before “rebate”", *place))
        rest = blanked(rest, *rebate.span())
    return rest


def _laminate_before(specification: Specification, passage: Passage, start: int, rest: str, trade: Trade) -> str:
    """``6S-A057 laminate``: the code in front of its label, where no code stands behind it."""
    for label in trade.vocabulary.specification_labels.within(rest):
        if "laminate_code" not in label.meanings or squeeze(rest[label.end :]):
            continue
        code = _code_ending(rest[: label.start])
        if code is None:
            continue
        for found in read_value("laminate_code", passage, start + code[0], start + code[1], trade):
            specification.add(found)
        return blanked(rest, code[0], label.end)
    return rest


def _code_ending(text: str) -> tuple[int, int] | None:
    """The place of a code at the end of ``text`` that has three figures or more and is no measure."""
    codes = [
        m for m in CODE.finditer(text) if not text[m.end() :].strip() and (not m.start() or text[m.start() - 1] == " ")
    ]
    figures = sum(character.isdigit() for character in codes[0][0]) if codes else 0
    letters = any(character.isalpha() for character in codes[0][0]) if codes else False
    return codes[0].span() if figures >= 3 and letters else None


def _options(specification: Specification, passage: Passage, start: int, rest: str, vocabulary: Vocabulary) -> str:
    """Ticks the form's boxes whose words stand in ``rest``; ``no groove`` leaves its box empty."""
    for found in options_in(rest, vocabulary):
        place = (start + found.start, start + found.end)
        option = replace(found, denied=found.denied or _is_denied_around(passage.text, place, vocabulary))
        if option.denied and option.group != "decorative_line":
            continue  # "not honeycomb" says what it is not: a person must see it
        if unsure := asks_for_a_tick(rest):
            specification.add(passage.field(option.group, None, "option word", *place, doubts=unsure))
        elif not option.denied:
            specification.add(passage.known(option.group, option.meaning, "option word", *place))
        own_code = code_of_line(rest, option)
        if own_code:
            specification.noted.append((place[0], start + own_code))
        rest = blanked(rest, option.start, own_code or option.end)
        if option.group == "decorative_line" and not option.denied:
            rest = _count_beside(specification, passage, start, rest, (option.start, option.end))
    return rest


def _is_denied_around(text: str, place: tuple[int, int], vocabulary: Vocabulary) -> bool:
    """Whether an option is denied in its line, by words of another clause: ``ABS`` in ``ABS edging : no``."""
    begin = text.rfind("\n", 0, place[0]) + 1
    end = (text + "\n\n").find("\n", (text + "\n").find("\n", place[1]) + 1)  # of the line below: "- no" / "edging"
    at = place[0] - begin
    around = (o for o in options_in(text[begin:end], vocabulary) if o.start <= at < o.end)
    return any(o.denied and not counts(text, begin + o.start) for o in around)


def _count_beside(specification: Specification, passage: Passage, start: int, rest: str, place: tuple[int, int]) -> str:
    match = count_beside(rest, *place)
    if not match:
        return rest
    where = (start + match.start(1), start + match.end(1))
    count = int(match[1]) if match[1].isdigit() else number_in_words(match[1])
    specification.add(passage.field("decorative_line_count", count, "count", *where))
    return blanked(rest, match.start(), match.end())


def blanked(text: str, start: int, end: int) -> str:
    """``text`` with blanks in place of what was understood: places behind it stay where they are."""
    return text[:start] + " " * (end - start) + text[end:]
