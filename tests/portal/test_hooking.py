"""Webhooks as the settings plug them together, and how their health is told."""

from __future__ import annotations

import base64

import pytest

from config.settings import Settings
from config.webhooks import WebhookEndpoint
from pipeline.errors import Refused
from pipeline.jobs import JobState
from pipeline.records import Records
from portal.desk import Desk
from portal.health import PartState
from portal.hooking import announcer, fetch_document, hook_parts, hooks_out, look_at_hooks
from tests.pipeline.conftest import a_document

SECRET = "whsec_" + base64.b64encode(b"first secret of thirty-two bytes").decode()


class Engine:
    """Takes errands and does none."""

    def __init__(self) -> None:
        self.errands: dict[str, object] = {}
        self.asked: list[tuple[str, str, int]] = []

    def run_errand(self, kind: str, name: str, number: int) -> None:
        self.asked.append((kind, name, number))


@pytest.fixture
def settings(settings: Settings) -> Settings:
    endpoint = {"name": "planner", "url": "https://planner.example/", "secrets": [SECRET]}
    return settings.model_copy(update={"webhook_endpoints": (WebhookEndpoint.model_validate(endpoint),)})


def test_an_event_is_handed_to_the_engine_once_by_its_delivery_and_number(desk: Desk, settings: Settings) -> None:
    records, engine = Records(desk.records.engine, announces=announcer(settings)), Engine()
    hooks = hooks_out(settings, records, engine, lambda _about, _words: None)  # type: ignore[arg-type] # as much as is asked of it
    job, _ = records.create_job(a_document(b"a"))
    records.add_event(job.id, JobState.FAILED, "It cannot be read.", code="unreadable")
    assert hooks.outbox
    for _ in range(3):
        hooks.outbox.look()
    (delivery,) = hooks.out.of_job(job.id)
    assert engine.asked == [("webhook", delivery.id, 1)]


def test_health_tells_of_what_was_given_up_and_of_disabled_endpoints(desk: Desk, settings: Settings) -> None:
    records = Records(desk.records.engine, announces=announcer(settings))
    hooks = hooks_out(settings, records, Engine(), lambda _about, _words: None)  # type: ignore[arg-type] # see above
    assert look_at_hooks(hooks).state is PartState.BROKEN
    hooks.start()
    assert look_at_hooks(hooks).state is PartState.OK
    hooks.out.disable("planner", "The receiver answered 410: it wants no more events")
    found = look_at_hooks(hooks)
    assert (found.state, "410" in found.sentence) == (PartState.ATTENTION, True)
    hooks.stop()


def test_without_an_endpoint_nothing_runs_and_health_says_nothing(desk: Desk) -> None:
    assert list(hook_parts(desk.hooks)) == []


def test_a_document_is_never_fetched_from_this_machine_or_without_tls() -> None:
    for address in ("https://127.0.0.1/1.pdf", "http://files.example/1.pdf", "https://[::1]/", "https://localhost/"):
        with pytest.raises(Refused) as raised:
            fetch_document(address, 2**20)
        assert raised.value.code == "fetch_not_allowed"


def test_a_wrong_secret_of_an_endpoint_is_named_at_start_without_showing_it(desk: Desk, settings: Settings) -> None:
    endpoint = {"name": "planner", "url": "https://planner.example/", "secrets": ["whsec_abc"]}
    wrong = settings.model_copy(update={"webhook_endpoints": (WebhookEndpoint.model_validate(endpoint),)})
    with pytest.raises(ValueError, match="webhook_endpoints planner: a secret") as raised:
        hooks_out(wrong, desk.records, Engine(), lambda _about, _words: None)  # type: ignore[arg-type] # see above
    assert "whsec_abc" not in str(raised.value)
