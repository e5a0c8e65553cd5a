"""Who is the customer, who the supplier. The customer is never the company itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Field
from pipeline.understand.document_kinds import PURCHASE_ORDER
from pipeline.understand.label_values import Pair
from pipeline.understand.labels import is_label
from pipeline.understand.layout import Line, Segment, Sheet, segment_of
from pipeline.understand.passage import Passage
from pipeline.understand.tokens import squeeze, tokens_in
from pipeline.understand.vocabulary import Vocabulary

# "201401045007 (955919-K)", "(1067212-P)", "Co. No. 12345-A": the registration, not the name.
_REGISTRATION = re.compile(
    r"\s*(?:\(?\s*\b(?:co(?:mpany)?\.?\s*(?:reg\.?\s*)?no|reg(?:n|istration)?\.?\s*no|ssm|roc|brn|no\.?\s*syarikat)\b.*"
    r"|\breg(?:n|istration)?\.?\s*(?::|(?=\d)|$).*|\(?\s*\d{9,}.*|\(\s*\d{4,}.*|\(\s*[A-Z]{2}\d{5,}.*|\b\d{5,7}\s*-\s*[A-Z]\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESS = re.compile(
    r"^\s*(?:no\.?\s*\d|lot\b|pt\.?\s*\d|p\.?\s?o\.?\s*box|\d+[a-z]?\s*[,&-]|\d+\s+jalan|jalan\b|jln\b|lorong\b|lrg\b|taman\b|tmn\b|kampung\b|kg\b|seksyen\b|section\b|bandar\b|persiaran\b|kawasan\b|batu\b|"
    r"level\b|unit\b|suite\b|block\b|blok\b|\d{5}\b|tel\b|fax\b|e-?mail|www\.|http|sst\b|gst\b|tin\b)",
    re.IGNORECASE,
)
_MESSRS = re.compile(
    r"^\s*(?:(?:m\s*/\s*s\.?|messrs\.?|tetuan|kepada|to)\s*[:.]?\s+"
    r"|(?:cash|walk[- ]?in)\s+(?:customer|sales?|buyer)\s*[-:–/(]\s*|pelanggan\s+tunai\s*[-:–/(]\s*)",
    re.IGNORECASE,
)
# A name cannot end with these: it was wrapped.
_GOES_ON = re.compile(r"(?:&|\b(?:and|dan|bin|binti|a/l|a/p|s/o|d/o|van|de))\s*$", re.IGNORECASE)
_FIRM_BY_ITS_END = re.compile(r"[^\d,]*\b(?:sdn\.?\s*bhd|sendirian\s+berhad|berhad|bhd|plt)\b", re.IGNORECASE)
_LEGAL_FORM = re.compile(r"\b(?:sdn\.?\s*bhd|sendirian\s+berhad|berhad|bhd|plt|llp|ltd)\b\.?", re.IGNORECASE)
_LONGEST_NAME = 10  # words; more are a sentence
_LONG_WORD = 6
_LONGEST_ENDING = 4  # words of a name's second line, such as "(M) Sdn Bhd"
_CJK = re.compile(r"[⺀-鿿豈-﫿가-힯]+")
_TOP_SHARE = 0.35
_ADDRESSED_SHARE = 0.45
_OTHER_PARTIES = frozenset({"ship_to", "vendor", "measure_by", "other"})
_PARTIES = frozenset({"ship_to", "vendor", "measure_by", "customer_name"})
_NEXT_LINE = 2.2  # text heights
_NAME_LINE = 1.6  # text heights from a name's first line to its second
_SAME_TYPE = 0.12  # of a text's height by which lines of one type differ
_ADDRESS_LINES = 4.5  # text heights
_ADDRESS_BLOCK = 8.0  # text heights from a party's label down its address
_POSTCODE = re.compile(r"\b\d{5}\s+[A-Za-z]{3}")


def customer_of(
    pairs: Sequence[Pair], sheet: Sheet, lines: Sequence[Line], kind: str | None, vocabulary: Vocabulary
) -> Field | None:
    """The customer: who is billed; on a purchase order to us, who issued it."""
    billed = _named_by_label(pairs, lines, "customer_name", vocabulary)
    if kind == PURCHASE_ORDER:
        at_top = letterhead(sheet, lines, vocabulary, "customer_name", ours=False)
        return (None if at_top and at_top.doubts else at_top) or _at_foot(sheet, lines, vocabulary) or at_top or billed
    return billed or _delivered(pairs, lines, kind, vocabulary) or _addressed(pairs, sheet, lines, vocabulary)


def _delivered(pairs: Sequence[Pair], lines: Sequence[Line], kind: str | None, vocabulary: Vocabulary) -> Field | None:
    """On a delivery order that bills nobody, whoever it is delivered to; a person is told."""
    found = _named_by_label(pairs, lines, "ship_to", vocabulary) if kind == "delivery_order" else None
    doubt = "the page says only where the goods are delivered to"
    return replace(found, name="customer_name", doubts=(*found.doubts, doubt)) if found else None


def supplier_of(
    pairs: Sequence[Pair], sheet: Sheet, lines: Sequence[Line], kind: str | None, vocabulary: Vocabulary
) -> Field | None:
    """The supplier: the letterhead, or on a purchase order whoever it is made out to."""
    if kind == PURCHASE_ORDER:
        return _named_by_label(pairs, lines, "vendor", vocabulary, ours=True)
    return letterhead(sheet, lines, vocabulary, "supplier_name", ours=None)


def _addressed(pairs: Sequence[Pair], sheet: Sheet, lines: Sequence[Line], vocabulary: Vocabulary) -> Field | None:
    """The customer of a page that says no "Bill To": another company's name over its address, for a window envelope.

    A person is told, unless it is the only such name and has its address below.
    """
    if not any(is_ours(line.text, vocabulary) for line in lines):
        return None
    elsewhere = [pair for pair in pairs if pair.label.meanings & _OTHER_PARTIES and not _only_below(pair, pairs)]
    taken = {ink for pair in pairs for ink in pair.label.segment.ink} | {ink for p in elsewhere for ink in p.value.ink}
    top = [s for line in lines for s in line.segments if s.y0 < _ADDRESSED_SHARE * sheet.height]
    names = [
        s for s in top if s.ink[0] not in taken and _may_be_name(s, vocabulary) and not is_ours(s.text, vocabulary)
    ]
    names = [s for s in names if not _of_a_former_name(s, top, vocabulary)]
    named = [s for s in names if _names_a_company(_name_text(s.text), vocabulary)]
    found = [s for s in named or names if _address_below(s, top)]
    if not found:
        return None
    doubts = [] if len(found) == 1 and named else ["no label says that this is the customer"]
    return _name_field(_with_ending_below(found[0], lines, vocabulary), "customer_name", "address", doubts)


def _only_below(pair: Pair, pairs: Sequence[Pair]) -> bool:
    """Whether what stands below a label is not its value, because that stands beside it."""
    return pair.how == "below" and any(other.label is pair.label and other.how == "right" for other in pairs)


def _address_below(segment: Segment, others: Sequence[Segment]) -> bool:
    below = [
        s for s in others if 0 < s.y0 - segment.y0 < _ADDRESS_LINES * segment.height and abs(s.x0 - segment.x0) < 3
    ]
    return any(_ADDRESS.match(s.text) or _POSTCODE.search(s.text) for s in below)


def is_ours(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a name contains one of the company's own names."""
    return any(True for _ in vocabulary.company.within(text))


