"""What comes at the same time is done together, and shares nothing else: here writes and a transaction."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from pipeline.database import AWAY, open_database, writing
from pipeline.together import AT_MOST, Together
from tests.waiting import wait_for

numbers = sa.Table("numbers", sa.MetaData(), sa.Column("number", sa.Integer, primary_key=True))


@pytest.fixture
def engine(database_url: str) -> Iterator[sa.Engine]:
    made = open_database(database_url)
    numbers.create(made)
    yield made
    made.dispose()


def put(number: int) -> Callable[[sa.Connection], int]:
    def work(connection: sa.Connection) -> int:
        connection.execute(numbers.insert().values(number=number))
        return number

    return work


Writes = Together[Callable[[sa.Connection], int], int, sa.Connection]


def writes(engine: sa.Engine) -> Writes:
    def work(connection: sa.Connection, asked: Sequence[Callable[[sa.Connection], int]]) -> list[int]:
        return [one(connection) for one in asked]

    return Together(lambda: writing(engine), work, shared=AWAY)


def kept(engine: sa.Engine) -> list[int]:
    with engine.connect() as connection:
        return sorted(connection.scalars(sa.select(numbers.c.number)))


def commits_of(engine: sa.Engine) -> list[int]:
    counted: list[int] = []
    event.listen(engine, "commit", lambda _: counted.append(1))
    return counted


def all_at_once(engine: sa.Engine, together: Writes, works: list[Callable[[sa.Connection], int]]) -> list[Future[int]]:
    """All of them come while somebody else writes, so that they wait together."""
    with ThreadPoolExecutor(len(works)) as threads, writing(engine):
        asked = [threads.submit(together.do, work) for work in works]
        wait_for(lambda: together.waiting == len(works))
    return asked


def test_what_comes_together_is_committed_together(engine: sa.Engine) -> None:
    commits = commits_of(engine)
    asked = all_at_once(engine, writes(engine), [put(number) for number in range(20)])
    assert [one.result() for one in asked] == list(range(20))
    assert kept(engine) == list(range(20))
    assert len(commits) == 2  # the one they waited for, and theirs


def test_more_than_fit_into_one_are_all_written(engine: sa.Engine) -> None:
    count = AT_MOST + 10
    asked = all_at_once(engine, writes(engine), [put(number) for number in range(count)])
    assert {one.result() for one in asked} == set(range(count))
    assert len(kept(engine)) == count


def test_one_that_fails_fails_alone(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        connection.execute(numbers.insert().values(number=7))
    asked = all_at_once(engine, writes(engine), [put(number) for number in range(10)])
    assert [number for number, one in enumerate(asked) if one.exception()] == [7]
    assert isinstance(asked[7].exception(), sa.exc.IntegrityError)
    assert kept(engine) == list(range(10))


def test_when_nothing_can_be_written_everybody_hears_of_it_and_the_next_ones_are_written(engine: sa.Engine) -> None:
    def broken(_: sa.Connection) -> int:
        raise sa.exc.OperationalError("INSERT", None, Exception("database or disk is full"))

    together = writes(engine)
    asked = all_at_once(engine, together, [put(1), broken, put(2)])
    assert all(isinstance(one.exception(), sa.exc.OperationalError) for one in asked)
    assert kept(engine) == []
    assert together.do(put(3)) == 3


def test_when_the_writing_thread_is_ended_nobody_is_told_that_it_was_written(engine: sa.Engine) -> None:
    def ended(_: sa.Connection) -> int:
        raise SystemExit

    together = writes(engine)
    asked = all_at_once(engine, together, [put(1), put(2), ended, put(3)])
    told = [one.result() for one in asked if one.exception() is None]
    assert sorted(told) == kept(engine)
    assert together.do(put(4)) == 4


def test_nobody_hears_of_it_before_it_is_committed(engine: sa.Engine) -> None:
    together, failures = writes(engine), []

    def write(first: int) -> None:
        for number in range(first, first + 25):
            together.do(put(number))
            if number not in kept(engine):
                failures.append(number)

    threads = [threading.Thread(target=write, args=(first * 25,)) for first in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert kept(engine) == list(range(200))
