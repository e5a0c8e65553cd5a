"""Events reach their receiver once each, through outages, refusals and rotations of the secret."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks.webhooks import WebhookVerificationError

from intake.signatures import Keys, Profile
from outputs.webhook import AT_ONCE, Endpoint, WebhookOutbox, WebhookSender
from pipeline.announcing import Announcer, EventType
from pipeline.archive import digest_of
from pipeline.database import open_database
from pipeline.jobs import Arrival, JobState, NewJob
from pipeline.model import Source
from pipeline.records import Records
from pipeline.webhooks_out import SendState, WebhookDelivery, WebhooksOut
from tests.receiver import Receiver, receiving
from tests.waiting import wait_for

SECRET = "whsec_" + base64.b64encode(b"first secret of thirty-two bytes").decode()
NEXT = "whsec_" + base64.b64encode(b"second secret, thirty-two bytes!").decode()
HOUR = timedelta(hours=1)


class Clock:
    """Passes when a test says so. It does not start in the past: events carry the machine's time."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC) + timedelta(seconds=1)

    def __call__(self) -> datetime:
        return self.now


class Post:
    """The whole way out on a clock of the test's own; tries are made at once, in the engine's place."""

    def __init__(self, records: Records, receiver: Receiver, clock: Clock) -> None:
        self.records = records
        self.receiver = receiver
        self.clock = clock
        self.told: list[str] = []
        keys = Keys.of(Profile.STANDARD, (SECRET,)).keys
        self.endpoint = Endpoint("planner", receiver.address, keys, private=True)
        self.out = WebhooksOut(records.engine, clock)
        self.over(self.endpoint)

    def over(self, endpoint: Endpoint) -> None:
        """From now on the endpoint is set up so."""
        sender = WebhookSender(
            self.out, {"planner": endpoint}, "Sendora-Test", lambda _about, words: self.told.append(words)
        )
        self.outbox = WebhookOutbox(sender, self.make)

    def make(self, delivery_id: str, number: int) -> None:
        self.outbox.attempt(delivery_id, number)

    def fail(self, number: int) -> str:
        """A job that failed, which is told."""
        content = str(number).encode()
        arrival = Arrival(Source.UPLOAD, f"upload {number}", None, f"{number}.pdf", datetime.now(UTC))
        job, _ = self.records.create_job(NewJob(digest_of(content), "application/pdf", 1, arrival))
        self.records.add_event(job.id, JobState.FAILED, "It cannot be read.", code="unreadable")
        return job.id

    def look(self) -> None:
        """Until nothing is due."""
        while self.outbox.look():
            pass

    def wait(self, time: timedelta) -> None:
        """The clock goes on: to when something is due, or by five minutes when that is past."""
        end = self.clock.now + time
        while self.clock.now < end:
            later = self.clock.now + timedelta(minutes=5)
            due = self.out.next_due() or end
            self.clock.now = min(due if due > self.clock.now else later, end)
            self.look()

    def deliveries(self) -> tuple[WebhookDelivery, ...]:
        return self.out.newest(limit=100)

    def only(self) -> WebhookDelivery:
        (delivery,) = self.deliveries()
        return delivery


@pytest.fixture
def post(database_url: str) -> Iterator[Post]:
    engine = open_database(database_url)
    records = Records(engine, announces=Announcer({"planner": frozenset(EventType)}, "https://orders.example"))
    with receiving() as receiver:
        yield Post(records, receiver, Clock())
    engine.dispose()


def test_an_event_arrives_signed_so_that_the_reference_implementation_believes_it(post: Post) -> None:
    job = post.fail(1)
    post.look()
    (got,) = post.receiver.taken
    event = got.verified(SECRET)
    assert (event["type"], event["id"], event["data"]["job"]["id"]) == ("job.failed", got.id, job)
    assert got.headers["content-type"] == "application/json"
    with pytest.raises(WebhookVerificationError):
        got.verified(NEXT)
    assert post.only().state is SendState.DELIVERED


def test_while_the_secret_is_replaced_the_old_and_the_new_one_both_fit(post: Post) -> None:
    post.over(replace(post.endpoint, keys=Keys.of(Profile.STANDARD, (SECRET, NEXT)).keys))
    post.fail(1)
    post.look()
    (got,) = post.receiver.taken
    assert got.verified(SECRET) == got.verified(NEXT)


