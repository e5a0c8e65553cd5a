"""Where everything stands on the form, in points from the top left of an A4 landscape page (842 × 595).

Taken from the company's own form, version v050625: rules as the middle of the drawn line, text as left end and
baseline. Columns and rows are the form's; boxes in a cell are spread evenly, so that other options fit too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

PAGE_WIDTH = 841.68
PAGE_HEIGHT = 595.2


@dataclass(frozen=True)
class Rect:
    """An upright rectangle."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def middle_x(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def middle_y(self) -> float:
        return (self.y0 + self.y1) / 2

    def inset(self, x: float, y: float) -> Rect:
        return Rect(self.x0 + x, self.y0 + y, self.x1 - x, self.y1 - y)


@dataclass(frozen=True)
class Label:
    """Printed words: left end, baseline, size. ``style`` is a class of job_order.css."""

    x: float
    y: float
    words: str
    size: float
    style: str = "bold"


@dataclass(frozen=True)
class Blank:
    """A header line to fill: the value starts at ``x`` on ``baseline``; the rule runs from ``x0`` to ``x1``."""

    path: str
    x: float
    baseline: float
    x0: float
    x1: float
    rule: float
    size: float


@dataclass(frozen=True)
class BoxColumn:
    """How boxes stand in a column, from its left edge.

    ``box`` is the box's left side, ``label`` the middle of the label (its left end when not ``centred``), ``width``
    and ``size`` the most a label may take.
    A cell has at least ``slots`` places; with ``blanks`` each label has a line to fill.
    """

    box: float
    label: float
    width: float
    size: float
    centred: bool = True
    slots: int = 1
    blanks: bool = False


@dataclass(frozen=True)
class Location:
    """The words ``Location :`` in a size cell: left end, baseline above the row's end, size, right end."""

    x: float
    above_end: float
    size: float
    end: float


@dataclass(frozen=True)
class PageLayout:
    """A page of the form. ``columns`` are name → left edge; the last one ends at ``right``."""

    title: str
    title_size: float
    title_baseline: float
    title_box: Rect
    form_type: Label
    form_type_box: Rect
    company_middle: float
    company_baseline: float
    company_size: float
    labels: tuple[Label, ...]
    column_labels: tuple[Label, ...]
    blanks: tuple[Blank, ...]
    columns: tuple[tuple[str, float], ...]
    right: float
    table_top: float
    rows_top: float
    rows_bottom: float
    signature_rules: tuple[tuple[float, float, float], ...]
    text_size: float
    location: Location
    box_columns: tuple[tuple[str, BoxColumn], ...]

    @property
    def left(self) -> float:
        return self.columns[0][1]

    @property
    def edges(self) -> tuple[float, ...]:
        return (*(x for _, x in self.columns), self.right)

    def box_column(self, name: str) -> BoxColumn:
        return dict(self.box_columns)[name]

    def row_edges(self, rows: int) -> tuple[float, ...]:
        """The rules between ``rows`` rows, the first row's top and the last one's end included."""
        height = (self.rows_bottom - self.rows_top) / rows
        return tuple(self.rows_top + height * n for n in range(rows + 1))

    def cell(self, column: str, row: int, rows: int) -> Rect:
        """The cell of ``column`` in ``row`` (from 0) of ``rows``."""
        names = [name for name, _ in self.columns]
        index = names.index(column)
        edges = self.row_edges(rows)
        return Rect(self.edges[index], edges[row], self.edges[index + 1], edges[row + 1])


_door_header = partial(Label, size=11.2)
_door_column = partial(Label, size=9.1)
_door_signature = partial(Label, size=8.4, style="signature")
_frame_header = partial(Label, size=10.9)
_frame_column = partial(Label, size=8.9)
_frame_signature = partial(Label, size=8.2, style="signature")

