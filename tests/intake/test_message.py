"""What counts as a document: twenty-one mails as they really come, each with exactly what is taken from it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.containers import ContainerLimits
from intake.message import Mail, take_apart
from intake.pairing import pair
from pipeline.errors import Refused
from tests.intake.conftest import pdf
from tests.intake.eml import FOLDER, UBL, png, written

LIMITS = ContainerLimits()

EXPECTED: dict[str, dict[str, bytes]] = {
    "01-attached": {"invoice.pdf": pdf("eml 1")},
    "02-inline": {"INV.2026.11.pdf": pdf("eml 2")},
    "03-forwarded-as-message": {"po.pdf": pdf("eml 3")},
    "04-forwarded-twice": {"deep.pdf": pdf("eml 4")},
    "05-octet-stream": {"scan0001": pdf("eml 5")},
    "06-rfc2231-name": {"Pesanan Pintu – Ruang Tamu.pdf": pdf("eml 6")},
    "07-encoded-word-name": {"發票.pdf": pdf("eml 7")},
    "08-winmail": {"Invoice for doors.pdf": pdf("eml 8")},
    "09-zip": {"one.pdf": pdf("eml 9a"), "two.pdf": pdf("eml 9b")},
    "10-logo-and-signature": {"inv.pdf": pdf("eml 10")},
    "11-photo-in-the-text": {"IMG_0001.png": png(520, 560)},
    "12-einvoice-beside-its-pdf": {"INV-20260042.xml": UBL},
    "13-einvoice-and-another-pdf": {"PO-77.pdf": pdf("eml 13"), "einvoice.xml": UBL},
    "14-no-attachment": {},
    "15-spreadsheet-only": {},
    "16-the-same-twice": {"a.pdf": pdf("eml 16")},
    "17-only-a-pdf": {"bare.pdf": pdf("eml 17")},
    "18-automatic-sender": {"auto.pdf": pdf("eml 18")},
    "19-bounce": {"KDI-2507-003.pdf": pdf("eml 19")},
    "20-locked-and-broken-zip": {"good.pdf": pdf("eml 20b")},
    "21-broken-headers": {"=?koi-9?B?!!!?=": pdf("eml 21")},
}


def read(name: str) -> Mail:
    return take_apart((FOLDER / f"{name}.eml").read_bytes(), LIMITS)


@pytest.mark.parametrize("name", EXPECTED)
def test_exactly_the_documents_of_a_mail_are_taken(name: str) -> None:
    paired = pair(read(name).contents.documents, lambda _pdf, _number: False)
    assert {one.document.name: one.document.data for one in paired} == EXPECTED[name]


def test_the_mails_are_those_that_their_source_writes() -> None:
    assert {path.stem for path in FOLDER.glob("*.eml")} == set(EXPECTED)
    for path, data in written():
        assert path.read_bytes() == data, f"{path.name}: write it again with python -m tests.intake.eml"


def test_what_is_not_read_is_named() -> None:
    assert read("15-spreadsheet-only").contents.left_out == ("order.xlsx",)
    assert "broken.zip cannot be opened" in read("20-locked-and-broken-zip").contents.problems[0]
    assert read("10-logo-and-signature").contents.left_out == ()


def test_mails_from_programs_and_bounces_are_told() -> None:
    assert "Auto-Submitted" in str(read("18-automatic-sender").letter.automatic)
    assert read("19-bounce").letter.bounce
    assert [name for name in EXPECTED if read(name).letter.automatic] == ["18-automatic-sender", "19-bounce"]


def test_an_einvoice_names_the_pdf_that_shows_the_same() -> None:
    (one,) = pair(read("12-einvoice-beside-its-pdf").contents.documents, lambda _pdf, _number: False)
    assert one.companions == ("INV-20260042.pdf",)


def test_a_pdf_that_makes_readers_fail_keeps_its_mail_from_nothing() -> None:
    """It is a document of its own then, with a job that says what is wrong; the mail waited for ever."""

    def shows(_data: bytes, _number: str) -> bool:
        raise Refused("took_too_long", "Reading this file was stopped.")

    documents = read("13-einvoice-and-another-pdf").contents.documents
    assert [paired.document for paired in pair(documents, shows)] == list(documents)


def test_a_pdf_of_another_name_is_the_einvoice_s_own_when_it_shows_its_number() -> None:
    asked: list[tuple[bytes, str]] = []

    def shows(data: bytes, number: str) -> bool:
        asked.append((data, number))
        return True

    (one,) = pair(read("13-einvoice-and-another-pdf").contents.documents, shows)
    assert (one.document.data, one.companions) == (UBL, ("PO-77.pdf",))
    assert asked == [(pdf("eml 13"), "INV-20260042")]


def test_the_same_message_id_with_another_document_is_another_mail() -> None:
    one = (FOLDER / "01-attached.eml").read_bytes()
    two = (FOLDER / "05-octet-stream.eml").read_bytes().replace(b"eml-5@", b"eml-1@")
    again = one.replace(b"Subject: Mail 1", b"X-Moved: yes\r\nSubject: Mail 1")
    identities = [take_apart(raw, LIMITS).identity for raw in (one, two, again)]
    assert identities[0] == identities[2] != identities[1]


def test_a_mail_without_message_id_is_known_by_its_bytes() -> None:
    raw = b"From: a@b.example\r\n\r\nhello"
    assert take_apart(raw, LIMITS).identity == hashlib.sha256(raw).hexdigest()


def corpus() -> Iterator[bytes]:
    for _, data in written():
        yield data


@given(st.sampled_from(list(corpus())), st.data())
def test_no_damage_to_a_mail_stops_the_mails_after_it(raw: bytes, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, min(len(raw), 4000)))
    junk = data.draw(st.binary(max_size=60))
    mail = take_apart(raw[:cut] + junk + raw[cut + len(junk) :], LIMITS)
    assert mail.identity


HEAD = b"From: a@s.example\r\nSubject: x\r\nMessage-ID: <1@s.example>\r\nMIME-Version: 1.0\r\n"
MIXED = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 3000 + b"\r\nhi", "cannot be taken apart"),
        (HEAD + MIXED + b"--b\r\n\r\nx\r\n" * 5000 + b"--b--\r\n", "more than 2000 parts"),
        (
            HEAD
            + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(3000)),
            "cannot be taken apart",
        ),
        (
            HEAD
            + MIXED
            + b"".join(
                b"--b\r\nContent-Type: application/x-a; name=%d.bin\r\n\r\nx%d\r\n" % (i, i) for i in range(500)
            ),
            "480 more attachments are no documents",
        ),
    ],
    ids=["mails in mails", "thousands of parts", "parts in parts", "hundreds of files"],
)
def test_a_mail_made_to_be_endless_is_told_about_in_a_sentence(raw: bytes, said: str) -> None:
    mail = take_apart(raw, LIMITS)
    assert (mail.letter.sender, mail.contents.documents) == ("a@s.example", ())
    assert said in mail.contents.problems[-1]
    assert len(mail.contents.left_out) <= 20


@pytest.mark.parametrize(
    "head",
    [
        b"From: " + b"(" * 50_000 + b"a@b.example",
        b"From: " + b"a@b.example, " * 50_000,
        b"From: a@b.example\r\nSubject: " + b"=?utf-8?q?a?= " * 60_000,
        b"From: a@b.example\r\nSubject: caf\xe9 \x00\xff =?utf-8?q?=E2=80=AE?= \xd0",
        b"From: caf\xe9 <c\xe9@b.example>\r\nSubject: =?koi8-r?b?//8=?= =?bogus?q?x?=",
        b"From: \x00@b.example\r\nMessage-ID: <" + b"x" * 100_000 + b"@b>",
    ],
    ids=["comments", "senders", "words", "bytes", "charsets", "id"],
)
def test_whatever_stands_in_a_head_can_be_written_down(head: bytes) -> None:
    letter = take_apart(head + b"\r\n\r\nhello", LIMITS).letter
    for text in (letter.sender, letter.reply_to, letter.subject, letter.message_id or ""):
        assert text.encode().decode().isprintable()
        assert len(text) <= 500


def test_a_name_that_turns_the_writing_round_is_shown_as_it_is() -> None:
    raw = HEAD + b'Content-Type: application/pdf; name="=?utf-8?q?inv=E2=80=AEfdp.exe=0A?="\r\n\r\n' + pdf("x")
    (document,) = take_apart(raw, LIMITS).contents.documents
    assert document.name == "invfdp.exe"
