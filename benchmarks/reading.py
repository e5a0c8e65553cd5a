"""How well and how fast pages are read, measured on labelled documents.

    python benchmarks/reading.py CORPUS/doors                      share of truth strings found, time a page, by mode
    python benchmarks/reading.py CORPUS/doors --characters         digital pages through OCR against their text layer

A truth string is a value of the case's JSON that stands on the page as it is (numbers, codes, names, descriptions). It
is found when each of its words stands on some page; case and white space are ignored, digits and punctuation are not.
Processor seconds are printed beside wall-clock seconds because the machine may be busy with other things.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import statistics
import sys
import time
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.model import Box, Document, Page
from pipeline.reading import ReadingLimits, read

_VALUES = ("job_order_no", "po_no", "customer_name", "measure_by")
_ITEM_VALUES = (
    "description", "laminate_code", "location", "design_name", "open_hole_type", "frame_width", "frame_profile",
    "remark",
)  # fmt: skip
_ALIKE = str.maketrans(
    {"′": "'", "’": "'", "`": "'", "″": '"', "”": '"', "“": '"', "–": "-", "—": "-", "×": "x", "：": ":"}
)


@dataclass
class Tally:
    """What was measured for one mode."""

    found: int = 0
    asked: int = 0
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mode", help="only cases of this mode")
    parser.add_argument("--case", help="only cases whose name contains this")
    parser.add_argument("--every", type=int, default=1, help="only every n-th case")
    parser.add_argument("--reader", default="auto")
    parser.add_argument("--characters", action="store_true")
    parser.add_argument("--missed", action="store_true", help="print what was not found")
    wanted = parser.parse_args()
    cases = [json.loads(path.read_text("utf-8")) for path in sorted(wanted.folder.glob("*.json"))]
    cases = [c for c in cases if wanted.mode in (None, c["mode"]) and (wanted.case or "") in c["case"]][:: wanted.every]
    if wanted.characters:
        print_character_accuracy([wanted.folder / c["file"] for c in cases if c["file"].endswith(".pdf")])
    else:
        print_strings_found(wanted.folder, cases, wanted.reader, wanted.missed)


def print_strings_found(folder: Path, cases: list[dict[str, Any]], reader: str, missed: bool) -> None:
    """The table of the first measurement."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for case in cases:
        tally = tallies[case["mode"]]
        document, seconds, processor = timed_read(folder / case["file"], reader)
        strings = truth_strings(case)
        absent = [string for string in strings if not stands_in(string, page_texts(document))]
        tally.found += len(strings) - len(absent)
        tally.asked += len(strings)
        tally.seconds += [seconds / len(document.pages)] * len(document.pages)
        tally.processor += [processor / len(document.pages)] * len(document.pages)
        tally.missed += [f"{case['case']}: {string}" for string in absent]
    print(f"{'mode':12}{'pages':>6}{'strings':>9}{'found':>9}{'median s':>10}{'p90 s':>8}{'cpu s':>8}")
    for mode, tally in tallies.items():
        slow = sorted(tally.seconds)[int(0.9 * (len(tally.seconds) - 1))]
        print(
            f"{mode:12}{len(tally.seconds):6}{tally.asked:9}{100 * tally.found / max(1, tally.asked):8.2f}%"
            f"{statistics.median(tally.seconds):10.3f}{slow:8.3f}{statistics.median(tally.processor):8.3f}"
        )
        if missed:
            print(*tally.missed, sep="\n")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def timed_read(path: Path, reader: str) -> tuple[Document, float, float]:
    """The document, wall-clock seconds and processor seconds."""
    wall, processor = time.perf_counter(), time.process_time()
    document = read(path, ReadingLimits(), reader)
    return document, time.perf_counter() - wall, time.process_time() - processor


def truth_strings(case: dict[str, Any]) -> list[str]:
    """The values of a case that stand on its pages as they are."""
    strings = []
    for document in case["documents"]:
        strings += [document[name] for name in _VALUES if document.get(name)]
        if document.get("total") is not None:
            strings.append(f"{document['total']:,.2f}")
        for item in document["items"]:
            strings += [item[name] for name in _ITEM_VALUES if item.get(name)]
    return strings


def page_texts(document: Document) -> list[str]:
    """The text of each page without white space."""
    return [plain("".join(word.text for word in page.words)) for page in document.pages]


def plain(text: str) -> str:
    """Text as it is compared: no white space, no case, typographic marks as typed ones."""
    return "".join(unicodedata.normalize("NFKC", text.translate(_ALIKE)).casefold().split())


def stands_in(string: str, pages: list[str]) -> bool:
    """Whether every word of ``string`` stands on a page; a narrow column may have broken it after a hyphen."""
    words = [plain(word) for word in string.split()]
    return all(any(word in page or broken(word, page) for page in pages) for word in words)


def broken(word: str, page: str) -> bool:
    """Whether the parts of a hyphenated word stand on the page apart."""
    parts = re.findall(r"[^-]+-?", word)
    return len(parts) > 1 and all(part in page for part in parts)


def print_character_accuracy(paths: list[Path]) -> None:
    """The second measurement, a line for each page."""
    wrong = total = extra = 0
    for path in paths:
        stored, seen = read(path, ReadingLimits()), read(path, ReadingLimits(), "ocr")
        for truth, page in zip(stored.pages, seen.pages, strict=True):
            if truth.engine != "text layer":
                continue
            errors, characters, noise = compare(truth, page)
            wrong, total, extra = wrong + errors, total + characters, extra + noise
            print(
                f"{path.name} page {page.number}: {100 - 100 * errors / characters:.2f} % ({noise} extra)", flush=True
            )
    print(f"{total} characters, {100 - 100 * wrong / max(1, total):.3f} % right, {extra} read where there is none")


def compare(truth: Page, seen: Page) -> tuple[int, int, int]:
    """Characters wrong or missing, characters in all, and characters read where no word stands."""
    wrong = total = 0
    met: set[int] = set()
    for word in truth.words:
        if set(word.text) <= set("_."):
            continue  # a line to sign on, drawn with characters
        here = [i for i, other in enumerate(seen.words) if overlap(word.box, other.box) > 0.2]
        met.update(here)
        text = plain("".join(seen.words[i].text for i in sorted(here, key=lambda i: seen.words[i].box.x0)))
        errors = inside_distance(plain(word.text), text)
        if errors and "--verbose" in sys.argv:
            print(word.text, "≠", text)
        wrong, total = wrong + errors, total + len(plain(word.text))
    noise = sum(len(word.text) for i, word in enumerate(seen.words) if i not in met)
    return wrong, total, noise


def overlap(one: Box, other: Box) -> float:
    """The share of the smaller box that both cover."""
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.y1, other.y1) - max(one.y0, other.y0)
    if across <= 0 or down <= 0:
        return 0.0
    return across * down / min(one.width * one.height, other.width * other.height)


def inside_distance(pattern: str, text: str) -> int:
    """Edit distance between ``pattern`` and the best-fitting part of ``text``."""
    row = [0] * (len(text) + 1)
    for i, wanted in enumerate(pattern, 1):
        before, row[0] = row[0], i
        for j, got in enumerate(text, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (wanted != got))
    return min(row)


if __name__ == "__main__":
    main()
