"""Who is the customer, who the supplier. The customer is never the company itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.model import Field
from pipeline.understand.grammar.dates import is_date
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.head.addresses import is_by_address
from pipeline.understand.head.document_kinds import PURCHASE_ORDER
from pipeline.understand.head.label_text import is_label
from pipeline.understand.head.label_values import Pair
from pipeline.understand.head.letterhead import (
    NAMED,
    TOP_SHARE,
    address_below,
    below_a_party,
    label_at,
    letterhead,
    of_a_former_name,
    whole_name,
)
from pipeline.understand.head.party_names import (
    ACCOUNT,
    LEGAL_FORM,
    LONGEST_ENDING,
    address_start,
    ends_a_name,
    ends_like_a_company,
    goes_on,
    is_address,
    is_former,
    is_ours,
    may_be_name,
    name_field,
    name_text,
    names_a_company,
)
from pipeline.understand.head.registrations import has_registration
from pipeline.understand.head.wrapped_names import wrapped_to
from pipeline.understand.page.baselines import rows_of
from pipeline.understand.page.layout import Line, Segment, Sheet
from pipeline.understand.page.passage import Ink, Passage
from pipeline.understand.words.vocabulary import Vocabulary

_LABELLED = re.compile(r"[^\W\d_]{4}\s*:\s+\w")  # GENERAL SPECIFICATION: all doors
_NEXT_LINE = 2.0  # text heights to the middle of the next line of a name
_FAR_LINE = 2.8  # the same where the name cannot end on this one
_LONGEST_NAME = 10  # words; more are a sentence
_ACCOUNT = 8  # figures: a bank's account is no name ("pay to Contoh Bank 888 102 771")
_ADDRESSED_SHARE = 0.45
_ADDRESS = frozenset({"address", "alamat"})
_FOOT = 0.85  # of the page's height
_OTHER_PARTIES = frozenset({"ship_to", "vendor", "measure_by", "other", "earlier"})


def customer_of(
    pairs: Sequence[Pair], sheet: Sheet, lines: Sequence[Line], kind: str | None, vocabulary: Vocabulary
) -> Field | None:
    """The customer: who is billed; on a purchase order to us, who issued it."""
    billed = _named_by_label(pairs, lines, "customer_name", vocabulary)
    if kind == PURCHASE_ORDER:
        at_top = letterhead(sheet, lines, vocabulary, "customer_name", ours=False)
        sure = None if at_top and at_top.doubts else at_top
        # The head of a form may name nobody: "Buyer / Invoice to" over the firm that orders.
        firm = billed if billed and not billed.doubts and names_a_company(str(billed.value), vocabulary) else None
        alike = billed and at_top and billed.value == at_top.value  # Company: SERI CONTOH, and nothing else at the top
        return sure or _at_foot(sheet, lines, vocabulary) or firm or (billed if alike else at_top) or billed
    return billed or _delivered(pairs, lines, kind, vocabulary) or _addressed(pairs, sheet, lines, vocabulary)


def _delivered(pairs: Sequence[Pair], lines: Sequence[Line], kind: str | None, vocabulary: Vocabulary) -> Field | None:
    """On a delivery order that bills nobody, whoever it is delivered to.

    A person is told, unless that is a company and the only one beside ours.
    """
    found = _named_by_label(pairs, lines, "ship_to", vocabulary) if kind == "delivery_order" else None
    if found is None:
        return None
    companies = {
        s.text for line in lines for s in line.segments if names_a_company(name_text(s.text, vocabulary), vocabulary)
    }
    companies = {text for text in companies if not (_closes(text, vocabulary) or is_address(text, vocabulary))}
    ours = {text for text in companies if is_ours(text, vocabulary)}
    own = squeeze(str(found.value))
    others = [squeeze(name_text(text, vocabulary)) for text in companies - ours]
    # in its stamp the name may lack its end
    alone = bool(ours) and bool(own) and all(other.endswith(own) or own.startswith(other) for other in others)
    alone = alone and names_a_company(str(found.value), vocabulary)
    doubts = [] if alone else ["the page says only where the goods are delivered to"]
    return replace(found, name="customer_name", doubts=(*found.doubts, *doubts))


def _closes(text: str, vocabulary: Vocabulary) -> bool:
    """``Company stamp & signature``: where somebody signs, and no firm."""
    found = vocabulary.footers.starting(text)
    return found is not None and not found.start


def supplier_of(
    pairs: Sequence[Pair], sheet: Sheet, lines: Sequence[Line], kind: str | None, vocabulary: Vocabulary
) -> Field | None:
    """The supplier: on a purchase order whoever it is made out to, else us as the seller, else the letterhead.

    Where nothing at the top says that it is a company, the letterhead may stand at the foot of the page.
    """
    if kind == PURCHASE_ORDER:
        return _named_by_label(pairs, lines, "vendor", vocabulary, ours=True)
    sellers = [pair for pair in pairs if pair.label.meanings == {"vendor"}]
    seller = _named_by_label(sellers, lines, "vendor", vocabulary, ours=True)
    at_top = seller or letterhead(sheet, lines, vocabulary, "supplier_name", ours=None)
    return at_top if at_top and not at_top.doubts else _ours_at_foot(sheet, vocabulary) or at_top


def _ours_at_foot(sheet: Sheet, vocabulary: Vocabulary) -> Field | None:
    """Our name before our address in one line at the foot: ``CONTOH SDN BHD · No. 12, Jalan Contoh · Tel: …``."""
    for line in reversed(sheet.lines):
        segment = line.segments[0]
        behind = segment.text[address_start(segment.text, vocabulary) :].strip(" ,|•·")
        name = name_text(segment.text, vocabulary)
        if line.y0 >= _FOOT * sheet.height and is_ours(name, vocabulary) and is_by_address(behind, vocabulary):
            return name_field(segment.passage, "supplier_name", "letterhead", [], vocabulary)
    return None


def _addressed(pairs: Sequence[Pair], sheet: Sheet, lines: Sequence[Line], vocabulary: Vocabulary) -> Field | None:
    """The customer of a page that says no "Bill To": another company's name over its address, for a window envelope.

    A person is told, unless it is the only such name and has its address below.
    """
    if not any(is_ours(line.text, vocabulary) for line in lines):
        return None
    elsewhere = [
        pair
        for pair in pairs
        if pair.label.meanings & _OTHER_PARTIES and not _only_below(pair, pairs) and not _heads_a_firm(pair, vocabulary)
    ]
    taken = {ink for pair in pairs for ink in pair.label.segment.ink} | {ink for p in elsewhere for ink in p.value.ink}
    top = [s for line in lines for s in line.segments if s.y0 < _ADDRESSED_SHARE * sheet.height]
    names = [
        s for s in top if s.ink[0] not in taken and may_be_name(s.text, vocabulary) and not is_ours(s.text, vocabulary)
    ]
    names = [s for s in names if not of_a_former_name(s, top, vocabulary)]
    named = [s for s in names if names_a_company(name_text(s.text, vocabulary), vocabulary)]
    found = [s for s in named or names if address_below(s, top, vocabulary)]
    if not found:
        return None
    doubts = [] if len(found) == 1 and named else ["no label says that this is the customer"]
    return name_field(whole_name(found[0], lines, vocabulary), "customer_name", "address", doubts, vocabulary)


def _heads_a_firm(pair: Pair, vocabulary: Vocabulary) -> bool:
    """``ADDRESS`` over a firm's name and its address, as estimates for a window envelope have it."""
    bare = vocabulary.labels.listed("address") == pair.label.meanings and pair.label.phrase in _ADDRESS
    return bare and pair.how == "below" and names_a_company(name_text(pair.value.text, vocabulary), vocabulary)


