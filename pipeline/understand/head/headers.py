"""The head of a document: its numbers and dates and who measured, by the meaning of the labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.model import Field
from pipeline.understand.grammar.codes import WORDS_BEHIND, read_code
from pipeline.understand.grammar.dates import WrittenDate, dates_in, is_date, unusual_dates_in
from pipeline.understand.head.addresses import is_by_address
from pipeline.understand.head.document_kinds import PURCHASE_ORDER, SALES_ORDER
from pipeline.understand.head.label_text import is_label, label_again, says_by_whom
from pipeline.understand.head.label_values import Pair
from pipeline.understand.head.number_letters import as_numbered, known_initials, with_a_nought
from pipeline.understand.head.rivals_in_head import OTHER_S, against, how_telling, is_another_s, names_another
from pipeline.understand.head.sales_orders import is_own_order
from pipeline.understand.item.values import trimmed
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.vocabulary import Vocabulary

_MISREAD_INITIALS = "D0|P0|W0|LP0|J0|S0|P/0|D/0|P1|S1|T1|C1|1V|1NV"  # of those that begin documents' numbers
_NUMBER = re.compile(
    rf"(?:(?:[A-Z]{{1,4}}(?:[-/][A-Z]{{1,4}})?|{_MISREAD_INITIALS})\s(?=\d{{3}}|\d{{2}}[-/]\d))?[A-Z0-9][A-Z0-9./\\_#-]*"
    # a branch or a department in brackets: "KP(S)26-1190"
    r"(?:\([A-Z0-9]{1,4}\)(?=[A-Z0-9./\\_#-]*\d)[A-Z0-9./\\_#-]+)?"
    r"(?:\s?[-/]\s?[A-Z0-9./\\_#-]+|(?<=[-/])\s[A-Z0-9./\\_#-]+)*",
    re.IGNORECASE,
)
_INITIALS_AND_FEW = re.compile(
    r"(?P<initials>(?!REV)[A-Z]{2,4})\s\d{1,2}\s*"
)  # all of "KC 71", behind a label for such a number only
_DATE_BEHIND_SLASH = re.compile(r"\s/\s*[.,]?\s*\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
# "#3356", and "No. 39847" beside "INVOIS": the sign says number and is no part of it.
_NUMBER_SIGN = re.compile(r"(?:#|n[o0]\.[\s#]*(?=[^\s,]*\d{3}[^\s,]*$))\s*(?=\w)", re.IGNORECASE)
_MORE_FIGURES = re.compile(r"\s[A-Z]{0,4}[-/]?\d", re.IGNORECASE)
_TO_LETTERS = str.maketrans("01", "OI")
_CLOSED = re.compile(r"\)\s*[.,;]?\s*$")  # "(measured by: TEAM 2)."
# "PO 7781-GV" behind a label that says no more than "reference"
_ORDER_MARK = re.compile(
    r"\s*(?:p\s*[./]?\s*o\.?|lpo|purchase order|pesanan)\s*(?:no\.?|#|:)*\s*(?=\S*\d)", re.IGNORECASE
)
_ORDER_INSIDE = re.compile(r"\s*[\w/-]*[/-](?:l?p\.?o\.?)[/-]?(?=[\w/-]*\d)", re.IGNORECASE)  # WC/PO/0112
_REGISTERED = re.compile(r"\s*(?:19|20)\d{10}\s*\(")
_UNUSUAL = "this is not how dates are written here"
_REST_OF_NAME = "a name hardly begins so: do the words before it belong to it?"
_ONE_LETTER = re.compile(r"[A-Z0-9](?=\s|$)")  # the "B" of "Survey Crew B"
_SHORT = 3  # characters of "no", "#" and "ref"
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
DATES = frozenset({"date", "delivery_date"})
_APART = re.compile(rf"(?:{_MISREAD_INITIALS})(?=\s)")
_APART_FROM = re.compile(r"[A-Z]\s\d", re.IGNORECASE)  # D 04418
_SLASHED = re.compile(r"[A-Z]/[A-Z](?=\s)", re.IGNORECASE)  # P/O 10442
_REFERENCES = frozenset({"your_ref", "number_any", "other"})


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def numbers_of(pairs: Sequence[Pair], kind: str | None, vocabulary: Vocabulary) -> dict[str, Field]:
    """``job_order_no`` and ``po_no``: on a customer's purchase order its own number is the PO number."""
    if kind == SALES_ORDER:
        own, pairs = _of_sales_order(pairs, vocabulary)
    else:
        own = _number(pairs, _NUMBERS.get(kind or "", ("number_invoice", "number_any")), vocabulary)
    if kind == PURCHASE_ORDER:
        return {"po_no": renamed(own, "po_no")} if own else {}
    found = {"job_order_no": renamed(own, "job_order_no")} if own else {}
    order = _number(pairs, ("po_no",), vocabulary) or _order_in_reference(pairs, vocabulary)
    if order and not (own and order.value == own.value):
        found["po_no"] = renamed(order, "po_no")
    return found


