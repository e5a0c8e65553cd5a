"""The top of a page in several manners: letterhead, parties and header fields."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.documents.companies import Company
from benchmarks.documents.page import Sheet, box, lines, pair_table, pairs, row, t


def letterhead(sheet: Sheet, align: str | None = None) -> str:
    """The issuer, left, right or centred."""
    company = sheet.order.issuer
    align = align or sheet.rng.choice(("left", "center", "right", "left"))
    beside = sheet.rng.random() < 0.5
    name = company.name + (f" <span class=small>{t(company.registration)}</span>" if beside else "")
    rest = ([] if beside else [company.registration]) + [*company.extra, *company.address, company.telephone]
    return box(
        f"<div class=name>{name.replace('&', '&amp;')}</div>" + box(lines(rest), "small"), style=f"text-align:{align}"
    )


def party(sheet: Sheet, label_after: str | None = None) -> str:
    """Whom the document is addressed to: under or behind its label."""
    order, rng = sheet.order, sheet.rng
    label = order.addressee_label + (rng.choice(("", ":", " :")) if label_after is None else label_after)
    company = order.addressee
    texts = [*company.extra, *company.address, company.telephone]
    if rng.random() < 0.4:
        texts.append(f"{sheet.voice('attention')}: {rng.choice(('Purchasing', 'Site Office', 'Accounts Dept'))}")
    name = f"<b>{t(company.name)}</b>" if rng.random() < 0.6 else t(company.name)
    if rng.random() < 0.3:
        name += f" {t(company.registration)}"
    body = name + "<br>" + lines(texts)
    if rng.random() < 0.3:
        return f"<table class=pairs><tr><td>{t(label)}</td><td>{body}</td></tr></table>"
    return box(t(label), rng.choice(("label", "", "label"))) + box(body)


def site(sheet: Sheet) -> str:
    """Where it is delivered to, when the page says so."""
    if not sheet.order.site:
        return ""
    label, texts = sheet.order.site
    return box(t(label), "label") + box(lines(texts))


def title(sheet: Sheet, align: str | None = None) -> str:
    """The kind of document, in large type."""
    align = align or sheet.rng.choice(("left", "center", "right"))
    return f'<h1 style="text-align:{align}">{t(sheet.order.title)}</h1>'


def classic(sheet: Sheet) -> str:
    """Party left, fields right behind colons."""
    fields = pair_table(sheet.order.header, ":")
    return letterhead(sheet) + title(sheet) + box(box(party(sheet)) + box(site(sheet)) + box(fields), "split")


def mirrored(sheet: Sheet) -> str:
    """Fields left without colons, party right."""
    fields = pair_table(sheet.order.header)
    return title(sheet) + letterhead(sheet) + box(box(fields) + box(party(sheet)), "split") + box(site(sheet))


def cells(sheet: Sheet) -> str:
    """A grid of cells, four a row, each with the label above its text; parties in boxes."""
    fields = list(sheet.order.header)
    fields += [("", "")] * (-len(fields) % 4)
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td style='width:25%'><span class=label>{t(a)}</span><br>{t(b)}</td>" for a, b in fields[at : at + 4]
        )
        + "</tr>"
        for at in range(0, len(fields), 4)
    )
    second = box(site(sheet), "frame", "flex:1") if sheet.order.site else ""
    parties = box(box(party(sheet), "frame", "flex:1") + second, "split")
    return letterhead(sheet) + title(sheet) + parties + f"<table class=grid>{rows}</table>"


def stacked(sheet: Sheet) -> str:
    """Each label with its text below it, at the right; the title between letterhead and parties."""
    fields = "".join(
        box(box(t(a), "label") + box(f"<b>{t(b)}</b>"), style="margin-bottom:4px") for a, b in sheet.order.header
    )
    top = box(box(letterhead(sheet, "left")) + box(title(sheet, "right")), "split")
    return top + box(box(party(sheet) + box(site(sheet), style="margin-top:8px")) + box(fields), "split")


def strip(sheet: Sheet) -> str:
    """Fields in one line of text each two, apart by spaces; the party in one paragraph."""
    fields = sheet.order.header
    texts = [pairs(fields[at : at + 2]).replace("<br>", "&emsp;&emsp;&emsp;") for at in range(0, len(fields), 2)]
    return (
        letterhead(sheet)
        + "<hr>"
        + title(sheet)
        + box("<br>".join(texts))
        + box(party(sheet), style="margin:8px 0")
        + site(sheet)
    )


def ruled(sheet: Sheet) -> str:
    """A ruled table: the party in a tall cell, the fields beside it, label and text in a cell each."""
    fields = sheet.order.header
    rows = [f"<td>{t(a)}</td><td>{t(b)}</td>" for a, b in fields]
    first = f"<td rowspan={len(rows)} style='width:50%'>{party(sheet)}</td>"
    body = "".join(f"<tr>{first if at == 0 else ''}{cell}</tr>" for at, cell in enumerate(rows))
    return title(sheet) + letterhead(sheet) + f"<table class=grid>{body}</table>" + site(sheet)


def banded(sheet: Sheet) -> str:
    """The fields as a table of two rows, labels over texts; parties beside each other above it."""
    fields = sheet.order.header[:6]
    labels, texts = (row([t(pair[at]) for pair in fields], tag) for at, tag in ((0, "th"), (1, "td")))
    rest = box(pair_table(sheet.order.header[6:], ":")) if sheet.order.header[6:] else ""
    parties = box(box(party(sheet), style="flex:1") + box(site(sheet), style="flex:1"), "split")
    return letterhead(sheet) + title(sheet) + parties + f"<table class=grid>{labels}{texts}</table>" + rest


def three_abreast(sheet: Sheet) -> str:
    """Party, site and fields beside each other."""
    fields = pair_table(sheet.order.header, sheet.rng.choice(("", ":")))
    blocks = [box(each, style="flex:1") for each in (party(sheet), site(sheet), fields) if each]
    return (
        box(box(letterhead(sheet, "left")) + box(title(sheet, "right")), "split")
        + "<hr>"
        + box("".join(blocks), "split small")
    )


def titled(sheet: Sheet) -> str:
    """The number stands in the title's line, the date under it."""
    (label, number), *rest = sheet.order.header
    own = t(label.split(" / ")[0].split()[-1]) if sheet.rng.random() < 0.5 else t(label)
    top = f"<h1>{t(sheet.order.title)} &nbsp; <span class=label>{own} {t(number)}</span></h1>"
    return letterhead(sheet, "left") + top + box(box(pair_table(rest, ":")) + box(party(sheet)), "split") + site(sheet)


def windowed(sheet: Sheet) -> str:
    """For an envelope with a window: the address without any word before it; fields at the right."""
    company = sheet.order.addressee
    address = box(f"<b>{t(company.name)}</b><br>{lines((*company.address, company.telephone))}")
    whom = address if sheet.order.kind != "purchase_order" else party(sheet)
    return (
        letterhead(sheet)
        + title(sheet)
        + box(box(whom) + box(pair_table(sheet.order.header, ":")), "split")
        + site(sheet)
    )


HEADS: tuple[Callable[[Sheet], str], ...] = (
    classic,
    mirrored,
    cells,
    stacked,
    strip,
    ruled,
    banded,
    three_abreast,
    titled,
    windowed,
)


def any_head(sheet: Sheet) -> str:
    """One of the manners, by chance."""
    head = sheet.rng.choice(HEADS)
    sheet.head = head.__name__
    return head(sheet)


def sender_line(company: Company) -> str:
    """The company in one line, for the top of later pages."""
    return f"{company.name} {company.registration}"
