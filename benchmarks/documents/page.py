"""The sheet of paper: HTML pieces shared by the layouts, and the page's fonts and lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from random import Random
from string import Template

from benchmarks.documents.codes import amount
from benchmarks.documents.drawing import Demand
from benchmarks.documents.order import Item, Order
from benchmarks.documents.wording import Voice

_STYLE = Path(__file__).with_suffix(".css")
_FONTS = ("Liberation Sans", "Carlito", "Liberation Serif", "DejaVu Sans", "Liberation Sans Narrow", "Liberation Sans")
_INKS = ("#000", "#223a5e", "#5a1f1f", "#1f4d3a", "#444")


@dataclass
class Sheet:
    """One document being laid out."""

    order: Order
    voice: Voice
    rng: Random
    head: str = ""
    """Which manner of the heads was drawn."""

    def price(self, item: Item) -> str:
        return amount(item.price) if item.quantity is not None else ""

    def amount(self, item: Item) -> str:
        return amount(item.amount)


@dataclass(frozen=True)
class Layout:
    """A way to lay out a document: what it asks of one, and how it draws the body of the page."""

    name: str
    draw: Callable[[Sheet], str]
    demand: Demand
    style: str = ""
    landscape: bool = False


def t(text: str) -> str:
    """Text as HTML."""
    return escape(text, quote=False)


def lines(texts: Iterable[str]) -> str:
    """A line each."""
    return "<br>".join(t(text) for text in texts)


def box(content: str, cls: str = "", style: str = "") -> str:
    """A block, with a class of page.css or a style of its own."""
    return f'<div class="{cls}" style="{style}">{content}</div>'


def row(cells: Sequence[str], tag: str = "td", cls: str = "") -> str:
    """A table row; a cell that starts with < is HTML already."""
    return f'<tr class="{cls}">' + "".join(c if c.startswith("<t") else f"<{tag}>{c}</{tag}>" for c in cells) + "</tr>"


def table(head: Sequence[str], rows: Iterable[str], cls: str = "grid") -> str:
    """A table whose head a printer repeats on every page."""
    top = f"<thead>{row([t(cell) for cell in head], 'th')}</thead>" if head else ""
    return f'<table class="{cls}">{top}<tbody>{"".join(rows)}</tbody></table>'


def pairs(fields: Iterable[tuple[str, str]], joint: str = ": ") -> str:
    """Label and text one above the other, each on a line."""
    return "<br>".join(f"{t(label)}{joint}{t(text)}" for label, text in fields)


def pair_table(fields: Iterable[tuple[str, str]], colon: str = "", cls: str = "pairs") -> str:
    """Label left, text right; ``colon`` has a column of its own."""
    middle = f"<td>{colon}</td>" if colon else ""
    return (
        f'<table class="{cls}">'
        + "".join(f"<tr><td>{t(a)}</td>{middle}<td>{t(b)}</td></tr>" for a, b in fields)
        + "</table>"
    )


def sums(sheet: Sheet, side: str = "right", boxed: bool = False) -> str:
    """Subtotal to balance, away from the table."""
    if not sheet.order.sums:
        return ""
    cls = "grid sums" if boxed else "sums"
    body = "".join(f"<tr><td>{t(label)}</td><td class=n>{t(text)}</td></tr>" for label, text in sheet.order.sums)
    return f'<table class="{cls}" style="margin-{"left" if side == "right" else "right"}:auto">{body}</table>'


def sum_rows(sheet: Sheet, width: int) -> list[str]:
    """The sums as the table's last rows, under the amounts."""
    return [f"<tr><td colspan={width - 1} class=n>{t(a)}</td><td class=n>{t(b)}</td></tr>" for a, b in sheet.order.sums]


def closing(sheet: Sheet) -> str:
    """Bank, conditions, signature."""
    return box("<br>".join(t(line) for line in sheet.order.closing), "closing")


def html(sheet: Sheet, layout: Layout) -> str:
    """The whole document."""
    rng = sheet.rng
    size = rng.choice((8.5, 9, 9.5, 10))
    drawn = {
        "font": rng.choice(_FONTS), "ink": rng.choice(_INKS), "margin": rng.choice((10, 14, 18)), "size": size,
        "small": size - 1.5, "name": size + 3, "title": size + rng.choice((4, 6, 8)),
        "height": rng.choice((1.15, 1.25, 1.35)), "paper": "A4 landscape" if layout.landscape else "A4",
    }  # fmt: skip
    body = layout.draw(sheet)
    style = Template(_STYLE.read_text()).substitute(drawn) + layout.style
    head = f'<meta charset="utf-8"><title>{t(sheet.order.title)}</title><style>{style}</style>'
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