def _only_below(pair: Pair, pairs: Sequence[Pair]) -> bool:
    """Whether what stands below a label is not its value, because that stands beside it."""
    return pair.how == "below" and any(other.label is pair.label and other.how == "right" for other in pairs)


def _at_foot(sheet: Sheet, lines: Sequence[Line], vocabulary: Vocabulary) -> Field | None:
    """The only other company over an address below the top: the letterhead in a drawing's title block or a foot."""
    every = [s for line in lines for s in line.segments]
    labelled = {
        s.ink[0]
        for line in lines
        for s in line.segments
        if label_at(s.text, vocabulary) & (NAMED | {"other", "earlier"})
    }
    named = [
        s
        for s in every
        if s.y0 >= TOP_SHARE * sheet.height
        and names_a_company(name_text(s.text, vocabulary), vocabulary)
        and may_be_name(s.text, vocabulary)
        and s.ink[0] not in labelled
        and not is_ours(s.text, vocabulary)
        and address_below(s, every, vocabulary)
        and not below_a_party(s, every, vocabulary)
    ]
    if len({squeeze(s.text) for s in named}) != 1:
        return None
    return name_field(whole_name(named[0], lines, vocabulary), "customer_name", "letterhead", [], vocabulary)


def _named_by_label(
    pairs: Sequence[Pair], lines: Sequence[Line], meaning: str, vocabulary: Vocabulary, *, ours: bool = False
) -> Field | None:
    fitting = [p for p in pairs if meaning in p.label.meanings]
    registered = any("buyer_registered" in p.label.meanings for p in pairs)
    for pair in sorted(fitting, key=lambda p: (len(p.label.phrase) < 3, p.label.place)):
        below = _below_is_a_firm(pair, fitting, vocabulary)
        field = None if below else _name_at(pair, lines, meaning, vocabulary, registered=registered)
        if field and is_ours(str(field.value), vocabulary) == ours:
            return field
    return None