def test_a_receiver_that_is_down_for_an_hour_gets_each_event_once(post: Post) -> None:
    post.receiver.answer = (500, {})
    for number in range(6):
        post.fail(number)
        post.look()
        post.wait(timedelta(minutes=10))
    assert post.receiver.taken == []
    tried = len(post.receiver.got)
    post.receiver.answer = (200, {})
    post.wait(6 * HOUR)
    assert len({got.id for got in post.receiver.taken}) == len(post.receiver.taken) == 6
    assert tried < 6 * 5  # not hammered meanwhile
    assert all(delivery.state is SendState.DELIVERED for delivery in post.deliveries())
    post.wait(48 * HOUR)
    assert len(post.receiver.taken) == 6


def test_each_try_carries_the_same_event_under_the_same_id_with_a_time_of_its_own(post: Post) -> None:
    post.receiver.answer = (500, {})
    post.fail(1)
    post.look()
    post.wait(3 * HOUR)
    first, *others = post.receiver.got
    assert len(others) == 4
    assert {(got.id, got.body) for got in others} == {(first.id, first.body)}
    stamps = [int(got.headers["webhook-timestamp"]) for got in post.receiver.got]
    assert stamps == sorted(set(stamps))


def test_after_the_whole_schedule_it_is_given_up_and_a_person_is_told_and_can_send_it_again(post: Post) -> None:
    post.receiver.answer = (500, {})
    post.fail(1)
    post.look()
    post.wait(timedelta(days=5))
    delivery = post.only()
    assert (len(post.receiver.got), delivery.state) == (10, SendState.DEAD)
    assert [attempt.status for attempt in post.out.attempts([delivery.id])[delivery.id]] == [500] * 10
    assert "is disabled" in post.told[0]
    assert post.out.standing("planner").disabled_at
    post.receiver.answer = (200, {})
    post.out.enable("planner")
    post.look()
    assert post.receiver.taken == []
    assert post.out.redeliver_dead("planner") == 1
    post.look()
    assert [got.id for got in post.receiver.taken] == [delivery.event_id]


def test_one_that_is_given_up_while_others_arrive_leaves_the_endpoint_alone(post: Post) -> None:
    post.receiver.answer = (400, {})
    post.fail(1)
    post.look()
    post.wait(timedelta(days=3))
    post.receiver.answer = (200, {})
    post.fail(2)
    post.look()
    post.receiver.answer = (400, {})
    post.wait(timedelta(days=3))
    assert [delivery.state for delivery in post.deliveries()] == [SendState.DELIVERED, SendState.DEAD]
    assert post.out.standing("planner").disabled_at is None
    assert "was given up" in post.told[0]


def test_410_disables_the_endpoint_at_once_and_nothing_more_is_sent(post: Post) -> None:
    post.receiver.answer = (410, {})
    post.fail(1)
    post.look()
    post.receiver.answer = (200, {})
    post.fail(2)
    post.look()
    post.wait(24 * HOUR)
    assert len(post.receiver.got) == 1
    assert [delivery.state for delivery in post.deliveries()] == [SendState.DEAD, SendState.DEAD]
    assert "410" in (post.out.standing("planner").reason or "")


def test_a_redirect_is_a_failure_and_is_not_followed(post: Post) -> None:
    post.receiver.answer = (307, {"Location": post.receiver.address.replace("/hook", "/elsewhere")})
    post.fail(1)
    post.look()
    assert [got.path for got in post.receiver.got] == ["/hook"]
    assert post.only().words == "The receiver answered 307"


def test_a_private_address_is_refused_unless_the_endpoint_allows_it(post: Post) -> None:
    address = f"https://127.0.0.1:{post.receiver.address.rpartition(':')[2]}"
    post.over(replace(post.endpoint, url=address, private=False))
    post.fail(1)
    post.look()
    assert post.receiver.got == []
    assert "private network" in post.only().words


def test_an_endpoint_that_asks_for_fewer_is_spared_and_gets_everything_later(post: Post) -> None:
    post.receiver.answer = (429, {"Retry-After": "1200"})
    for number in range(12):
        post.fail(number)
    post.look()
    assert len(post.receiver.got) <= AT_ONCE
    post.receiver.answer = (200, {})
    post.wait(timedelta(minutes=15))
    assert post.receiver.taken == []
    post.wait(3 * HOUR)
    assert len({got.id for got in post.receiver.taken}) == len(post.receiver.taken) == 12


