"""One file's reading against its labels: a verdict on every value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.certainty import Standing, standing_of
from pipeline.evaluation.alignment import paired_documents, paired_lines
from pipeline.evaluation.labels import HEADER, ITEM, Labelled, Truth, items_of, labelled_item_fields
from pipeline.evaluation.sameness import comparable, same
from pipeline.model import Box, Document, Field, Invoice, LineItem, present_fields

Weakest = Callable[[Field], float | None]
"""The confidence of the worst word that a value was read from; None when it was not read from words."""


class Outcome(StrEnum):
    """Missing: labelled, not read. Invented: read, not on the page. Wrong: read as something else."""

    RIGHT = "right"
    MISSING = "missing"
    INVENTED = "invented"
    WRONG = "wrong"


@dataclass(frozen=True)
class Verdict:
    """A value against its label. ``document`` and ``line`` count from 1; an invented line counts on after the labelled.

    ``flagged``: a person would have been asked, about the value or about the document as a whole. ``weakest_word`` is
    the engine's own confidence. ``page`` and ``box`` say where it was read, or where its line stands when it was not;
    ``standing`` is how far from what is doubted.
    """

    field: str
    document: int
    line: int | None
    outcome: Outcome
    truth: object
    read: object
    flagged: bool
    confidence: float | None = None
    weakest_word: float | None = None
    page: int = 0
    box: Box | None = None
    standing: Standing | None = None

    @property
    def name(self) -> str:
        """The field as tables name it."""
        return f"{'document' if self.line is None else 'line'}.{self.field}"

    @property
    def silent(self) -> bool:
        """A wrong or invented value that nobody would have been asked about."""
        return self.outcome in (Outcome.WRONG, Outcome.INVENTED) and not self.flagged


@dataclass(frozen=True)
class ReadDocument:
    """What was read as one document; ``flagged`` when a person is asked about it as a whole."""

    invoice: Invoice
    flagged: bool


@dataclass(frozen=True)
class DocumentResult:
    """One document of a file. ``exact``: every measured value and every line right. Without ``labelled``: invented."""

    labelled: bool
    read: bool
    flagged: bool
    exact: bool
    lines_labelled: int
    lines_read: int
    lines_paired: int


@dataclass(frozen=True)
class Judged:
    """A file: its verdicts and its documents."""

    verdicts: tuple[Verdict, ...]
    documents: tuple[DocumentResult, ...]


def judge(label: Labelled, read: Sequence[ReadDocument], document: Document | None = None) -> Judged:
    """What was read of a file against its labels; a file that was refused has nothing read."""
    weakest = _weakest_in(document)
    headers = [_values(present_fields(found.invoice)) for found in read]
    verdicts: list[Verdict] = []
    documents = []
    for number, (i, j) in enumerate(paired_documents(label.documents, headers), 1):
        truth = label.documents[i] if i is not None else None
        pen = _Pen(number, label, read[j] if j is not None else None, weakest)
        documents.append(pen.document(truth))
        verdicts += pen.verdicts
    return Judged(tuple(verdicts), tuple(documents))


class _Pen:
    """Writes the verdicts on one document."""

    def __init__(self, number: int, label: Labelled, found: ReadDocument | None, weakest: Weakest) -> None:
        self.verdicts: list[Verdict] = []
        self._number = number
        self._label = label
        self._found = found
        self._weakest = weakest
        self._flagged = found is not None and found.flagged

    def document(self, truth: Truth | None) -> DocumentResult:
        """Judge header and lines."""
        # A document that nobody labelled is measured by what the first one of its file has labels for.
        pattern = self._label.documents[0] if truth is None else truth
        known, truth = truth is not None, truth or {}
        fields = present_fields(self._found.invoice) if self._found else {}
        for name in HEADER:
            if name in pattern:
                self._judge(name, None, truth.get(name), fields.get(name))
        labels = items_of(truth)
        lines = self._found.invoice.items if self._found and "items" in pattern else ()
        pairs = paired_lines(labels, [_values(present_fields(line)) for line in lines])
        names = labelled_item_fields(pattern) or labelled_item_fields(_all_lines(self._label)) or ITEM
        for place, (i, j) in enumerate(pairs):
            at = i if i is not None else place
            self._line(at + 1, names, labels[i] if i is not None else {}, lines[j] if j is not None else None)
        matched = sum(i is not None and j is not None for i, j in pairs)
        exact = matched == len(pairs) and all(verdict.outcome is Outcome.RIGHT for verdict in self.verdicts)
        return DocumentResult(known, self._found is not None, self._flagged, exact, len(labels), len(lines), matched)

    def _line(self, number: int, names: Sequence[str], truth: Truth, line: LineItem | None) -> None:
        fields = present_fields(line) if line else {}
        for name in names:
            self._judge(name, number, truth.get(name), fields.get(name), line)

    def _judge(
        self, name: str, line_number: int | None, truth: object, field: Field | None, line: LineItem | None = None
    ) -> None:
        # Words of a line that nobody knows may belong to any of its fields: a person sees the whole line.
        unknown = line is not None and line.other_words is not None and line.other_words.flagged
        flagged = unknown or (field is not None and (field.flagged or field.value is None))
        self._flagged |= flagged
        asked = flagged or (self._found is not None and self._found.flagged)
        read = field.value if field else None
        outcome = outcome_of(name, truth, read)
        if outcome is None:
            return
        page, box = (field.page, field.box) if field else (line.page, line.box) if line else (0, None)
        verdict = Verdict(name, self._number, line_number, outcome, truth, read, asked, page=page, box=box)
        if field is not None and self._found is not None and comparable(name, read) is not None:
            standing = standing_of(field, self._found.invoice, line)
            verdict = replace(
                verdict, confidence=field.confidence, weakest_word=self._weakest(field), standing=standing
            )
        self.verdicts.append(verdict)


def outcome_of(name: str, truth: object, read: object) -> Outcome | None:
    """What a value is against its label; None when neither says anything."""
    one, other = comparable(name, truth), comparable(name, read)
    if one is None:
        return Outcome.INVENTED if other is not None else None
    if other is None:
        return Outcome.MISSING
    return Outcome.RIGHT if same(name, one, other) else Outcome.WRONG


def _values(fields: Mapping[str, Field]) -> dict[str, object]:
    return {name: field.value for name, field in fields.items()}


def _all_lines(label: Labelled) -> Truth:
    return {"items": [item for document in label.documents for item in items_of(document)]}


def _weakest_in(document: Document | None) -> Weakest:
    words = {page.number: page.words for page in document.pages} if document else {}

    def weakest(field: Field) -> float | None:
        box = field.box
        if box is None:
            return None
        inside = [
            word.confidence
            for word in words.get(field.page, ())
            if box.x0 <= word.box.centre_x <= box.x1 and box.y0 <= word.box.centre_y <= box.y1
        ]
        return min(inside, default=None)

    return weakest
