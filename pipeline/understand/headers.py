"""The head of a document: its kind, its numbers and dates, who measured, by the meaning of the labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import median

from pipeline.model import Field
from pipeline.understand.codes import Code, read_code
from pipeline.understand.dates import WEEKDAY, WrittenDate, dates_in
from pipeline.understand.label_values import Pair
from pipeline.understand.labels import Label, is_label, title_end
from pipeline.understand.layout import Line, Segment, Sheet, segment_of
from pipeline.understand.passage import Passage
from pipeline.understand.tokens import squeeze
from pipeline.understand.values import trimmed
from pipeline.understand.vocabulary import Vocabulary

PURCHASE_ORDER = "purchase_order"
_NUMBER = re.compile(
    r"(?:[A-Z]{1,4}\s(?=\d{3}|\d{2}[-/]\d))?[A-Z0-9][A-Z0-9./\\_#-]*(?:\s?[-/]\s?[A-Z0-9./\\_#-]+|(?<=[-/])\s[A-Z0-9./\\_#-]+)*",
    re.IGNORECASE,
)
_MORE_FIGURES = re.compile(r"\s[A-Z]{0,4}[-/]?\d", re.IGNORECASE)
_ADORNED = re.compile(r"[⺀-鿿豈-﫿가-힯*~=_<>«»]+")  # Chinese beside the title, and what surrounds it
_SUBJECT = re.compile(r"\s*(?:re|ref|subject|perkara|tajuk|per)\s*[.:]+\s*", re.IGNORECASE)
_ABOUT = re.compile(r"\s+(?:for|of|untuk|bagi)\b", re.IGNORECASE)
_REVISION = re.compile(r"(?<=[-/_.])(?:R|V|REV)0+$")
_LETTER_FIRST = re.compile(r"[Il|](?=\d{2})")
FIRST_LETTER = "its first character could be a letter or a digit"
_CLOSED = re.compile(r"\)\s*[.,;]?\s*$")  # "(measured by: TEAM 2)."
_SET_OFF = re.compile(r"\s*[:(—–|-]\s*(?=[^\W\d_]{3})")
# "PO 7781-GV" behind a label that says no more than "reference"
_ORDER_MARK = re.compile(
    r"\s*(?:p\s*[./]?\s*o\.?|lpo|purchase order|pesanan)\s*(?:no\.?|#|:)*\s*(?=\S*\d)", re.IGNORECASE
)
_APART = re.compile(r"\s*[/|()]\s*|\s+-\s+|(?<=[A-Za-z])\s[Il1]\s(?=[A-Z])")  # OCR reads a slash as I
_FEWEST_WORDS = 2  # of a subject; a number has one or two
_CLOSE = 2.0  # text heights between a label and what stands below it
_LABEL_WORDS = 4  # as many as a label has that is not known
_NEARLY = 0.85  # of the largest title's height
_TITLE_HEIGHT = 1.3  # times that of a number beside it
_LONGEST_TITLE = 7  # words, in two languages
# Which number labels fit which kind of document, best first.
_NUMBERS = {
    "invoice": ("number_invoice", "number_cash_sale", "number_any"),
    "tax_invoice": ("number_invoice", "number_cash_sale", "number_any"),
    "cash_sale": ("number_cash_sale", "number_invoice", "number_any"),
    "proforma": ("number_proforma", "number_invoice", "number_any"),
    "quotation": ("number_quotation", "number_any"),
    "delivery_order": ("number_delivery_order", "number_any"),
    PURCHASE_ORDER: ("po_no", "number_any"),
}
_ONE_NUMBER = re.compile(r"(?=\S*\d)[A-Z0-9./#-]+", re.IGNORECASE)
_INITIALS = re.compile(r"(?:DO|PI|PO|LPO|IV|INV|SO|TI|SI|CI|JO)(?=[-/]?\d)")
_REFERENCES = frozenset({"your_ref", "number_any", "other"})
_KIND_OF_NUMBER = {
    "number_invoice": "invoice", "number_proforma": "proforma", "number_quotation": "quotation",
    "number_delivery_order": "delivery_order", "number_cash_sale": "cash_sale",
}  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """What the document calls itself, and where."""

    value: str
    segment: Segment
    passage: Passage
    certain: bool


def kind_of(sheets: Sequence[Sheet], labels: Sequence[Label], vocabulary: Vocabulary) -> Kind | None:
    """The document's kind by its title: the largest text that is nothing but a kind's name, high on the first page."""
    titles = [t for sheet in sheets[:1] for t in titles_of(sheet, labels, vocabulary)]
    if titles:
        return title_among(titles)
    subjects = (subject for sheet in sheets[:1] for subject in _subjects_of(sheet, vocabulary))
    usual = median([ink.height for line in sheets[0].lines for ink in line.ink] or [0.0]) if sheets else 0.0
    return next(subjects, None) or _kind_by_number(labels, usual)


def title_among(titles: Sequence[Kind]) -> Kind | None:
    """The document's own title: of those nearly as large as the largest the longest, then the highest; None of none."""
    largest = max((t.segment.height for t in titles), default=0.0)
    large = [t for t in titles if t.segment.height >= _NEARLY * largest]
    return max(large, key=lambda t: (len(squeeze(t.passage.text)), t.segment.height, -t.segment.y0), default=None)


