"""The letterhead: the name at the top of a page that says whose document it is.

It is the line that ends as companies' names do or has a registration with it, else the most prominent one; with what
stands over it or below it and belongs to it. What stands below an address is a part of that, such as a shopping centre.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.model import Field
from pipeline.understand.grammar.tokens import squeeze, tokens_in
from pipeline.understand.head.addresses import is_by_address, is_street
from pipeline.understand.head.label_text import PARTIES
from pipeline.understand.head.party_names import (
    LEGAL_FORM,
    LONGEST_ENDING,
    continues_a_name,
    ends_like_a_company,
    goes_on,
    is_an_ending,
    is_former,
    is_ours,
    legal_form_repaired,
    may_be_name,
    name_field,
    name_text,
    names_a_company,
    runs_a_shop,
)
from pipeline.understand.head.registrations import has_registration, is_registration
from pipeline.understand.page.layout import Line, Segment, Sheet, segment_of
from pipeline.understand.page.passage import Ink, Passage
from pipeline.understand.words.vocabulary import Vocabulary

TOP_SHARE = 0.35
NAMED = PARTIES | {"measure_by"}
"""Meanings of the labels whose value is a name."""
_ADDRESS_LINES = 4.5  # text heights
_ADDRESS_BLOCK = 8.0  # text heights from a party's label down its address
_NEXT_LINE = 2.2  # text heights
_OWN_LINE = 3.0  # text heights between the lines of one name where they are set wide
_SMALLER, _LARGER = 0.55, 1.3  # times the height of a line in the same type: it has capitals alone, or tails
_NAME_LINE = 1.6  # text heights from a name's line to its next
_EQUALLY_HIGH = 0.12  # of a line's height by which lines of one type differ
_EDGE = 3.0  # points
_LARGE = 0.8  # of the largest text's height
_MOST_LINES = 3  # of one name
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*")  # "(Pembinaan Kayu & Perabot)" says what a firm does
_BRANCH = re.compile(r"\s*[,(|·]|\s[-–—]\s")  # SENDORA GROUP SDN BHD – IPOH
_SIGNED_FOR = re.compile(r"\s*(?:signed\s+)?(?:for|b\.?\s?p\.?|bagi pihak)\b", re.IGNORECASE)
_ADDRESS = 2  # what stands over one tells most
_FEWEST_WORDS = 2  # of a name that says by its place alone that it is one
_SHORT_WORD = 2  # letters of "the", "mr" and initials


def letterhead(
    sheet: Sheet, lines: Sequence[Line], vocabulary: Vocabulary, name: str, *, ours: bool | None
) -> Field | None:
    """The company name at the top of the page: a line that ends like a company's name, else the most prominent one."""
    end = TOP_SHARE * sheet.height
    high = (line for line in lines if line.y0 < end)
    every = [s for line in high for s in _with_ending_beside(line, vocabulary) if s.y0 < end]
    top = [
        s for s in every if may_be_name(s.text, vocabulary) and (ours is None or is_ours(s.text, vocabulary) == ours)
    ]
    top = [s for s in top if not below_a_party(s, every, vocabulary)] or top
    top = [s for s in top if not of_a_former_name(s, every, vocabulary)]
    streets = [s for s in every if is_street(s.text, vocabulary)]
    top = [s for s in top if not _in_an_address(s, top, streets)]
    top = [s for s in top if not _is_behind_a_shop(s, top, vocabulary)]
    if not top:
        return None
    named = next((s for s in top if _is_named(s, lines, every, vocabulary)), None)
    best = named or _most_prominent(top, every, vocabulary)
    passage = whole_name(best, lines, vocabulary)
    other = name == "supplier_name" and not is_ours(passage.text, vocabulary)  # whose shop we are nobody asks
    shop = _shop_above(best, passage.ink[0], top) if other else None
    if shop and _shares_its_name(shop.text, passage.text):
        passage, shop = Passage([shop.ink, passage.ink]), None
    sure = named is not None or (name == "customer_name" and _heads_its_paper(best, passage, sheet, vocabulary))
    doubts = [] if sure else ["this is the most prominent text at the top; nothing says that it is a company"]
    return name_field(
        passage, name, "letterhead", [*doubts, *(["another name stands above it"] if shop else [])], vocabulary
    )


def is_our_paper(sheet: Sheet, vocabulary: Vocabulary) -> bool | None:
    """Whether it is our name that heads a page; None where it has no head or nothing says that it is a company's."""
    head = letterhead(sheet, sheet.lines, vocabulary, "supplier_name", ours=None)
    return None if head is None or head.doubts else is_ours(str(head.value), vocabulary)


def _heads_its_paper(segment: Segment, name: Passage, sheet: Sheet, vocabulary: Vocabulary) -> bool:
    """Whether a name stands over its address with nothing above it, or again under a letter behind "for"."""
    own = squeeze(name.text)
    if len(name.ink) < _FEWEST_WORDS or any(map(str.isdigit, own)):
        return False
    above = any(s.y1 <= segment.y0 and _shares_width(s, segment) for s in sheet.segments)
    again = (s for s in sheet.segments if _SIGNED_FOR.match(s.text) and own in squeeze(s.text))
    return any(again) or (not above and _stands_over(segment, sheet.segments, vocabulary) == _ADDRESS)


