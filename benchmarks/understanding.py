"""How long a page takes to be understood: python -m benchmarks.understanding [--seed 1] [--count N] [FOLDER].

Draws documents of the generator (``benchmarks.documents``), or takes those of FOLDER, reads each and understands it
once, as when it arrives. Prints milliseconds of the processor a page, which tell little on another machine, and their
ratio to the time in which Python's own ``tomllib`` reads a fixed text: pure Python on short strings, as understanding
is, measured between the documents of the same run.
"""

from __future__ import annotations

import argparse
import gc
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean, median

from benchmarks.documents.__main__ import draw_case
from benchmarks.documents.layouts import LAYOUTS
from benchmarks.documents.printing import press
from config.settings import Settings
from pipeline.model import Document
from pipeline.reading import ReadingLimits, read
from portal.company import CompanyFiles, company, understand

REFERENCE = "\n".join(f'[item-{n}]\ndescription = "door {n}"\nsize_mm = [{600 + n}, 2100]' for n in range(100))
"""What the reference reads: a hundred items of three lines."""

_SUFFIXES = {".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}
_SHOWN = 5  # of the slowest documents


def main() -> None:
    """Measures document after document and prints the figures of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="documents instead of drawn ones")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=2 * len(LAYOUTS), help="drawn documents; the layouts take turns")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = wanted.folder or drawn(Path(made), wanted.seed, wanted.count)
        documents = {path.stem: read(path, ReadingLimits()) for path in sorted(folder.iterdir()) if _is_page(path)}
    print_times(documents)


def drawn(folder: Path, seed: int, count: int) -> Path:
    """``folder``, with ``count`` documents in it."""
    with press() as print_pdf:
        for number in range(count):
            page, truth, _ = draw_case(LAYOUTS[number % len(LAYOUTS)], seed, number // len(LAYOUTS))
            (folder / truth["file"]).write_bytes(print_pdf(page))
    return folder


def print_times(documents: dict[str, Document]) -> None:
    """Milliseconds a page on average, of the middle one and of the slowest, beside the reference's."""
    files = CompanyFiles.of(Settings())
    company(files)  # the words are read once in a process, at its start
    gc.collect()
    pages, references = {}, []
    for name, document in documents.items():
        references.append(milliseconds(lambda: tomllib.loads(REFERENCE)))
        taken = milliseconds(lambda document=document: understand(document, files))  # type: ignore[misc]  # bound now
        pages[name] = taken / len(document.pages), len(document.pages)
    reference = median(references)
    for name, taken in _rows(pages):
        print(f"{name:40}{taken:7.1f} ms {taken / reference:6.2f} ×")
    print(f"{'tomllib on a fixed text':40}{reference:7.1f} ms   1.00 ×")


def _rows(pages: dict[str, tuple[float, int]]) -> Iterator[tuple[str, float]]:
    """What is printed: a name and milliseconds a page."""
    every = [taken for taken, count in pages.values() for _ in range(count)]
    yield f"{len(every)} pages, average", mean(every)
    yield "the middle one", median(every)
    for name in sorted(pages, key=lambda name: -pages[name][0])[:_SHOWN]:
        yield f"  {name}", pages[name][0]


def milliseconds(work: Callable[[], object]) -> float:
    """Of the processor, which others on the machine slow less than the clock on the wall."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def _is_page(path: Path) -> bool:
    return path.suffix.lower() in _SUFFIXES


if __name__ == "__main__":
    main()
