"""How long a job order takes to print: python -m benchmarks.rendering [--runs 15] [--orders 24].

Prints milliseconds and their ratio to wkhtmltopdf's own time for an empty page, which tells more on another machine.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import median

from outputs.wkhtmltopdf import print_pdf
from tests.outputs.sample_orders import print_order, sample_order


def main() -> None:
    """Measures one at a time, then many at once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="how often each is measured")
    parser.add_argument("--orders", type=int, default=24, help="how many are printed at once")
    arguments = parser.parse_args()
    empty = milliseconds(lambda: print_pdf("<!DOCTYPE html><p></p>"), arguments.runs)
    print(f"empty page              {empty:6.0f} ms   1.0 ×")
    for doors, frames in ((4, 2), (13, 2), (40, 8)):
        order = sample_order(doors, frames)
        taken = milliseconds(lambda order=order: print_order(order), arguments.runs)  # type: ignore[misc]  # bound now
        print(f"{doors:2} doors, {frames} frames      {taken:6.0f} ms {taken / empty:5.1f} ×")
    workers = os.cpu_count() or 1
    print(f"{workers} at a time             {orders_per_second(arguments.orders, workers):6.1f} orders/s")


def milliseconds(work: Callable[[], object], runs: int) -> float:
    """The median; a first run warms fonts and templates."""
    work()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return median(taken)


def orders_per_second(count: int, workers: int) -> float:
    """Two-page orders, several at once."""
    orders = [sample_order(doors=4, frames=2)] * count
    start = time.perf_counter()
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(print_order, orders))
    return count / (time.perf_counter() - start)


if __name__ == "__main__":
    main()
