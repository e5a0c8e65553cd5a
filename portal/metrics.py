"""What Prometheus scrapes at ``/metrics``: jobs, steps, what waits, each part of the service, what Document AI costs.

Sums of jobs come from the database at each scrape. Steps and ends are counted from the events that were written since
the last one; as every counter of Prometheus they begin at zero with the process.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from pipeline.numbers import Numbers
from pipeline.records import Records
from pipeline.usage import Usage
from portal.health import Health, PartState

SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300)
"""Ends of the histogram's buckets: a step takes from some hundredths of a second to five minutes, its time limit."""
AT_ONCE = 500
_STATES = {PartState.OK: 0.0, PartState.ATTENTION: 1.0, PartState.BROKEN: 2.0}


class Metrics:
    """All that is counted. Safe to ask from any thread."""

    def __init__(self, records: Records, health: Health, usage: Usage | None, version: str) -> None:
        self._registry = CollectorRegistry()
        self._steps = Histogram(
            "sendora_step_seconds", "How long steps took.", ["step"], buckets=SECONDS, registry=self._registry
        )
        self._ends = Counter("sendora_ends", "Jobs that came to an end.", ["state"], registry=self._registry)
        self._registry.register(_Standing(records, health, usage, version))
        ProcessCollector(registry=self._registry)
        self._records = records
        self._seen = records.last_event_id()
        self._lock = threading.Lock()

    def text(self) -> bytes:
        """In Prometheus' text format, as it is now."""
        with self._lock:
            self._take_up_events()
        return generate_latest(self._registry)

    def _take_up_events(self) -> None:
        while found := self._records.events_after(self._seen, AT_ONCE):
            for event in found:
                if event.step and event.seconds is not None:
                    self._steps.labels(event.step).observe(event.seconds)
                if event.state.final:
                    self._ends.labels(event.state.value).inc()
            self._seen = found[-1].id


class _Standing(Collector):
    """What is looked up when somebody asks."""

    def __init__(self, records: Records, health: Health, usage: Usage | None, version: str) -> None:
        self._numbers, self._health, self._usage, self._version = Numbers(records.engine), health, usage, version

    def describe(self) -> list[Metric]:
        """Nothing is looked up when the collector is registered."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Every gauge."""
        yield InfoMetricFamily("sendora", "The running version.", {"version": self._version})
        yield self._jobs()
        yield from self._parts()
        if self._usage:
            yield from _spent(self._usage)

    def _jobs(self) -> Metric:
        jobs = GaugeMetricFamily("sendora_jobs", "Jobs by state and way in.", labels=["state", "source"])
        for (state, source), count in self._numbers.standings().items():
            jobs.add_metric([state.value, source], count)
        return jobs

    def _parts(self) -> Iterator[Metric]:
        state = GaugeMetricFamily("sendora_part_state", "0 runs, 1 needs attention, 2 does not run.", labels=["part"])
        figures = GaugeMetricFamily("sendora_part", "Figures of each part.", labels=["part", "figure"])
        queue = GaugeMetricFamily("sendora_queue_age_seconds", "How long the oldest document has waited untouched.")
        for part in self._health.report().parts:
            state.add_metric([part.name], _STATES[part.state])
            for name, value in part.measures.items():
                figures.add_metric([part.name, name], value)
            if "queue_age_seconds" in part.measures:
                queue.add_metric([], part.measures["queue_age_seconds"])
        yield from (state, figures, queue)


def _spent(usage: Usage) -> Iterator[Metric]:
    pages = GaugeMetricFamily("sendora_documentai_pages", "Pages sent to Document AI.", labels=["period"])
    money = GaugeMetricFamily(
        "sendora_documentai_money", "Their price in the currency of the budget.", labels=["period"]
    )
    found = usage.figures()
    for period, row in (("day", found.day), ("month", found.month)):
        pages.add_metric([period], row.spent.pages)
        money.add_metric([period], float(row.spent.money))
    yield from (pages, money)