def letterhead(
    sheet: Sheet, lines: Sequence[Line], vocabulary: Vocabulary, name: str, *, ours: bool | None
) -> Field | None:
    """The company name at the top of the page: a line that ends like a company's name, else the largest one."""
    every = [s for line in lines for s in _with_ending_beside(line, vocabulary) if s.y0 < _TOP_SHARE * sheet.height]
    top = [s for s in every if _may_be_name(s, vocabulary) and (ours is None or is_ours(s.text, vocabulary) == ours)]
    top = [s for s in top if not _below_a_party(s, every, vocabulary)] or top
    top = [s for s in top if not _of_a_former_name(s, every, vocabulary)]
    if not top:
        return None
    named = [
        s
        for s in top
        if _names_a_company(_name_text(" ".join(_with_ending_below(s, lines, vocabulary).text.split())), vocabulary)
    ]
    best = named[0] if named else max(top, key=lambda s: (_over_an_address(s, every), round(s.height), -s.y0))
    doubts = [] if named else ["this is the most prominent text at the top; nothing says that it is a company"]
    return _name_field(_over_lines(best, lines, vocabulary), name, "letterhead", doubts)


def _at_foot(sheet: Sheet, lines: Sequence[Line], vocabulary: Vocabulary) -> Field | None:
    """The only other company over an address below the top: the letterhead in a drawing's title block or a foot."""
    every = [s for line in lines for s in line.segments]
    labelled = {
        s.ink[0] for line in lines for s in line.segments if _labelled(s.text, vocabulary) & (_PARTIES | {"other"})
    }
    named = [
        s
        for s in every
        if s.y0 >= _TOP_SHARE * sheet.height
        and _names_a_company(_name_text(s.text), vocabulary)
        and _may_be_name(s, vocabulary)
        and s.ink[0] not in labelled
        and not is_ours(s.text, vocabulary)
        and _address_below(s, every)
        and not _below_a_party(s, every, vocabulary)
    ]
    if len({squeeze(s.text) for s in named}) != 1:
        return None
    return _name_field(_over_lines(named[0], lines, vocabulary), "customer_name", "letterhead", [])


