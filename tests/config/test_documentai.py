"""Document AI is off until it is set up; what is set is checked at start."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from config.documentai import DocumentAI
from config.settings import SettingsInvalid, read_settings

INVOICES = "projects/doors/locations/us/processors/abc"
ORDERS = "projects/doors/locations/asia-southeast1/processors/def/processorVersions/7"


def set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *processors: str, more: str = "") -> DocumentAI | None:
    tables = "".join(f"[[document_ai.processors]]\n{processor}\n" for processor in processors)
    (tmp_path / "sendora.toml").write_text(
        f"[document_ai]\nbudget_per_day = 5\nbudget_per_month = 50.5\n{more}\n{tables}"
    )
    monkeypatch.chdir(tmp_path)
    return read_settings().document_ai


def test_it_is_off_until_it_is_set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_settings().document_ai is None


def test_each_kind_of_document_has_its_processor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = f'name = "{INVOICES}"\nprice_per_page = 0.01'
    other = f'name = "{ORDERS}"\nkinds = ["purchase_order"]\nprice_per_page = 0.03\nfields = "doors"'
    found = set_up(tmp_path, monkeypatch, one, other)
    assert found is not None
    invoice, order = found.processor_for("invoice"), found.processor_for("purchase_order")
    assert invoice is not None
    assert order is not None
    assert (invoice.name, invoice.location, invoice.price_per_page) == (INVOICES, "us", Decimal("0.01"))
    assert (order.name, order.location, order.fields) == (ORDERS, "asia-southeast1", "doors")
    assert found.processor_for(None) == invoice


@pytest.mark.parametrize(
    ("processor", "more", "told"),
    [
        ('name = "abc"\nprice_per_page = 0.01', "", "processors 1 name"),
        (f'name = "{INVOICES}"', "", "price_per_page"),
        (f'name = "{INVOICES}"\nprice_per_page = 1', 'endpoint = "http://example.com:80"', "endpoint"),
        (f'name = "{INVOICES}"\nprice_per_page = -1', "", "price_per_page"),
    ],
)
def test_a_mistake_is_told_at_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processor: str, more: str, told: str
) -> None:
    with pytest.raises(SettingsInvalid, match=told):
        set_up(tmp_path, monkeypatch, processor, more=more)


def test_two_processors_for_one_kind_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    same = f'name = "{INVOICES}"\nprice_per_page = 0.01'
    with pytest.raises(SettingsInvalid, match="two processors read all others"):
        set_up(tmp_path, monkeypatch, same, same)