DOOR = PageLayout(
    title="DOOR",
    title_size=45.5,
    title_baseline=76.3,
    title_box=Rect(282.35, 38.55, 550.75, 82.15),
    form_type=Label(715.9, 29.9, "JOB ORDER", 14.0),
    form_type_box=Rect(670.75, 12.55, 828.75, 38.55),
    company_middle=342.3,
    company_baseline=29.9,
    company_size=14.0,
    labels=(
        _door_header(34.0, 49.6, "Job Order No:"),
        _door_header(29.1, 64.2, "Job Order Date:"),
        _door_header(65.7, 78.4, "PO NO:"),
        _door_header(608.3, 49.6, "Delivery Date:"),
        _door_header(595.8, 64.2, "Customer Name:"),
        _door_header(612.1, 78.4, "Measure By :"),
        _door_signature(15.0, 496.2, "Prepare by,"),
        _door_signature(254.4, 495.7, "Checked by,"),
        _door_signature(614.1, 495.7, "Verify by,"),
        _door_signature(25.7, 539.2, "Sales Executive :"),
        _door_signature(61.7, 549.8, "Date :"),
        _door_signature(257.8, 539.4, "Sales Admin"),
        _door_signature(279.2, 549.8, "Date :"),
        _door_signature(636.1, 539.2, "Production Supervisor :"),
        _door_signature(694.2, 549.8, "Date :"),
    ),
    column_labels=(
        _door_column(16.6, 112.7, "ITEM"),
        _door_column(40.6, 106.7, "LAMINATE"),
        _door_column(49.1, 118.1, "CODE"),
        _door_column(97.7, 106.7, "DOOR"),
        _door_column(87.3, 118.1, "THICKNESS"),
        _door_column(188.3, 112.2, "DOOR SIZE"),
        _door_column(290.2, 112.3, "DOOR TYPE"),
        _door_column(357.0, 112.3, "DOOR CORE"),
        _door_column(436.5, 112.2, "EDGING"),
        _door_column(492.8, 106.7, "DECORATIVE"),
        _door_column(508.9, 118.1, "LINE"),
        _door_column(555.2, 112.3, "DESIGN NAME"),
        _door_column(619.5, 106.7, "OPEN HOLE"),
        _door_column(631.9, 118.1, "TYPE"),
        _door_column(712.3, 112.2, "DRAWING / REMARK"),
    ),
    blanks=(
        Blank("job_order_no", 103.1, 49.6, 99.9, 268.2, 53.75, 11.2),
        Blank("job_order_date", 103.1, 64.2, 99.9, 268.2, 67.95, 11.2),
        Blank("po_no", 103.1, 78.4, 99.9, 268.2, 82.05, 11.2),
        Blank("delivery_date", 673.9, 49.6, 670.7, 828.8, 53.75, 11.2),
        Blank("customer_name", 673.9, 64.2, 670.7, 828.8, 67.95, 11.2),
        Blank("measure_by", 673.9, 78.4, 670.7, 828.8, 82.05, 11.2),
    ),
    columns=(
        ("item", 13.45),
        ("laminate_code", 36.65),
        ("door_thickness", 82.95),
        ("size", 134.75),
        ("door_type", 282.25),
        ("door_core", 342.15),
        ("edging", 417.75),
        ("decorative_line", 483.9),
        ("design_name", 550.65),
        ("open_hole_type", 612.55),
        ("remark", 670.65),
    ),
    right=828.75,
    table_top=96.25,
    rows_top=122.65,
    rows_bottom=487.6,
    signature_rules=((13.5, 164.4, 531.25), (252.9, 417.9, 531.25), (612.6, 828.8, 531.25)),
    text_size=11.2,
    location=Location(181.0, 6.7, 14.0, 234.0),
    box_columns=(
        ("door_thickness", BoxColumn(box=5.55, label=34.2, width=36, size=9.1, slots=4)),
        ("door_type", BoxColumn(box=6.25, label=38.45, width=38, size=9.1, slots=4)),
        ("door_core", BoxColumn(box=5.65, label=46.65, width=57, size=9.1, slots=4)),
        ("edging", BoxColumn(box=5.65, label=18.55, width=46, size=9.1, centred=False, slots=4)),
        ("decorative_line", BoxColumn(box=5.6, label=42.25, width=46, size=9.1, blanks=True)),
    ),
)