def _most_prominent(top: Sequence[Segment], every: Sequence[Segment], vocabulary: Vocabulary) -> Segment:
    """Of what stands over an address, or else anywhere at the top, the highest of the large ones."""
    over = max(_stands_over(s, every, vocabulary) for s in top)
    fitting = [s for s in top if _stands_over(s, every, vocabulary) == over]
    largest = max(s.height for s in fitting)
    return min((s for s in fitting if s.height >= _LARGE * largest), key=lambda s: s.y0)


def _is_behind_a_shop(segment: Segment, top: Sequence[Segment], vocabulary: Vocabulary) -> bool:
    """Whether a firm only runs the shop that is named above it."""
    return runs_a_shop(segment.text, vocabulary) and any(s.y0 < segment.y0 and _shares_width(s, segment) for s in top)


def _shop_above(best: Segment, first: Ink, top: Sequence[Segment]) -> Segment | None:
    """What stands in the same type right above a firm's name, which begins at ``first``; a logo is larger."""
    above = [s for s in top if 0.5 < (first.middle - s.middle) / first.height < _OWN_LINE and _shares_width(s, best)]
    return next((s for s in above[-1:] if _SMALLER < s.height / first.height < _LARGER), None)


def _shares_its_name(shop: str, firm: str) -> bool:
    """``CONTOH STATIONER`` over ``Contoh Enterprise Sdn Bhd``: a shop's name is its firm's with words of its own."""
    own, other = (tokens_in(text).texts for text in (shop, firm))
    more = [word for word in own if word not in other and len(word) > _SHORT_WORD]
    return bool(more) and own[0] == other[0] and len(own[0]) > _SHORT_WORD


def _is_named(segment: Segment, lines: Sequence[Line], every: Sequence[Segment], vocabulary: Vocabulary) -> bool:
    """Whether a line says that it is a firm: by its words, or by the registration behind or below it."""
    text = " ".join(whole_name(segment, lines, vocabulary).text.split())
    text = legal_form_repaired(text)
    firm = _BRANCH.split(text, maxsplit=1)[0]
    if vocabulary.company.whole(text) or (is_ours(firm, vocabulary) and names_a_company(firm, vocabulary)):
        return True
    if names_a_company(name_text(text, vocabulary), vocabulary) or LEGAL_FORM.search(text):
        return names_a_company(name_text(text, vocabulary), vocabulary)
    below = next(_below(segment, every), None)
    return has_registration(segment.text, vocabulary) or (below is not None and is_registration(below.text, vocabulary))


def _in_an_address(segment: Segment, top: Sequence[Segment], streets: Sequence[Segment]) -> bool:
    """Whether a line without a legal form stands below a line of an address that another name stands over."""
    if LEGAL_FORM.search(legal_form_repaired(segment.text)):
        return False
    above = [s for s in streets if s.y0 < segment.y0 and _shares_width(s, segment)]
    return any(s.y0 < street.y0 and _shares_width(s, street) for street in above for s in top if s is not segment)


def _stands_over(segment: Segment, others: Sequence[Segment], vocabulary: Vocabulary) -> int:
    """What stands in the next line below: an address tells more than a telephone, and anything else nothing."""
    below = list(_below(segment, others))
    if any(is_street(s.text, vocabulary) for s in below):
        return _ADDRESS
    return int(any(is_by_address(s.text, vocabulary) for s in below))


def _below(segment: Segment, others: Sequence[Segment]) -> Iterator[Segment]:
    """The segments in the next line straight below."""
    near = (s for s in others if 0.5 * segment.height < s.y0 - segment.y0 < _NEXT_LINE * segment.height)
    return (s for s in near if _shares_width(s, segment))


def _shares_width(one: Segment, other: Segment) -> bool:
    return min(one.x1, other.x1) > max(one.x0, other.x0)


def address_below(segment: Segment, others: Sequence[Segment], vocabulary: Vocabulary) -> bool:
    """Whether an address stands below a name, beginning at the same edge."""
    below = [
        s for s in others if 0 < s.y0 - segment.y0 < _ADDRESS_LINES * segment.height and abs(s.x0 - segment.x0) < 3
    ]
    return any(is_by_address(s.text, vocabulary) for s in below)


def below_a_party(segment: Segment, others: Sequence[Segment], vocabulary: Vocabulary) -> bool:
    """Whether a text stands in the address below a label such as "Supplier:"; a letterhead has no label above it."""
    return any(
        0 < segment.y0 - other.y0 < _ADDRESS_BLOCK * segment.height
        and abs(segment.x0 - other.x0) < segment.height
        and bool(label_at(other.text, vocabulary) & NAMED)
        for other in others
    )


