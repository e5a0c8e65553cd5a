"""What every answer promises: no script or style from elsewhere, hostile words stay words, honest errors."""

import re
import sqlite3
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import product
from urllib.parse import unquote

import pytest
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.testing import TestClient
from sqlalchemy import event

from pipeline.jobs import Job
from portal.access.guards import handlers_of
from portal.desk import Desk
from portal.health import Finding, Part, PartState
from portal.pages.job import BLANK_SHEET
from portal.problems import PROBLEM_JSON
from tests.portal.conftest import MOST

Client = TestClient[Litestar]
Drop = Callable[..., Job]
WorkOff = Callable[[], None]
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>.pdf"
PAGE = {"Accept": "text/html"}


class Inline(HTMLParser):
    """Collects what a strict policy would refuse, and every address that is loaded."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.refused += [f"{tag} {name}" for name in named if name == "style" or name.startswith("on")]
        self.refused += [tag] if tag == "style" or (tag == "script" and "src" not in named) else []
        self.loaded += [value for name in ("src", "href") if (value := named.get(name)) and tag != "a"]


def inline(html: str) -> Inline:
    parser = Inline()
    parser.feed(html)
    return parser


def pages_of(desk: Desk) -> list[str]:
    jobs = [f"/jobs/{job.id}" for job in desk.records.unfinished()]
    return ["/", "/?show=needs-you", "/?q=nothing", "/upload", "/status", "/jobs/none", *jobs]


def test_every_page_keeps_to_files_of_its_own(client: Client, desk: Desk, drop: Drop, invoice: bytes) -> None:
    drop(invoice)
    for path in pages_of(desk):
        answer = client.get(path, headers=PAGE)
        found = inline(answer.text)
        assert found.refused == [], path
        assert all(address.startswith("/") for address in found.loaded), path
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_every_file_a_page_names_is_there_and_may_be_kept_for_ever(client: Client) -> None:
    html = client.get("/status").text
    for address in set(inline(html).loaded) | set(re.findall(r'"(/static/[^"#]+)', html)):
        answer = client.get(address.partition("#")[0])
        assert answer.status_code == 200, address
        assert "immutable" in answer.headers["cache-control"]


def test_no_page_with_all_its_files_is_over_150_kb(
    client: Client, desk: Desk, drop: Drop, invoice: bytes, work_off: WorkOff
) -> None:
    job = drop(invoice)
    work_off()
    assert desk.records.unfinished() == ()
    for path in ("/", "/upload", "/status", f"/jobs/{job.id}"):
        html = client.get(path, headers=PAGE).text
        files = {address.partition("#")[0] for address in inline(html).loaded if address.startswith("/static")}
        scripts = {
            f"{next(iter(files)).rpartition('/')[0]}/{name}.js"
            for name in ("live", "morph", "ages", "boxes", "uploads")
        }
        size = len(html.encode()) + sum(len(client.get(file).content) for file in files | scripts)
        assert size <= 150_000, (path, size)


def test_a_hostile_file_name_is_shown_as_words(client: Client, drop: Drop, invoice: bytes, work_off: WorkOff) -> None:
    job = drop(invoice, HOSTILE)
    work_off()
    for path in ("/", f"/jobs/{job.id}", "/live/rows", f"/live/jobs/{job.id}", "/?q=%3Cscript%3Ealert(1)"):
        html = client.get(path, headers=PAGE).text
        assert "<script>alert" not in html, path
        assert "<img src=x" not in html, path
    assert "&lt;script&gt;alert(1)" in client.get(f"/jobs/{job.id}").text


def test_a_hostile_customer_name_is_shown_as_words(
    client: Client, desk: Desk, drop: Drop, invoice: bytes, work_off: WorkOff
) -> None:
    job = drop(invoice)
    work_off()
    (order,) = desk.records.orders.of_job(job.id)
    content = desk.archive.get(order.order_digest).replace(b"CONTOH RIDGE", b"<script>x</script>")
    desk.records.orders.save(
        order.id, customer="<script>x</script>", draft=False, order_digest=desk.archive.put(content), pdf_digest=None
    )
    html = client.get(f"/jobs/{job.id}").text
    assert "&lt;script&gt;x&lt;/script&gt; BUILDERS" in html
    assert "<script>x" not in html


def test_the_first_page_of_an_empty_portal_names_the_real_ways_in(client: Client, desk: Desk) -> None:
    html = client.get("/").text
    assert str(desk.ways[1].address) in html
    assert "http://127.0.0.1/upload" in html


def test_an_uploaded_invoice_is_received_then_listed_then_a_job_order(
    client: Client, invoice: bytes, work_off: WorkOff
) -> None:
    answer = client.post("/upload", files={"file": ("invoice.pdf", invoice)})
    assert answer.status_code == 201
    assert answer.json()["new"] is True
    assert "invoice.pdf" in client.get("/").text
    work_off()
    state = client.get(f"/api/jobs/{answer.json()['id']}").json()
    assert (state["standing"], state["job_order_no"]) == ("done", "KDI-2611-001")
    page = client.get(answer.json()["url"]).text
    assert "CONTOH RIDGE BUILDERS SDN BHD" in page
    assert "915 mm" in page


def test_the_same_file_again_is_the_same_job(client: Client, invoice: bytes) -> None:
    first = client.post("/upload", files={"file": ("invoice.pdf", invoice)})
    again = client.post("/upload", files={"file": ("copy.pdf", invoice)})
    assert again.status_code == 200
    assert (again.json()["id"], again.json()["new"]) == (first.json()["id"], False)


def test_a_file_that_is_no_document_is_refused_with_a_sentence(client: Client) -> None:
    answer = client.post("/upload", files={"file": ("minutes.docx", b"PK\x03\x04 not an invoice")})
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith(PROBLEM_JSON)
    problem = answer.json()
    assert problem["code"] == "not_a_document"
    assert "minutes.docx is not a document that can be read. Send the invoice as PDF" in problem["detail"]
    assert "Refused" in client.get(problem["url"]).text


def test_a_file_over_the_limit_is_refused_by_the_door_and_a_far_larger_one_before_it_is_read(client: Client) -> None:
    just_over = client.post("/upload", files={"file": ("scan.pdf", b"%PDF-1.7" + bytes(MOST))})
    assert (just_over.status_code, just_over.json()["code"]) == (422, "too_large")
    far_over = client.post("/upload", files={"file": ("scan.pdf", bytes(3 * MOST))})
    assert (far_over.status_code, far_over.json()["code"]) == (413, "too_large")
    assert "At most 1 MB" in far_over.json()["detail"]


def test_a_form_without_a_file_says_so(client: Client) -> None:
    assert client.post("/upload").json()["code"] == "no_file"


def test_a_browser_without_scripts_gets_pages(client: Client, invoice: bytes) -> None:
    good = client.post("/upload", files={"file": ("invoice.pdf", invoice)}, headers=PAGE, follow_redirects=False)
    assert (good.status_code, good.headers["location"].startswith("/jobs/")) == (303, True)
    bad = client.post("/upload", files={"file": ("notes.docx", b"PK")}, headers=PAGE)
    assert bad.status_code == 422
    assert "notes.docx is not a document" in bad.text


def test_another_sites_page_can_change_nothing(client: Client, drop: Drop, invoice: bytes) -> None:
    job = drop(invoice)
    for headers in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
        for path in ("/upload", f"/jobs/{job.id}/retry"):
            assert client.post(path, headers=headers).status_code == 403


def test_a_fragment_says_when_nothing_changed_and_when_something_did(
    client: Client, drop: Drop, invoice: bytes, work_off: WorkOff
) -> None:
    job = drop(invoice)
    for path in ("/live/rows", "/live/tabs", f"/live/jobs/{job.id}"):
        etag = client.get(path).headers["etag"]
        assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
    etag = client.get("/live/rows").headers["etag"]
    work_off()
    assert client.get("/live/rows", headers={"If-None-Match": etag}).status_code == 200


def test_a_missing_page_is_a_page_for_people_and_a_problem_for_programs(client: Client) -> None:
    page = client.get("/jobs/nowhere", headers=PAGE)
    assert (page.status_code, "There is no such page" in page.text) == (404, True)
    problem = client.get("/api/jobs/nowhere")
    assert (problem.status_code, problem.json()["status"]) == (404, 404)


def test_our_own_mistake_says_nothing_of_its_inside(client: Client, desk: Desk, drop: Drop, invoice: bytes) -> None:
    job = drop(invoice)
    desk.records.engine.dispose()
    desk.archive.path(job.sha256).unlink()
    gone = client.get(f"/jobs/{job.id}/original")
    assert (gone.status_code, gone.json()["code"]) == (404, "not_in_archive")


def test_pictures_downloads_and_names(
    client: Client, desk: Desk, drop: Drop, invoice: bytes, work_off: WorkOff
) -> None:
    job = drop(invoice, 'quote"\r\nX-Evil: 1.pdf')
    work_off()
    (order,) = desk.records.orders.of_job(job.id)
    page = client.get(f"/orders/{order.id}/pages/1?v={str(order.pdf_digest)[:12]}")
    assert (page.headers["content-type"], page.content[8:12]) == ("image/webp", b"WEBP")
    assert "immutable" in page.headers["cache-control"]
    assert client.get(f"/jobs/{job.id}/pages/1?size=thumb").status_code == 200
    assert client.get(f"/jobs/{job.id}/pages/9").content == BLANK_SHEET
    printed = client.get(f"/orders/{order.id}/pdf/KDI-2611-001.pdf")
    assert printed.content.startswith(b"%PDF")
    assert printed.headers["content-disposition"] == 'inline; filename="KDI-2611-001.pdf"'
    original = client.get(f"/jobs/{job.id}/original")
    assert original.content == invoice
    assert original.headers["content-type"] == "application/octet-stream"
    assert "x-evil" not in original.headers
    assert "quote" in unquote(original.headers["content-disposition"])
    assert client.get(f"/orders/{order.id}/job-order.json").json()["job_order_no"]["value"] == "KDI-2611-001"


def test_a_deleted_job_takes_its_files_with_it(
    client: Client, desk: Desk, drop: Drop, invoice: bytes, work_off: WorkOff
) -> None:
    job = drop(invoice)
    work_off()
    (order,) = desk.records.orders.of_job(job.id)
    desk.records.delete(job.id)
    for path in (
        f"/jobs/{job.id}",
        f"/jobs/{job.id}/original",
        f"/orders/{order.id}/pages/1",
        f"/orders/{order.id}/job-order.json",
    ):
        assert client.get(path).status_code == 404


def test_retry_sends_an_ended_job_round_again_and_leaves_a_running_one_alone(
    client: Client, desk: Desk, drop: Drop, invoice: bytes, work_off: WorkOff
) -> None:
    job = drop(invoice)
    client.post(f"/jobs/{job.id}/retry")
    assert _run(desk, job) == 1
    work_off()
    answer = client.post(f"/jobs/{job.id}/retry", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/jobs/{job.id}")
    assert _run(desk, job) == 2


def _run(desk: Desk, job: Job) -> int:
    now = desk.records.job(job.id)
    assert now is not None
    return now.run


def test_health_answers_503_as_soon_as_a_part_does_not_run(desk: Desk, client: Client) -> None:
    assert (client.get("/health").status_code, client.get("/health/ready").status_code) == (200, 200)
    broken = Part("folder", lambda: Finding(PartState.BROKEN, "It is gone.", "Mount it again."))
    desk.health.__init__([broken])  # type: ignore[misc] # the same object, with other parts
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.json()["parts"][0]["cure"] == "Mount it again."
    assert client.get("/health/live").status_code == 200
    assert "Mount it again." in client.get("/status").text
    nobody = client.get("/health", headers={"X-Forwarded-For": "203.0.113.9"})
    assert (nobody.status_code, nobody.json()) == (503, {"state": "broken"})


@pytest.mark.parametrize("path", ["/?show=%00&q=%25_&source=x&cursor=%27", "/?cursor=zzz", "/live/rows?q=%ff"])
def test_a_strange_address_is_answered(client: Client, drop: Drop, invoice: bytes, path: str) -> None:
    drop(invoice)
    assert client.get(path).status_code == 200


def test_who_mistypes_an_address_keeps_the_menu(client: TestClient[Litestar]) -> None:
    page = client.get("/nowhere", headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert "There is no such page" in page.text
    assert 'href="/numbers"' in page.text


def test_a_database_that_takes_nothing_in_is_read_on_and_told_in_words(
    desk: Desk, client: TestClient[Litestar], drop: Callable[..., Job]
) -> None:
    job = drop(b"no document")

    def protect(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA query_only=ON")

    event.listen(desk.records.engine, "connect", protect)
    desk.records.engine.dispose()
    page = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
    for path in ("/", f"/jobs/{job.id}", "/numbers", "/status"):
        assert client.get(path, headers=page).status_code == 200, path
    for path in (f"/jobs/{job.id}/retry", f"/jobs/{job.id}/delete"):
        told = client.post(path, headers=page)
        assert told.status_code == 503
        assert "its file or disk is write-protected. Make it writable" in told.text
        assert 'href="/status"' in told.text
    answer = client.post("/upload", files={"file": ("a.pdf", b"%PDF-1.7 new")})
    assert (answer.status_code, "write-protected" in answer.json()["detail"]) == (503, True)


def test_json_nested_too_deeply_is_the_senders_fault_at_every_address_that_takes_some(
    portal: Litestar, client: TestClient[Litestar]
) -> None:
    headers, refused = {"Content-Type": "application/json"}, set()
    for handler in handlers_of(portal):
        if not isinstance(handler, HTTPRouteHandler):
            continue
        for path, method in product(handler.paths, handler.http_methods - {"GET", "HEAD", "OPTIONS"}):
            for body in (b"[" * 9_999, b'{"changes":' * 9_999):
                answer = client.request(method, re.sub(r"{\w+:\w+}", "1", path), content=body, headers=headers)
                assert answer.status_code < 500, (method, path)
                if "nested too deeply" in answer.text:
                    assert (answer.status_code, answer.json()["code"]) == (400, "http_400")
                    refused.add(path.rpartition("/")[2])
    assert refused >= {
        "{order_id:str}",
        "approve",
        "reject",
        "undo",
        "lock",
        "cancel",
        "documents",
        "password",
        "import",
    }