def test_no_answer_at_all_is_written_down_and_tried_again(post: Post) -> None:
    post.over(replace(post.endpoint, url="http://127.0.0.1:1/"))
    post.fail(1)
    post.look()
    delivery = post.only()
    assert (delivery.state, delivery.attempts) == (SendState.WAITING, 1)
    (attempt,) = post.out.attempts([delivery.id])[delivery.id]
    assert attempt.status is None
    assert "gave no answer" in attempt.answer


def test_a_try_that_two_workers_are_forced_onto_is_made_once(post: Post) -> None:
    post.fail(1)
    delivery = post.only()
    post.look()
    for number in (1, 2, 7):
        post.outbox.attempt(delivery.id, number)
    assert len(post.receiver.got) == 1


def test_a_try_that_was_cut_short_by_a_crash_is_made_again_under_its_own_number(post: Post) -> None:
    post.fail(1)
    delivery = post.only()
    assert post.out.begin(delivery.id, 1)
    post.look()
    assert post.receiver.got == []
    post.outbox.attempt(delivery.id, 1)
    assert len(post.receiver.taken) == 1


def test_a_try_whose_program_never_came_back_is_followed_by_the_next(post: Post) -> None:
    post.fail(1)
    assert post.out.begin(post.only().id, 1)
    post.wait(timedelta(minutes=10))
    assert post.receiver.got == []
    post.wait(timedelta(minutes=10))
    assert len(post.receiver.taken) == 1
    assert post.only().attempts == 2


def test_what_is_sent_again_by_hand_keeps_its_id_and_what_is_under_way_is_left_alone(post: Post) -> None:
    post.fail(1)
    post.look()
    delivery = post.only()
    post.out.redeliver(delivery.id)
    post.look()
    assert [got.id for got in post.receiver.taken] == [delivery.event_id] * 2
    assert post.out.redeliver("none") is None


def test_a_try_that_was_begun_for_an_endpoint_that_is_no_longer_set_up_is_given_up(post: Post) -> None:
    """It was handed over before the restart that took the endpoint away, or cut short by it."""
    gone = WebhookOutbox(WebhookSender(post.out, {}, "Sendora-Test"), lambda _name, _number: None)
    post.fail(1)
    gone.attempt(post.only().id, 1)
    gone.look()
    assert post.only().state is SendState.DEAD
    post.out.redeliver(post.only().id)
    post.out.begin(post.only().id, post.only().next_number)
    post.clock.now += HOUR
    gone.look()
    assert post.only().state is SendState.DEAD


def test_the_outbox_outlives_a_bug(post: Post) -> None:
    bugs = [ZeroDivisionError()]

    def hand_over(delivery_id: str, number: int) -> None:
        if bugs:
            raise bugs.pop()
        post.make(delivery_id, number)

    post.fail(1)
    outbox = WebhookOutbox(post.outbox.sender, hand_over)
    outbox.start()
    wait_for(lambda: bool(post.receiver.taken))
    outbox.stop()


def test_a_try_that_was_made_is_not_made_again(post: Post) -> None:
    """As when the engine takes up an errand whose end it had not written down yet."""
    post.receiver.answer = (500, {})
    post.fail(1)
    post.look()
    post.make(post.only().id, 1)
    assert (len(post.receiver.got), post.only().attempts) == (1, 1)


def test_no_more_tries_are_under_way_than_are_allowed_at_once(post: Post) -> None:
    for number in range(AT_ONCE + 2):
        post.fail(number)
    waiting = post.out.due("planner", AT_ONCE)
    for delivery in waiting[:-1]:
        post.out.begin(delivery.id, delivery.next_number)
    assert [delivery.id for delivery in post.out.due("planner", AT_ONCE)] == [waiting[-1].id]
    post.out.begin(waiting[-1].id, 1)
    assert post.out.due("planner", AT_ONCE) == ()


def test_what_waits_for_an_endpoint_that_is_no_longer_set_up_is_given_up(post: Post) -> None:
    post.fail(1)
    sender = WebhookSender(post.out, {}, "Sendora-Test")
    WebhookOutbox(sender, lambda _name, _number: None).look()
    assert post.only().state is SendState.DEAD