def label_at(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """What the label means that ``text`` begins with."""
    found = vocabulary.labels.starting(text)
    return found.meanings if found and not squeeze(text[: found.start]) else frozenset()


def of_a_former_name(segment: Segment, others: Sequence[Segment], vocabulary: Vocabulary) -> bool:
    """The second line of "(FORMERLY KNOWN AS CONTOH / MAJU ENTERPRISE)"."""
    return any(
        0 < segment.y0 - other.y0 < _NEXT_LINE * segment.height
        and abs(segment.x0 - other.x0) < segment.height
        and ")" not in other.text
        and is_former(other.text, vocabulary)
        for other in others
    )


def _with_ending_beside(line: Line, vocabulary: Vocabulary) -> Sequence[Segment]:
    """The segments of a line; a company's ending set apart ("SIN THYE &   COMPANY") is joined to its name."""
    if len(line.segments) == 1:
        return line.segments
    behind = " ".join([segment.text for segment in line.segments[1:]])
    return [segment_of(line.ink)] if behind and is_an_ending(behind, vocabulary) else line.segments


# ── a name over several lines ────────────────────────────────────────────────────────────────────────────────────────


def whole_name(segment: Segment, lines: Sequence[Line], vocabulary: Vocabulary) -> Passage:
    """A name with the lines that go on with it ("TSH POWER HARDWARE" / "TRADING", "LIM & SONS" / "(KLANG) SDN BHD")."""
    alone = [line.segments[0] for line in lines if len(line.segments) == 1]
    name = [segment]
    while len(name) < _MOST_LINES and (above := _line_above(name[0], alone, vocabulary)):
        name.insert(0, above)
    while len(name) < _MOST_LINES and (below := _line_below(name[-1], lines, vocabulary)):
        name.append(below)
    return Passage([s.ink for s in name])


def _line_above(segment: Segment, alone: Sequence[Segment], vocabulary: Vocabulary) -> Segment | None:
    """The line that a name begins in, where ``segment`` begins as no name does or the line above ends so."""
    if runs_a_shop(segment.text, vocabulary):
        return None
    above = [s for s in alone if 0 < segment.middle - s.middle < _NEXT_LINE * segment.height]
    above = [s for s in above if _shares_width(s, segment) and may_be_name(s.text, vocabulary)]
    wrapped = [
        s
        for s in above
        if continues_a_name(segment.text, vocabulary)
        or goes_on(s.text, vocabulary)
        or (not names_a_company(name_text(s.text, vocabulary), vocabulary) and _in_one_type(s, segment, alone))
    ]
    return wrapped[-1] if wrapped else None


def _in_one_type(above: Segment, segment: Segment, others: Sequence[Segment]) -> bool:
    """Whether two lines are set at one edge in the same large type, over smaller text: a name in a narrow column."""
    if abs(above.x0 - segment.x0) > _EDGE:
        return False
    alike = abs(above.height - segment.height) < _EQUALLY_HIGH * segment.height
    close = segment.y0 - above.y0 < _NAME_LINE * segment.height
    below = [s for s in others if 0 < s.y0 - segment.y0 < _ADDRESS_LINES * segment.height]
    smaller = (s.height < (1 - _EQUALLY_HIGH) * segment.height for s in below if abs(s.x0 - segment.x0) < _EDGE)
    return alike and close and any(smaller)


def _line_below(segment: Segment, lines: Sequence[Line], vocabulary: Vocabulary) -> Segment | None:
    """The line that goes on with a name; beside it may stand something else if both begin at one edge."""
    below = (s for line in lines for s in line.segments if len(line.segments) == 1 or abs(s.x0 - segment.x0) < _EDGE)
    below = (s for s in below if 0 < s.middle - segment.middle < _NEXT_LINE * segment.height)
    nearest = next((s for s in below if _shares_width(s, segment)), None)
    if nearest is None:
        return None
    wrapped = _goes_on(segment.text, nearest.text, vocabulary) or _in_large_type(segment, nearest, lines, vocabulary)
    return nearest if wrapped else None


def _in_large_type(segment: Segment, below: Segment, lines: Sequence[Line], vocabulary: Vocabulary) -> bool:
    """Whether a name without an ending goes on at its edge in its own large type: a body's, over its address."""
    if ends_like_a_company(segment.text, vocabulary) or not may_be_name(below.text, vocabulary):
        return False
    if has_registration(segment.text, vocabulary) or names_a_company(name_text(below.text, vocabulary), vocabulary):
        return False
    every = [s for line in lines for s in line.segments]
    return segment.text.isupper() == below.text.isupper() and _in_one_type(segment, below, every)


def _goes_on(text: str, below: str, vocabulary: Vocabulary) -> bool:
    if has_registration(text, vocabulary) and not goes_on(text, vocabulary):
        return False
    rest = name_text(legal_form_repaired(below), vocabulary)
    if is_an_ending(rest, vocabulary):
        return True
    if is_by_address(below, vocabulary) or LEGAL_FORM.search(text) or runs_a_shop(below, vocabulary):
        return False
    ending = (
        continues_a_name(below, vocabulary)
        and names_a_company(rest, vocabulary)
        and len(rest.split()) <= LONGEST_ENDING
        and not _IN_BRACKETS.fullmatch(below)
    )
    return goes_on(text, vocabulary) or ending
