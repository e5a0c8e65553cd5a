"""The layouts, a file for each family."""

from __future__ import annotations

from benchmarks.documents.layouts import (
    blocks,
    compound,
    grouped,
    letters,
    offices,
    orders,
    packages,
    pages,
    schedules,
    tables,
)
from benchmarks.documents.page import Layout

LAYOUTS: tuple[Layout, ...] = (
    *blocks.LAYOUTS,
    *letters.LAYOUTS,
    *schedules.LAYOUTS,
    *tables.LAYOUTS,
    *compound.LAYOUTS,
    *grouped.LAYOUTS,
    *pages.LAYOUTS,
    *orders.LAYOUTS,
    *packages.LAYOUTS,
    *offices.LAYOUTS,
)