def order_told(
    field: Field, pairs: Sequence[Pair], told: Sequence[Pair], kind: str | None, vocabulary: Vocabulary
) -> Field:
    """The number of a customer's order: a sentence that names it goes before a mere reference, and a person is asked.

    ``Our Ref: SCB/118`` over ``our purchase order number is PO-7741``.
    """
    order = _number(told, ("po_no",), vocabulary) if kind == PURCHASE_ORDER else None
    if order is None or order.value == field.value or _number(pairs, ("po_no",), vocabulary):
        return field
    return renamed(order, "po_no").doubted(f"the reference at the top is “{field.value}”")


def _of_sales_order(pairs: Sequence[Pair], vocabulary: Vocabulary) -> tuple[Field | None, Sequence[Pair]]:
    """Our sales order's own number, and the other pairs: a bare ``Order No`` is its own, ``Your Order No`` is not."""
    meant = {n for n, p in enumerate(pairs) if "po_no" in p.label.meanings and is_own_order(p.label.phrase)}
    others = [pair for n, pair in enumerate(pairs) if n not in meant]
    own = _number(pairs, ("number_sales_order",), vocabulary)
    own = own or _number([pairs[n] for n in sorted(meant)], ("po_no",), vocabulary)
    return own or _number(others, ("number_proforma", "number_any"), vocabulary), others


def _order_in_reference(pairs: Sequence[Pair], vocabulary: Vocabulary) -> Field | None:
    """A customer's order under "Reference" or "Your Ref": surely where it says PO itself, else a person is told."""
    fitting = [p for p in pairs if p.label.meanings & _REFERENCES]
    for pair in fitting:
        mark = _ORDER_MARK.match(pair.value.text)
        begin = mark.end() if mark and not mark[0][-1].isalpha() else 0  # "PO47544" is all of the number
        found = number_in(pair.value, pair, vocabulary, begin) if mark else None
        if found:
            return found
    yours = [pair for pair in fitting if "your_ref" in pair.label.meanings]
    told = [(pair, each) for pair in yours if (each := number_in(pair.value, pair, vocabulary))]
    if not told:
        return None
    pair, found = told[0]
    doubt = "" if _ORDER_INSIDE.match(pair.value.text) else "“your reference” may be something else than an order"
    return found.doubted(doubt) if doubt else found


def _number(pairs: Sequence[Pair], wanted: Sequence[str], vocabulary: Vocabulary) -> Field | None:
    for meaning in wanted:
        fitting = [p for p in pairs if meaning in p.label.meanings]
        fitting.sort(key=lambda p: (-how_telling(p.label.phrase), -len(p.label.phrase)))
        told = [
            (p, found) for p in fitting if not _is_order(meaning, p) and (found := number_in(p.value, p, vocabulary))
        ]
        if told:
            best, found = told[0]
            rivals = [other for pair, other in told if how_telling(pair.label.phrase) >= how_telling(best.label.phrase)]
            return against(found, rivals)
    return None