def titles_of(sheet: Sheet, labels: Sequence[Label], vocabulary: Vocabulary) -> list[Kind]:
    """Segments of ``sheet`` that consist of a kind's name (or of its name in two languages)."""
    labelled = {label.segment.ink[0] for label in labels if label.colon or label.inline}
    found = []
    for line in sheet.lines:
        whole = segment_of(line.ink)
        for segment in (whole, *line.segments) if len(line.segments) > 1 else line.segments:
            end = title_end(segment, vocabulary)
            segment = segment_of(segment.passage.part(0, end).ink) if end else segment  # noqa: PLW2901 - its title only
            meanings = _kinds_in(segment.text, vocabulary)
            if _labels_a_number(segment, line, vocabulary):
                continue
            alone = end > 0 or segment.ink[0] not in labelled or not any(ch.isdigit() for ch in line.text)
            if len(meanings) == 1 and alone and segment.y0 < 0.6 * sheet.height:
                found.append(Kind(next(iter(meanings)), segment, _without_adornment(segment, vocabulary), certain=True))
    return found


def _without_adornment(segment: Segment, vocabulary: Vocabulary) -> Passage:
    """The kind's own words of a title that other signs surround; OCR is unsure of these."""
    names = list(vocabulary.document_kinds.within(segment.text)) if _ADORNED.search(segment.text) else []
    return segment.passage.part(names[0].start, names[-1].end) if names else segment.passage


def _labels_a_number(segment: Segment, line: Line, vocabulary: Vocabulary) -> bool:
    """``Quotation | QT/1108`` in a grid: a kind's name with nothing but a number or a date beside it is a label."""
    beside = next((s for s in line.segments if s.x0 > segment.x1), None)
    if beside is None or vocabulary.labels.starting(beside.text) or segment.height > _TITLE_HEIGHT * beside.height:
        return False
    return bool(_ONE_NUMBER.fullmatch(beside.text))


def _subjects_of(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Kind]:
    """Subject lines of letters: ``RE: QUOTATION FOR SUPPLY OF DOORS``, ``QUOTATION FOR …``, ``ORDER: doors``."""
    for line in sheet.lines:
        whole = segment_of(line.ink)
        start = match.end() if (match := _SUBJECT.match(whole.text)) else 0
        found = vocabulary.document_kinds.starting(whole.text[start:])
        if found is None or len(found.meanings) != 1 or squeeze(whole.text[start : start + found.start]):
            continue
        rest = _behind_translations(whole.text[start + found.end :], found.meanings, vocabulary)
        if start or _ABOUT.match(rest) or _names_a_subject(rest, vocabulary):
            yield Kind(next(iter(found.meanings)), whole, whole.passage.part(start, start + found.end), certain=True)


