"""The examples of docs/integrations.md are run as they stand there."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from config.settings import Settings
from config.webhooks import WebhookSource
from outputs.webhook import signature
from portal.access.caller import Scope
from portal.app import create_portal
from portal.desk import Desk
from portal.hooking import webhook_intake
from tests.serving import serving

PAGE = (Path(__file__).parents[3] / "docs/integrations.md").read_text(encoding="utf-8")
WHSEC = "whsec_Zmlyc3Qgc2VjcmV0IG9mIHRoaXJ0eS10d28gYnl0ZXM="
WORD = "a long enough word for a sender"


def examples(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def environment(desk: Desk, settings: Settings, invoice: bytes, tmp_path: Path) -> Iterator[dict[str, str]]:
    """A portal that knows the two senders, a token for it, and an invoice in the folder."""
    (tmp_path / "invoice.pdf").write_bytes(invoice)
    sources = (
        WebhookSource.model_validate({"name": "books", "secrets": [WHSEC]}),
        WebhookSource.model_validate({"name": "scanner", "profile": "body-hmac", "secrets": [WORD]}),
    )
    ours = settings.model_copy(update={"webhooks": sources})
    access = desk.access
    scopes = frozenset({Scope.SUBMIT, Scope.READ})
    _, token = access.tokens.make("Accounting", scopes, "test", access.now())
    with serving(create_portal(replace(desk, webhooks=webhook_intake(ours, desk.door)))) as address:
        yield {**os.environ, "SENDORA": address, "TOKEN": token, "SECRET": WORD, "WHSEC": WHSEC}


def run(command: list[str], environment: dict[str, str], folder: Path) -> str:
    told = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True)  # noqa: S603, PLW1510 - our own examples; the outcome is what is asserted
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


def test_the_examples_for_the_shell_and_python_bring_one_document_to_one_job(
    environment: dict[str, str], tmp_path: Path
) -> None:
    submit, listing, usage, hook = examples("sh")
    taken = json.loads(run(["sh", "-ec", submit], environment, tmp_path))
    assert taken["new"]
    assert json.loads(run(["sh", "-ec", submit], environment, tmp_path)) == taken
    found = json.loads(run(["sh", "-ec", listing], environment, tmp_path))
    assert [job["id"] for job in found["jobs"]] == [taken["job_id"]]
    assert json.loads(run(["sh", "-ec", usage], environment, tmp_path))["today"]["pages"] == 0
    by_hook = json.loads(run(["sh", "-ec", hook], environment, tmp_path))
    by_python = run([sys.executable, "-c", examples("python")[0]], environment, tmp_path)
    assert {by_hook["job_id"], by_python.strip()} == {taken["job_id"]}


def test_the_receivers_example_believes_what_we_send_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHSEC", WHSEC)
    given: dict[str, Any] = {}
    exec(examples("python")[1], given)  # noqa: S102 - our own page
    body, now = b'{"type": "job.failed"}', int(time.time())
    assert given["verified"](signed(body, now), body) == {"type": "job.failed"}
    assert given["verified"](signed(body, now), body + b" ") is None
    assert given["verified"](signed(body, now - 999), body) is None


def signed(body: bytes, at: int) -> dict[str, str]:
    """As our outbox signs."""
    key = base64.b64decode(WHSEC.removeprefix("whsec_"))
    return {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(at),
        "webhook-signature": signature((key,), "msg_1", at, body),
    }


def steps() -> dict[str, dict[str, Any]]:
    """The steps of other platforms that stand on the page, by where they name the address."""
    told = [json.loads(block) for block in examples("json")]
    return {name: step for step in told if "method" in step for name in ("uri", "url") if name in step}


def test_the_steps_of_other_platforms_bring_the_document_as_plain_http(
    environment: dict[str, str], invoice: bytes
) -> None:
    with httpx.Client(base_url=environment["SENDORA"]) as client:
        answers = [power_automate(client, environment["TOKEN"], invoice), zapier(client, environment["TOKEN"], invoice)]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert len({answer.json()["job_id"] for answer in answers}) == 1


def power_automate(client: httpx.Client, token: str, content: bytes) -> httpx.Response:
    """The expressions are filled in as its runtime does: a file's content is an object with base64 in it."""
    step = steps()["uri"]
    filled = {
        "@{triggerOutputs()?['headers/x-ms-file-name']}": "KDI-2507-003.pdf",
        "@{body('Get_file_content')?['$content']}": base64.b64encode(content).decode(),
    }
    body = {name: filled[value] for name, value in step["body"].items()}
    return send(client, step, step["uri"], token, content=json.dumps(body))


def zapier(client: httpx.Client, token: str, content: bytes) -> httpx.Response:
    """A file is sent as a part of a form."""
    step = steps()["url"]
    assert step["payload_type"] == "form"
    return send(client, step, step["url"], token, files={"file": ("KDI-2507-003.pdf", content, "application/pdf")})


def send(client: httpx.Client, step: dict[str, Any], address: str, token: str, **body: Any) -> httpx.Response:
    headers = {name: value.replace("sendora_…", token) for name, value in step["headers"].items()}
    return client.request(step["method"], urlsplit(address).path, headers=headers, **body)
