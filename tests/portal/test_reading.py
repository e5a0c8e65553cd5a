"""Google's reader plugged in: real pictures of real pages go to a server on this machine, and their words come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import click
import grpc
import pytest

from config.settings import Reader, Settings, SettingsInvalid, read_settings
from pipeline.archive import Archive
from pipeline.contained import Workers
from pipeline.database import open_database
from pipeline.documentai.asking import Request
from pipeline.mail_out import MailsOut
from pipeline.model import Document, Page
from pipeline.reading import EINVOICE, ReadingLimits, read
from pipeline.reading.cascade import READERS
from pipeline.records import Records
from portal.batch import extract_files
from portal.commands import extract
from portal.documentai import look_at_documentai, set_up
from portal.health import PartState
from portal.mailing import sending
from portal.reading import DOCUMENT_AI, processors_of, reading, reading_alone
from portal.spent import usage_lines
from samples.facts import INVOICE
from samples.printed import pdf
from samples.worn import scan
from tests.pipeline.documentai.local_service import PROCESSOR, LocalService, fails, google_document, local_service


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """What a perfect reader sees on the invoice's first page."""
    path = tmp_path_factory.mktemp("papers") / "invoice.pdf"
    path.write_bytes(pdf(INVOICE))
    return read(path, ReadingLimits()).pages[0]


@pytest.fixture
def scanned(tmp_path: Path) -> Path:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan(pdf(INVOICE)))
    return path


@pytest.fixture
def service(truth: Page) -> Iterator[LocalService]:
    with local_service(lambda _r, _c: google_document([truth.words])) as service:
        yield service


def settings(data: Path, service: LocalService, **more: Any) -> Settings:
    google = {
        "endpoint": service.endpoint,
        "budget_per_day": "1.00",
        "budget_per_month": "20.00",
        "processors": [{"name": PROCESSOR, "price_per_page": "0.01"}],
    }
    return Settings.model_validate({"data": data, "workers": 1, "document_ai": google | more.pop("google", {}), **more})


def test_a_reader_is_asked_for_by_name_and_a_wrong_one_is_told_at_start() -> None:
    assert read_settings(reader="einvoice").reader == "einvoice"
    with pytest.raises(SettingsInvalid, match="reader"):
        read_settings(reader="crystal ball")
    with pytest.raises(SettingsInvalid, match="needs the table"):
        read_settings(reader="documentai")


def test_every_reader_can_be_named_and_no_other() -> None:
    assert set(get_args(Reader)) == {*READERS, EINVOICE, DOCUMENT_AI}
    (option,) = [each for each in extract.params if each.name == "reader"]
    assert isinstance(option.type, click.Choice)
    assert set(option.type.choices) == set(get_args(Reader))


def test_the_operator_gets_one_mail_when_most_of_the_budget_is_used(
    tmp_path: Path, service: LocalService, workers: Workers, truth: Page
) -> None:
    out = {
        "host": "127.0.0.1",
        "security": "none",
        "sender": "orders@sendora.example",
        "operator": "it@sendora.example",
    }
    chosen = settings(tmp_path, service, google={"budget_per_day": "0.05"}, mail_out=out)
    doubtful = replace(truth, engine="ocr", words=tuple(replace(word, confidence=0.5) for word in truth.words))
    (tmp_path / "invoice.pdf").write_bytes(pdf(INVOICE))
    records, archive = Records(open_database(chosen.records_url)), Archive(tmp_path / "archive")
    leaving = sending(chosen, records, archive, "this one")
    reader = reading(chosen, workers, records.engine, leaving.tell)
    for _ in range(6):
        reader.improved(Document("application/pdf", (doubtful,)), Request(tmp_path / "invoice.pdf"))
    (mail,) = MailsOut(records.engine).all()
    assert mail.recipient == "it@sendora.example"
    assert b"80% of the day's budget" in archive.get(mail.raw_digest)
    assert look_at_documentai(chosen.document_ai, reader.second).state is PartState.ATTENTION
    records.engine.dispose()