def _is_order(meaning: str, pair: Pair) -> bool:
    """A reference that calls itself a PO is not the document's own number."""
    return meaning == "number_any" and bool(_ORDER_MARK.match(pair.value.text))


def number_in(value: Passage, pair: Pair, vocabulary: Vocabulary, begin: int = 0) -> Field | None:
    """A document number at the beginning of ``value``: letters, digits, dashes and slashes, at least one digit."""
    start, end = trimmed(value.text, begin, len(value.text))
    sign = _NUMBER_SIGN.match(value.text, start, end)
    start = sign.end() if sign else start
    both = "date" in pair.label.meanings  # "PO number / date" over "4500098123 / 19.05.2026"
    behind = (d.start for d in dates_in(value.text) if d.start > start)
    end = _date_behind_slash(value.text, start, end) if both else end
    end = next((at for at in behind if both or re.search(r"\s/\s*$", value.text[:at])), end)
    subject = WORDS_BEHIND.search(value.text, start, end)
    end = subject.start() if subject else end
    few = _INITIALS_AND_FEW.fullmatch(value.text, start, end) if _asks_for_number(pair) else None
    match = few if few and not vocabulary.zones.whole(few["initials"]) else _NUMBER.match(value.text, start, end)
    if not match or not any(ch.isdigit() for ch in match[0]) or _is_date(value, match):
        return None
    if pair.how != "inline" and _is_of_a_firm(value.text, vocabulary):
        return None
    if len(pair.label.phrase) <= _SHORT and len(match[0]) <= _SHORT - 1:
        return None  # "#" or "No" over a column numbers its lines
    certainty = {"inline": 1.0, "right": 1.0, "below": 0.98}[pair.how]
    return _number_field(value, match, f"label “{pair.label.phrase}”", certainty)


def _asks_for_number(pair: Pair) -> bool:
    """Whether a label can only be that of an order or of one document's number: not ``Quotation`` over anything."""
    return "number_any" not in pair.label.meanings and (
        pair.label.meanings == {"po_no"} or how_telling(pair.label.phrase) > 0
    )


def _date_behind_slash(text: str, start: int, end: int) -> int:
    """Where a number ends before a slash and a date that a speck stands at: ``SGI-33512 / .05.05.2026``."""
    slash = _DATE_BEHIND_SLASH.search(text, start, end)
    return slash.start() if slash else end


def _is_of_a_firm(text: str, vocabulary: Vocabulary) -> bool:
    """``200101642763 (1261809-K)``, ``47810 Contoh Jaya``: a firm's registration or address by a label of no value."""
    return bool(_REGISTERED.match(text) or (re.search(r"[^\W\d_]{4}", text) and is_by_address(text, vocabulary)))


def whole_number_in(value: Passage, rule: str) -> Field | None:
    """A document number that is all of ``value``: what another engine called so."""
    start, end = trimmed(value.text, 0, len(value.text))
    match = _NUMBER.fullmatch(value.text, start, end)
    if not match or not any(ch.isdigit() for ch in match[0]) or _is_date(value, match):
        return None
    return _number_field(value, match, rule, 1.0)


def _number_field(value: Passage, match: re.Match[str], rule: str, certainty: float) -> Field:
    trusted = value.trusted(match.start(), match.end())
    text = match[0] if trusted else _APART.sub(lambda initials: initials[0].translate(_TO_LETTERS), match[0], count=1)
    written = re.sub(r"\s+", "", text).strip(".-/")
    letters = initials[0] if (initials := _SLASHED.match(text)) else ""  # parted from the figures, they are letters
    code = read_code(written[len(letters) :], trusted=trusted)
    code = replace(code, text=letters + code.text)
    code = known_initials(code if trusted else as_numbered(written, code))
    doubts = (*code.doubts, *_cut_off(value.text, match))
    doubts += () if trusted or _APART_FROM.match(text) else with_a_nought(code.text)
    return value.field("number", code.text, rule, *match.span(), certainty=certainty, doubts=doubts)