def _below_is_a_firm(pair: Pair, fitting: Sequence[Pair], vocabulary: Vocabulary) -> bool:
    """``Sold To:`` | ``CS Nbr`` over ``CONTOH SDN BHD``: what is right of it is a label, the firm stands below."""
    if pair.how != "right" or names_a_company(name_text(pair.value.text, vocabulary), vocabulary):
        return False
    below = (other.value.text for other in fitting if other.label is pair.label and other.how == "below")
    return any(
        names_a_company(name_text(text, vocabulary), vocabulary) and may_be_name(text, vocabulary) for text in below
    )


def _without_line_below(pair: Pair, vocabulary: Vocabulary) -> Pair:
    """A value of two lines beside a label of two, where the second is an address or begins a former name."""
    rows = rows_of(pair.value.ink)
    if len(rows) == 1 or not rows:
        return pair
    below = Passage(rows[1:]).text
    apart = is_by_address(below, vocabulary) or is_former(below, vocabulary)
    return replace(pair, value=Passage(rows[:1])) if apart else pair


def _name_at(
    pair: Pair, lines: Sequence[Line], meaning: str, vocabulary: Vocabulary, *, registered: bool
) -> Field | None:
    """The name beside or below a label; a buyer who is ``registered`` is the firm and no person who works there."""
    pair = _without_line_below(pair, vocabulary)
    text, passage = name_text(pair.value.text, vocabulary), _with_next_line(pair, lines, vocabulary)
    name = "customer_name" if meaning == "customer_name" else "supplier_name"
    if (
        len(re.findall(r"[^\W\d_]", text)) < 2
        or is_address(name_text(passage.text, vocabulary), vocabulary)
        or is_former(text, vocabulary)
        or text.count(")") > text.count("(")  # the end of a former name
    ):
        return None
    if ACCOUNT.fullmatch(text) or max(_ACCOUNT, sum(map(str.isalpha, text))) <= sum(map(str.isdigit, text)):
        return None
    before_address = text[: address_start(text, vocabulary)]  # "…, No. 9, Jalan Contoh, Attn: Mr. Yap" in one line
    if vocabulary.company_suffixes.whole(text) or len(before_address.split()) > _LONGEST_NAME:
        return None
    if (
        _LABELLED.search(before_address)
        or vocabulary.document_kinds.whole(text)
        or is_label(pair.value.text, vocabulary.labels)
        or is_date(text)
    ):
        return None
    person = "contact" in pair.label.meanings and not registered
    person = person and not names_a_company(name_text(passage.text, vocabulary), vocabulary)
    doubts = [f"“{pair.label.phrase}” may be a person who works there"] if person else []
    return name_field(passage, name, f"label “{pair.label.phrase}”", doubts, vocabulary)


def _beside(last: Ink, lines: Sequence[Line]) -> Segment | None:
    """The segment right of the one that ends with the word ``last``."""
    pairs = (pair for line in lines if line.y0 <= last.middle <= line.y1 for pair in pairwise(line.segments))
    return next((right for left, right in pairs if left.ink[-1] is last), None)


def _with_next_line(pair: Pair, lines: Sequence[Line], vocabulary: Vocabulary) -> Passage:
    """A name whose company ending was pushed to the next line is read on."""
    value = pair.value
    ended = has_registration(value.text, vocabulary) or LEGAL_FORM.search(value.text)
    if ended and not goes_on(value.text, vocabulary):
        return value
    last = value.ink[-1]
    beside = _beside(last, lines)
    if beside and goes_on(value.text, vocabulary) and vocabulary.company_suffixes.whole(beside.text):
        return Passage([[*value.ink, *beside.ink]])
    near = _FAR_LINE if goes_on(value.text, vocabulary) else _NEXT_LINE
    lower, lowest = last.middle, near * last.height
    below = [s for line in lines for s in line.segments if 0 < s.middle - lower < lowest]
    # but the value's own segment, which a skewed scan sets lower
    below = [s for s in below if s.ink[0] not in value.ink and last not in s.ink]
    # no label's own second line ("Kepada" / "Tuan :"), and not us in the line below it
    below = [s for s in below if not s.text.rstrip().endswith(":") and not is_ours(s.text, vocabulary)]
    lefts = [value.ink[0].x0, *([pair.label.segment.x0] if pair.how == "inline" else [])]
    below = [s for x0 in lefts for s in below if abs(s.x0 - x0) < 2 * last.height]
    if not below:
        return value
    text = below[0].text
    legal = LEGAL_FORM.search(text) and len(text.split()) <= LONGEST_ENDING
    open_name = not ends_like_a_company(value.text, vocabulary)
    ends = ends_a_name(text, vocabulary) or (open_name and vocabulary.company_suffixes.starting(text))
    wrapped = pair.how != "below" and open_name and wrapped_to(pair, below[0], lines, vocabulary)
    if legal or ends or wrapped or goes_on(value.text, vocabulary):
        return Passage([value.ink, below[0].ink])
    return value