def _below_a_party(segment: Segment, others: Sequence[Segment], vocabulary: Vocabulary) -> bool:
    """Whether a text stands in the address below a label such as "Supplier:"; a letterhead has no label above it."""
    return any(
        0 < segment.y0 - other.y0 < _ADDRESS_BLOCK * segment.height
        and abs(segment.x0 - other.x0) < segment.height
        and bool(_labelled(other.text, vocabulary) & _PARTIES)
        for other in others
    )


def _labelled(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    found = vocabulary.labels.starting(text)
    return found.meanings if found and not squeeze(text[: found.start]) else frozenset()


def _with_ending_beside(line: Line, vocabulary: Vocabulary) -> Sequence[Segment]:
    """The segments of a line; a company's ending that OCR set apart ("SIN THYE &   COMPANY") is joined to its name."""
    if len(line.segments) == 2 and vocabulary.company_suffixes.whole(line.segments[1].text):
        return [segment_of(line.ink)]
    return line.segments


def _over_an_address(segment: Segment, others: Sequence[Segment]) -> bool:
    """Whether the next line below is an address."""
    below = [s for s in others if 0.5 * segment.height < s.y0 - segment.y0 < _NEXT_LINE * segment.height]
    return any(_ADDRESS.match(s.text) for s in below)


def _names_a_company(text: str, vocabulary: Vocabulary) -> bool:
    """A line that ends like a company's name, or begins as Malay ones do ("Restoran …", "Perniagaan …")."""
    first = vocabulary.company_suffixes.starting(text)
    begins = first is not None and squeeze(text[: first.start]) == "" and len(first.phrase) > _LONG_WORD
    return begins or _ends_like_a_company(text, vocabulary) or _names_a_body(text, vocabulary)


def _names_a_body(text: str, vocabulary: Vocabulary) -> bool:
    """``HOSPITAL DAERAH KUALA CONTOH``, ``Contoh College``: a body's word at either end, and more than that."""
    found = list(vocabulary.bodies.within(text))
    ends = [f for f in found if not squeeze(text[: f.start]) or not squeeze(text[f.end :])]
    return any(squeeze(text) != f.phrase for f in ends)


def _over_lines(segment: Segment, lines: Sequence[Line], vocabulary: Vocabulary) -> Passage:
    """A letterhead's name with its ending on the next line, and with what stands in the same large type above it."""
    every = [s for line in lines for s in line.segments]
    rows = [segment.ink]
    top = segment
    while _over_smaller_text(segment, every) and (above := _beginning_above(top, every, vocabulary)):
        rows.insert(0, above.ink)
        top = above
    whole = _with_ending_below(segment, lines, vocabulary)
    return Passage([*rows, whole.ink[len(segment.ink) :]]) if len(rows) > 1 else whole


def _over_smaller_text(segment: Segment, others: Sequence[Segment]) -> bool:
    below = [
        s for s in others if 0 < s.y0 - segment.y0 < _ADDRESS_LINES * segment.height and abs(s.x0 - segment.x0) < 3
    ]
    return any(s.height < (1 - _SAME_TYPE) * segment.height for s in below)


def _beginning_above(segment: Segment, others: Sequence[Segment], vocabulary: Vocabulary) -> Segment | None:
    """The line close above in the same type and at the same edge, unless it is a name, a title or a label itself."""
    for other in others:
        near = 0 < segment.y0 - other.y0 < _NAME_LINE * segment.height and abs(other.x0 - segment.x0) < 3
        alike = abs(other.height - segment.height) < _SAME_TYPE * segment.height
        if near and alike and _may_be_name(other, vocabulary) and not _names_a_company(other.text, vocabulary):
            return other
    return None


def _with_ending_below(segment: Segment, lines: Sequence[Line], vocabulary: Vocabulary) -> Passage:
    """A name whose last word stands alone on the next line ("TSH POWER HARDWARE" / "TRADING")."""
    for line in lines:
        below = 0 < line.middle - segment.middle < _NEXT_LINE * segment.height
        if below and len(line.segments) == 1 and vocabulary.company_suffixes.whole(line.text):
            return Passage([segment.ink, line.segments[0].ink])
        if below and any(other.x0 < segment.x1 and segment.x0 < other.x1 for other in line.segments):
            break
    return segment.passage


def _may_be_name(segment: Segment, vocabulary: Vocabulary) -> bool:
    text = _name_text(segment.text)
    letters = len(re.findall(r"[^\W\d_]", text))
    titled = vocabulary.document_kinds.starting(text)
    if titled and not squeeze(text[: titled.start]) and not _ends_like_a_company(text, vocabulary):
        return False
    if letters < 4 or _is_address(text) or ":" in text or vocabulary.document_kinds.whole(text):
        return False
    if vocabulary.company_suffixes.whole(text):
        return False
    return not _former(text, vocabulary) and not vocabulary.labels.whole(text)


def _former(text: str, vocabulary: Vocabulary) -> bool:
    found = vocabulary.former_name.starting(text)
    return bool(found and not squeeze(text[: found.start]))


def _of_a_former_name(segment: Segment, others: Sequence[Segment], vocabulary: Vocabulary) -> bool:
    """The second line of "(FORMERLY KNOWN AS CONTOH / MAJU ENTERPRISE)"."""
    return any(
        0 < segment.y0 - other.y0 < _NEXT_LINE * segment.height
        and abs(segment.x0 - other.x0) < segment.height
        and ")" not in other.text
        and _former(other.text, vocabulary)
        for other in others
    )


def _ends_like_a_company(text: str, vocabulary: Vocabulary) -> bool:
    tokens = tokens_in(text)
    return any(
        (f := vocabulary.company_suffixes.at(tokens, i)) and f.end == tokens[-1].end for i in range(1, len(tokens))
    )


def _named_by_label(
    pairs: Sequence[Pair], lines: Sequence[Line], meaning: str, vocabulary: Vocabulary, *, ours: bool = False
) -> Field | None:
    fitting = [p for p in pairs if meaning in p.label.meanings]
    for pair in sorted(fitting, key=lambda p: (len(p.label.phrase) < 3, p.label.place)):
        field = _name_at(pair, lines, meaning, vocabulary)
        if field and is_ours(str(field.value), vocabulary) == ours:
            return field
    return None


def _name_at(pair: Pair, lines: Sequence[Line], meaning: str, vocabulary: Vocabulary) -> Field | None:
    text, passage = _name_text(pair.value.text), _with_next_line(pair, lines, vocabulary)
    name = "customer_name" if meaning == "customer_name" else "supplier_name"
    if len(re.findall(r"[^\W\d_]", text)) < 2 or _is_address(_name_text(passage.text)) or _former(text, vocabulary):
        return None
    if vocabulary.company_suffixes.whole(text) or len(text[: _address_start(text)].split()) > _LONGEST_NAME:
        return None
    if vocabulary.document_kinds.whole(text) or is_label(pair.value.text, vocabulary.labels):
        return None
    return _name_field(passage, name, f"label “{pair.label.phrase}”", [])


def _with_next_line(pair: Pair, lines: Sequence[Line], vocabulary: Vocabulary) -> Passage:
    """A name whose company ending was pushed to the next line is read on."""
    value = pair.value
    ended = _REGISTRATION.search(value.text) or _LEGAL_FORM.search(value.text)
    if ended and not _GOES_ON.search(value.text):
        return value
    last = value.ink[-1]
    below = [s for line in lines for s in line.segments if 0 < s.middle - last.middle < 2.0 * last.height]
    lefts = [value.ink[0].x0, *([pair.label.segment.x0] if pair.how == "inline" else [])]
    below = [s for s in below if any(abs(s.x0 - x0) < 2 * last.height for x0 in lefts)]
    if not below:
        return value
    text = below[0].text
    legal = _LEGAL_FORM.search(text) and len(text.split()) <= _LONGEST_ENDING
    open_name = not _ends_like_a_company(value.text, vocabulary)
    ends = vocabulary.company_suffixes.whole(text) or (open_name and vocabulary.company_suffixes.starting(text))
    if legal or ends or _GOES_ON.search(value.text):
        return Passage([value.ink, below[0].ink])
    return value


def _is_address(text: str) -> bool:
    """An address begins with its house, street or town; ``Bandar Contoh Properties Sdn Bhd`` is a firm."""
    return bool(_ADDRESS.match(text)) and not _FIRM_BY_ITS_END.match(text)


def _name_text(text: str) -> str:
    return _REGISTRATION.sub("", _CJK.sub(" ", _MESSRS.sub("", text))).strip(" ,:;-–·.")


def _name_field(passage: Passage, name: str, rule: str, doubts: Sequence[str]) -> Field:
    text = passage.text
    messrs = _MESSRS.match(text)
    start = messrs.end() if messrs else 0
    registration = _REGISTRATION.search(text, start)
    end = registration.start() if registration else len(text)
    end = min(end, start + _address_start(text[start:end]))
    value = " ".join(_CJK.sub(" ", text[start:end]).split()).strip(" ,:;-–·")
    return passage.field(name, value, rule, start, end, doubts=doubts)


def _address_start(text: str) -> int:
    """Where an address begins behind a name on its line: at the comma before it, or the one behind a legal form."""
    for comma in re.finditer(r"\s*,\s*", text):
        legal = re.search(rf"(?:{_LEGAL_FORM.pattern})\s*$", text[: comma.start()], re.IGNORECASE)
        if legal or _ADDRESS.match(text[comma.end() :]):
            return comma.start()
    return len(text)