def _cut_off(text: str, match: re.Match[str]) -> Iterator[str]:
    """A number that ends in a dash or has figures right behind it may go on: in a narrow cell on the next line."""
    goes_on = _MORE_FIGURES.match(text, match.end()) and not any(d.start >= match.end() for d in dates_in(text))
    if match[0].endswith(("-", "/")) or goes_on:
        yield "the number seems to go on"


def _is_date(value: Passage, match: re.Match[str]) -> bool:
    return any(d.start <= match.start() and match.end() <= d.end for d in dates_in(value.text))


def renamed(found: Field, name: str) -> Field:
    """The same field, with its place, under another name."""
    return Field(name, found.raw, found.value, found.confidence, found.page, found.box, found.rule, found.doubts)


# ── dates and people ─────────────────────────────────────────────────────────────────────────────────────────────────


def date_of(pairs: Iterable[Pair], meaning: str, name: str, kind: str | None = None) -> Field | None:
    """The date behind the most telling label of ``meaning``, in a document of ``kind``."""
    fitting = [p for p in pairs if meaning in p.label.meanings]
    fitting.sort(key=lambda p: (names_another(p.label.phrase, kind), _specific(p), p.label.place))
    told = [(p, found) for p in fitting if (found := _date_in(p, name, kind))]
    told = [each for each in told if _UNUSUAL not in each[1].doubts] or told
    return told[0][1] if told else None


def rival_dates(pairs: Sequence[Pair], found: Mapping[str, Field], kind: str | None) -> dict[str, Field]:
    """The dates in ``found`` for which as good a label names another day, one that nothing else is known by."""
    known = {field.value for field in found.values()}
    changed = {}
    for name in DATES & found.keys():
        fitting = [p for p in pairs if p.label.meanings == {name} and not names_another(p.label.phrase, kind)]
        told = [other for p in fitting if (other := _date_in(p, name, kind)) and other.value not in known]
        changed[name] = against(found[name], told)
    return changed


def _date_in(pair: Pair, name: str, kind: str | None) -> Field | None:
    usual = dates_in(pair.value.text)
    written = next(iter(usual or unusual_dates_in(pair.value.text)), None)
    if written is None:
        return None
    doubts = _about_digits(written) if usual else [_UNUSUAL]
    doubts += [OTHER_S] if is_another_s(pair.label.phrase, kind) else []
    rule = f"label “{pair.label.phrase}”"
    return pair.value.field(name, written.value.isoformat(), rule, written.start, written.end, doubts=doubts)


def _about_digits(written: WrittenDate) -> list[str]:
    return ["a letter was read as a digit in this date"] if written.repaired else []


def _specific(pair: Pair) -> int:
    """A label that can mean only one thing comes before one that can mean several; a longer one before a shorter."""
    return 100 * len(pair.label.meanings) - len(pair.label.phrase)


def _is_in_address(text: str, vocabulary: Vocabulary) -> bool:
    """``Taman Contoh 1, Kota Contoh,``; ``Unit Ukur 3`` is a team."""
    return "," in text and is_by_address(text, vocabulary)


def text_of(pairs: Iterable[Pair], meaning: str, name: str, vocabulary: Vocabulary) -> Field | None:
    """Plain text behind a label, such as who measured."""
    for pair in pairs:
        if is_label(pair.value.text, vocabulary.labels) or is_date(pair.value.text):
            continue
        if says_by_whom(pair.value.text, vocabulary) or _is_in_address(pair.value.text, vocabulary):
            continue
        if meaning in pair.label.meanings and re.search(r"[^\W\d_]", pair.value.text):
            bracket = None if "(" in pair.value.text else _CLOSED.search(pair.value.text)
            start, end = trimmed(pair.value.text, 0, bracket.start() if bracket else len(pair.value.text))
            start += label_again(pair.value.text[start:end], meaning, vocabulary)
            value = " ".join(pair.value.text[start:end].split())
            doubts = [_REST_OF_NAME] if _ONE_LETTER.match(value) else []
            return pair.value.field(name, value, f"label “{pair.label.phrase}”", start, end, doubts=doubts)
    return None