FRAME = PageLayout(
    # Column edges follow from the form's centred labels: each label stands midway between two edges.
    title="FRAME",
    title_size=44.3,
    title_baseline=77.1,
    title_box=Rect(260.9, 39.4, 527.8, 82.9),
    form_type=Label(680.3, 27.8, "JOB ORDER", 13.6),
    form_type_box=Rect(646.6, 11.0, 780.2, 36.6),
    company_middle=350.5,
    company_baseline=27.8,
    company_size=13.6,
    labels=(
        _frame_header(78.6, 51.1, "Job Order No:"),
        _frame_header(71.1, 65.4, "Job Order Date:"),
        _frame_header(107.3, 79.2, "PO NO:"),
        _frame_header(530.1, 51.1, "Delivery Date:"),
        _frame_header(530.1, 65.4, "Customer Name:"),
        _frame_header(530.1, 79.2, "Measure by :"),
        _frame_signature(55.9, 512.9, "Prepare by,"),
        _frame_signature(359.4, 512.9, "Checked by,"),
        _frame_signature(603.8, 513.4, "Verify by,"),
        _frame_signature(85.2, 554.4, "Sales Executive :"),
        _frame_signature(120.2, 564.8, "Date :"),
        _frame_signature(367.0, 554.8, "Sales Admin :"),
        _frame_signature(391.6, 564.8, "Date :"),
        _frame_signature(596.0, 554.4, "Production Supervisor :"),
        _frame_signature(652.2, 564.8, "Date :"),
    ),
    column_labels=(
        _frame_column(61.0, 117.2, "ITEM"),
        _frame_column(99.6, 105.8, "FRAME"),
        _frame_column(93.7, 116.9, "LAMINATE"),
        _frame_column(102.1, 127.9, "CODE"),
        _frame_column(150.9, 116.9, "FRAME WIDTH"),
        _frame_column(218.9, 117.4, "REBATED"),
        _frame_column(331.2, 116.8, "FRAME SIZE"),
        _frame_column(455.2, 116.9, "INNER OR OUTER"),
        _frame_column(535.7, 116.9, "FRAME PROFILE"),
        _frame_column(654.8, 116.8, "DRAWING / REMARK"),
    ),
    blanks=(
        Blank("job_order_no", 144.8, 51.1, 141.7, 250.0, 55.2, 10.9),
        Blank("job_order_date", 144.8, 65.4, 141.7, 250.0, 69.1, 10.9),
        Blank("po_no", 144.8, 79.2, 141.7, 250.0, 82.9, 10.9),
        Blank("delivery_date", 606.2, 51.1, 603.0, 780.2, 55.2, 10.9),
        Blank("customer_name", 606.2, 65.4, 603.0, 780.2, 69.1, 10.9),
        Blank("measure_by", 606.2, 79.2, 603.0, 780.2, 82.9, 10.9),
    ),
    columns=(
        ("item", 54.4),
        ("laminate_code", 85.1),
        ("frame_width", 141.7),
        ("rebated", 211.9),
        ("size", 260.9),
        ("inner_or_outer", 445.6),
        ("frame_profile", 527.8),
        ("remark", 603.0),
    ),
    right=780.2,
    table_top=97.0,
    rows_top=130.9,
    rows_bottom=504.5,
    signature_rules=((54.4, 205.3, 546.5), (357.9, 505.0, 546.5), (602.3, 780.2, 546.5)),
    text_size=10.9,
    location=Location(342.3, 6.4, 13.6, 393.7),
    box_columns=(("inner_or_outer", BoxColumn(box=8.4, label=53.0, width=52, size=10.9)),),
)

CIRCLE_RADIUS = 8.4
CIRCLE_MIDDLE = (10.5, 42.9)
"""Of the quantity's circle: left of the size cell's right edge, below the row's top in a row of 91 pt."""

FORM_VERSION = (712.7, 578.4)
"""Bottom right of both pages; its words are the company's to choose."""
FORM_VERSION_SIZE = 11.0
PAGE_NUMBER = (420.8, 578.4, 9.1)
"""Middle, baseline and size of "page 1 of 2"."""