def test_words_come_back_to_where_people_see_them(
    tmp_path: Path, service: LocalService, workers: Workers, scanned: Path, truth: Page
) -> None:
    chosen = settings(tmp_path, service, reader="documentai")
    with reading_alone(chosen, workers) as reader:
        embedded = workers.call(read, scanned, ReadingLimits(), "auto")
        document = reader.improved(embedded, Request(scanned))
        assert look_at_documentai(chosen.document_ai, reader.second).state is PartState.OK
    assert (only(embedded).engine, only(document).engine) == ("ocr", "documentai")
    assert [word.text for word in only(document).words] == [word.text for word in truth.words]
    seen = {word.text: word.box for word in only(embedded).words}
    for word in only(document).words:
        if len(word.text) > 6 and word.text in seen and sum(w.text == word.text for w in truth.words) == 1:
            assert word.box.centre_y == pytest.approx(seen[word.text].centre_y, abs=0.02)


def only(document: Document) -> Page:
    return document.pages[0]


def test_a_command_counts_what_it_spends_and_usage_shows_it(
    tmp_path: Path, service: LocalService, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "invoice.pdf").write_bytes(pdf(INVOICE))
    chosen = settings(tmp_path / "data", service, reader="documentai")
    assert extract_files([tmp_path / "invoice.pdf"], tmp_path / "out", chosen) == 0
    assert "1 document(s)" in capsys.readouterr().out
    told = "\n".join(usage_lines(chosen, None))
    assert "today              1 pages, 0.01 of 1.00 USD (1%)" in told
    assert "cost USD" in told
    assert len(list(usage_lines(chosen, "2020-01"))) == 2
    assert "not set up" in "\n".join(usage_lines(Settings.model_validate({"data": tmp_path / "data"}), None))


def test_check_and_health_tell_whether_it_is_set_up(tmp_path: Path, service: LocalService) -> None:
    plain = Settings.model_validate({"data": tmp_path})
    assert set_up(plain) == (False, "not set up: pages are read here, and nothing is sent to Google")
    assert look_at_documentai(None, None).state is PartState.OK
    wrong, words = set_up(settings(tmp_path, service))
    assert not wrong
    assert "at most 1.00 USD a day, 20.00 a month" in words
    missing = settings(tmp_path, service, google={"endpoint": "", "credentials_file": tmp_path / "key.json"})
    assert set_up(missing)[0]
    assert "key.json" in set_up(missing)[1]
    (tmp_path / "key.json").write_text('{"type": "service_account"}')
    assert "credentials_file" in set_up(missing)[1]


def test_health_tells_the_last_error_with_its_cure(
    tmp_path: Path, workers: Workers, scanned: Path, truth: Page
) -> None:
    doubtful = replace(truth, engine="ocr", words=tuple(replace(word, confidence=0.5) for word in truth.words))
    with local_service(fails(grpc.StatusCode.NOT_FOUND, "Processor not found")) as service:
        chosen = settings(tmp_path, service)
        with reading_alone(chosen, workers) as reader:
            document = reader.improved(Document("application/pdf", (doubtful,)), Request(scanned))
            found = look_at_documentai(chosen.document_ai, reader.second)
    assert only(document).words == doubtful.words
    assert found.state is PartState.ATTENTION
    assert "does not know the processor" in found.sentence
    assert "Check the processor's name" in found.cure


def test_a_table_of_fields_that_is_missing_is_told_with_its_cure(tmp_path: Path, service: LocalService) -> None:
    wrong = settings(
        tmp_path, service, google={"processors": [{"name": PROCESSOR, "price_per_page": 1, "fields": "x"}]}
    )
    with pytest.raises(ValueError, match=r"has no table \[x\]"):
        processors_of(wrong)
