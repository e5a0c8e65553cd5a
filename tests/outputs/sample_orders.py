"""Job orders to print: built from invoices by the real step and the shipped form options."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from outputs.pdf import Foot, render_pdf
from pipeline.build import build
from pipeline.form import FormOptions, read_form_options
from pipeline.model import Box, Field, Invoice, ItemKind, JobOrder, LineItem, Value

FORM = Path(__file__).parents[2] / "config" / "form.toml"
FOOT = Foot(
    address="https://joborders.example/jobs/01J2ZK7M6T",
    document_sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    engine="pdf-text 5.1",
    printed_at=datetime(2025, 7, 14, 10, 32, tzinfo=UTC),
)


def shipped_options() -> FormOptions:
    """The options as the company gets them."""
    return read_form_options(FORM.read_text(encoding="utf-8"))


def a_field(value: Value | None, raw: str | None = None, doubts: tuple[str, ...] = ()) -> Field:
    """A field read from page 1; ``raw`` is the value as text unless given."""
    text = str(value) if raw is None else raw
    return Field("sample", text, value, 0.98, 1, Box(0.1, 0.2, 0.3, 0.22), "sample rule", doubts)


def a_door(**fields: Field | None) -> LineItem:
    """A plain door with every column filled; ``fields`` replace or, with None, take away."""
    usual: dict[str, Field | None] = {
        "quantity": a_field(2),
        "laminate_code": a_field("6S-A057"),
        "thickness_mm": a_field(43),
        "width_mm": a_field(915, "3FT"),
        "height_mm": a_field(2440, "8FT"),
        "location": a_field("Master Bedroom"),
        "door_type": a_field("S/L", "SINGLE LEAF"),
        "door_core": a_field("honeycomb", "HC"),
        "edging": a_field("na_lipping", "natural lipping"),
        "decorative_line": a_field("groove_line", "GROOVE LINE"),
        "decorative_line_count": a_field(3),
        "design_name": a_field("Flush plain"),
        "open_hole_type": a_field("lever lock hole, cylindrical 60mm backset"),
        "remark": a_field("Half-hour fire rated, see drawing D-12"),
    }
    return LineItem(a_field(ItemKind.DOOR), a_field("DOOR"), 1, None, **{**usual, **fields})


def a_frame(**fields: Field | None) -> LineItem:
    """A plain frame with every column filled; ``fields`` replace or, with None, take away."""
    usual: dict[str, Field | None] = {
        "quantity": a_field(4),
        "laminate_code": a_field("6S-145"),
        "frame_width": a_field("130~150MM"),
        "rebate_mm": a_field(49, "49MM"),
        "width_mm": a_field(1428),
        "height_mm": a_field(2348),
        "location": a_field("Kitchen"),
        "inner_outer": a_field("outer", "OUTER"),
        "frame_profile": a_field("CH2"),
        "remark": a_field("Both sides"),
    }
    return LineItem(a_field(ItemKind.FRAME), a_field("FRAME"), 1, None, **{**usual, **fields})


def an_invoice(*items: LineItem, **fields: Field | None) -> Invoice:
    """An invoice with its header filled; ``fields`` replace or, with None, take away."""
    usual: dict[str, Field | None] = {
        "job_order_no": a_field("KDI-2507-003"),
        "date": a_field("2025-07-14", "14/07/2025"),
        "po_no": a_field("PO-88121"),
        "delivery_date": a_field("2025-07-28", "28/07/2025"),
        "customer_name": a_field("PINTU MAJU TRADING SDN BHD"),
        "measure_by": a_field("Site team"),
    }
    return Invoice(pages=(1,), items=items, **{**usual, **fields})  # type: ignore[arg-type]  # only fields by name


def sample_order(doors: int = 1, frames: int = 1) -> JobOrder:
    """An order of so many doors and frames, no two of a page alike."""
    items = [a_door(width_mm=a_field(700 + 5 * n), quantity=a_field(n + 1)) for n in range(doors)]
    items += [a_frame(width_mm=a_field(1400 + n), quantity=a_field(n + 1)) for n in range(frames)]
    return build(an_invoice(*items), shipped_options())


def print_order(job_order: JobOrder, options: FormOptions | None = None) -> bytes:
    """The PDF of ``job_order``."""
    return render_pdf(job_order, options or shipped_options(), FOOT)