def _behind_translations(rest: str, meanings: frozenset[str], vocabulary: Vocabulary) -> str:
    """What stands behind the kind's name in the other language: ``/ SEBUT HARGA: …``."""
    slash = re.match(r"\s*/\s*", rest)
    other = vocabulary.document_kinds.starting(rest[slash.end() :]) if slash else None
    return rest[slash.end() + other.end :] if slash and other and other.meanings == meanings else rest


def _names_a_subject(rest: str, vocabulary: Vocabulary) -> bool:
    """``PURCHASE ORDER — DOOR SCHEDULE``, ``QUOTATION: TAMAN CONTOH, FASA 2``: goods, or a work in capitals."""
    if not _SET_OFF.match(rest):
        return False
    words = rest.split()
    work = rest.isupper() and len(words) > _FEWEST_WORDS and not any(c.isdigit() for word in words[:3] for c in word)
    return work or any(True for _ in vocabulary.item_kinds.within(rest))


@lru_cache(maxsize=4096)
def _kinds_in(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    text = _ADORNED.sub(" ", text)
    whole = vocabulary.document_kinds.whole(text)
    if whole:
        return whole
    parts = [p for p in _APART.split(text) if squeeze(p)]
    kinds = [vocabulary.document_kinds.whole(part) for part in parts]
    named = [kind for kind in kinds if kind]
    spaced = len(named) == len(parts)  # "D E L I V E R Y  O R D E R / NOTA HANTARAN"
    if not named or (len(text.split()) > _LONGEST_TITLE and not spaced):
        return frozenset()
    return frozenset.intersection(*named) or named[0]


def _kind_by_number(labels: Sequence[Label], usual: float) -> Kind | None:
    """The kind whose number a label names; certain where it is set larger than the page's ``usual`` words (points)."""
    if any(label.meanings == {"vendor"} for label in labels):
        orders = (label for label in labels if label.meanings == {"po_no"})
        order = next(orders, None)
        if order:
            return Kind(PURCHASE_ORDER, order.segment, order.segment.passage, certain=False)
    for label in labels:
        kinds = {_KIND_OF_NUMBER[m] for m in label.meanings if m in _KIND_OF_NUMBER}
        if len(kinds) == 1 and label.inline is not None:
            large = label.segment.ink[0].height > _TITLE_HEIGHT * usual
            return Kind(kinds.pop(), label.segment, label.segment.passage, certain=large)
    return None


def kind_field(kind: Kind | None) -> Field | None:
    """The kind as a field; one that only a number's label gave away is doubtful."""
    if kind is None:
        return None
    doubts = [] if kind.certain else ["the document does not say in a title what it is"]
    return kind.passage.field("kind", kind.value, "title", certainty=1.0 if kind.certain else 0.7, doubts=doubts)


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def numbers_of(pairs: Sequence[Pair], kind: str | None) -> dict[str, Field]:
    """``job_order_no`` and ``po_no``: on a customer's purchase order its own number is the PO number."""
    own = _number(pairs, _NUMBERS.get(kind or "", ("number_invoice", "number_any")))
    if kind == PURCHASE_ORDER:
        return {"po_no": _renamed(own, "po_no")} if own else {}
    found = {"job_order_no": _renamed(own, "job_order_no")} if own else {}
    order = _number(pairs, ("po_no",)) or _order_in_reference(pairs)
    if order and not (own and order.value == own.value):
        found["po_no"] = _renamed(order, "po_no")
    return found


def _order_in_reference(pairs: Sequence[Pair]) -> Field | None:
    """A customer's order under "Reference" or "Your Ref": surely where it says PO itself, else a person is told."""
    fitting = [p for p in pairs if p.label.meanings & _REFERENCES]
    for pair in fitting:
        mark = _ORDER_MARK.match(pair.value.text)
        begin = mark.end() if mark and not mark[0][-1].isalpha() else 0  # "PO47544" is all of the number
        found = number_in(pair.value, pair, begin) if mark else None
        if found:
            return found
    yours = (number_in(pair.value, pair) for pair in fitting if "your_ref" in pair.label.meanings)
    found = next((each for each in yours if each), None)
    return (
        replace(found, doubts=(*found.doubts, "“your reference” may be something else than an order"))
        if found
        else None
    )


def _number(pairs: Sequence[Pair], wanted: Sequence[str]) -> Field | None:
    for meaning in wanted:
        fitting = [p for p in pairs if meaning in p.label.meanings]
        for pair in sorted(fitting, key=lambda p: -len(p.label.phrase)):
            found = None if _is_order(meaning, pair) else number_in(pair.value, pair)
            if found:
                return found
    return None


def _is_order(meaning: str, pair: Pair) -> bool:
    """A reference that calls itself a PO is not the document's own number."""
    return meaning == "number_any" and bool(_ORDER_MARK.match(pair.value.text))


def number_in(value: Passage, pair: Pair, begin: int = 0) -> Field | None:
    """A document number at the beginning of ``value``: letters, digits, dashes and slashes, at least one digit."""
    start, end = trimmed(value.text, begin, len(value.text))
    both = "date" in pair.label.meanings  # "PO number / date" over "4500098123 / 19.05.2026"
    behind = (d.start for d in dates_in(value.text) if d.start > start)
    end = next((at for at in behind if both or re.search(r"\s/\s*$", value.text[:at])), end)
    match = _NUMBER.match(value.text, start, end)
    if not match or not any(ch.isdigit() for ch in match[0]) or _is_date(value, match):
        return None
    certainty = {"inline": 1.0, "right": 1.0, "below": 0.98}[pair.how]
    return _number_field(value, match, f"label “{pair.label.phrase}”", certainty)


def whole_number_in(value: Passage, rule: str) -> Field | None:
    """A document number that is all of ``value``: what another engine called so."""
    start, end = trimmed(value.text, 0, len(value.text))
    match = _NUMBER.fullmatch(value.text, start, end)
    if not match or not any(ch.isdigit() for ch in match[0]) or _is_date(value, match):
        return None
    return _number_field(value, match, rule, 1.0)


def _number_field(value: Passage, match: re.Match[str], rule: str, certainty: float) -> Field:
    trusted = value.trusted(match.start(), match.end())
    written = re.sub(r"\s+", "", match[0]).strip(".-/")
    code = read_code(written, trusted=trusted)
    code = _known_initials(code if trusted else _as_numbered(written, code))
    doubts = (*code.doubts, *_cut_off(value.text, match))
    return value.field("number", code.text, rule, *match.span(), certainty=certainty, doubts=doubts)


def _as_numbered(written: str, code: Code) -> Code:
    """``I2505-123``, ``PO43530-R0``: a letter that begins a number and the figure of a revision are as they were read.

    Elsewhere in a code they would be put right by their neighbours. A letter first is an invoice's or a figure.
    """
    text, doubts = code.text, code.doubts
    if (revision := _REVISION.search(written)) and len(text) == len(written):
        text = text[: revision.start()] + revision[0]
    if _LETTER_FIRST.match(written) and text[1:]:
        return Code("I" + text[1:], (*doubts, FIRST_LETTER))
    return Code(text, doubts)


def with_first_letter(number: Field, date: Field | None) -> Field:
    """What the document's date says of a number's first character: ``I2505-123`` of May 2025 begins with a letter.

    Where OCR read ``12505-123`` in May 2025, it may have been that letter: a person is asked.
    """
    year, month = (str(date.value)[2:4], str(date.value)[5:7]) if date and date.value else ("", "")
    text = str(number.value)
    dated = bool(year) and re.match(rf".(?:20)?{year}(?:{month}|\D)", text) is not None
    if dated and FIRST_LETTER in number.doubts:
        return replace(number, doubts=tuple(doubt for doubt in number.doubts if doubt != FIRST_LETTER))
    if dated and text.startswith("1") and number.confidence < 1.0:
        return replace(number, doubts=(*number.doubts, FIRST_LETTER))
    return number


def _cut_off(text: str, match: re.Match[str]) -> Iterator[str]:
    """A number that ends in a dash or has figures right behind it may go on: in a narrow cell on the next line."""
    goes_on = _MORE_FIGURES.match(text, match.end()) and not any(d.start >= match.end() for d in dates_in(text))
    if match[0].endswith(("-", "/")) or goes_on:
        yield "the number seems to go on"


def _known_initials(code: Code) -> Code:
    """``DO73033``, ``PI36685``: initials that documents' numbers begin with leave one reading of an O or an I."""
    initials = _INITIALS.match(code.text)
    rest = code.text[initials.end() :] if initials else code.text
    return code if initials is None or re.search(r"[OoIlQ|]", rest) else Code(code.text)


def _is_date(value: Passage, match: re.Match[str]) -> bool:
    return any(d.start <= match.start() and match.end() <= d.end for d in dates_in(value.text))


def _renamed(found: Field, name: str) -> Field:
    return Field(name, found.raw, found.value, found.confidence, found.page, found.box, found.rule, found.doubts)


# ── dates and people ─────────────────────────────────────────────────────────────────────────────────────────────────


def date_of(pairs: Iterable[Pair], meaning: str, name: str) -> Field | None:
    """The date behind the most telling label of ``meaning``."""
    fitting = [p for p in pairs if meaning in p.label.meanings]
    for pair in sorted(fitting, key=lambda p: (_specific(p), p.label.place)):
        written = dates_in(pair.value.text)
        if written:
            first = written[0]
            doubts = ["a letter was read as a digit in this date"] if first.repaired else []
            rule = f"label “{pair.label.phrase}”"
            return pair.value.field(name, first.value.isoformat(), rule, first.start, first.end, doubts=doubts)
    return None


def _specific(pair: Pair) -> int:
    """A label that can mean only one thing comes before one that can mean several; a longer one before a shorter."""
    return 100 * len(pair.label.meanings) - len(pair.label.phrase)


def unlabelled_date(lines: Sequence[Line]) -> Field | None:
    """The first date on the page where none has a label.

    It is doubtful by that, but for one that stands on a line of its own as a letter's does, when no other does so.
    """
    dated = [(line, segment, dates_in(segment.text)) for line in lines for segment in line.segments]
    dated = [each for each in dated if each[2]]
    if not dated:
        return None
    line, segment, (written, *_) = dated[0]
    alone = [each for each in dated if _fills(*each[1:])]
    sure = len(alone) == 1 and alone[0][1] is segment and len(line.segments) == 1 and not _below_words(segment, lines)
    doubts = [] if sure else ["no label says that this is the document's date"]
    return segment.passage.field(
        "date", written.value.isoformat(), "unlabelled", written.start, written.end, doubts=doubts
    )


def _fills(segment: Segment, dates: Sequence[WrittenDate]) -> bool:
    """Whether a segment is a date and nothing else but the day's name."""
    rest = segment.text[: dates[0].start] + segment.text[dates[0].end :]
    return not squeeze(re.sub(rf"\b{WEEKDAY}\b", "", rest, flags=re.IGNORECASE))


def _below_words(segment: Segment, lines: Sequence[Line]) -> bool:
    """Whether a few words stand close above, as a label that is not known would."""
    return any(
        0 < segment.middle - s.middle < _CLOSE * segment.height
        and s.x0 < segment.x1
        and segment.x0 < s.x1
        and len(s.text.split()) <= _LABEL_WORDS
        and not any(character.isdigit() for character in s.text)
        for line in lines
        for s in line.segments
    )


def text_of(pairs: Iterable[Pair], meaning: str, name: str, vocabulary: Vocabulary) -> Field | None:
    """Plain text behind a label, such as who measured."""
    for pair in pairs:
        if is_label(pair.value.text, vocabulary.labels):
            continue
        if meaning in pair.label.meanings and re.search(r"[^\W\d_]", pair.value.text):
            bracket = None if "(" in pair.value.text else _CLOSED.search(pair.value.text)
            start, end = trimmed(pair.value.text, 0, bracket.start() if bracket else len(pair.value.text))
            value = " ".join(pair.value.text[start:end].split())
            return pair.value.field(name, value, f"label “{pair.label.phrase}”", start, end)
    return None
