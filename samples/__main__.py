"""``python -m samples DIR`` writes the sample documents into a folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from samples import printed, worn
from samples.facts import INVOICE, PHOTO, SCAN


def write_samples(folder: Path) -> list[Path]:
    """The three documents as files: born-digital, scanned, photographed."""
    folder.mkdir(parents=True, exist_ok=True)
    documents = {
        INVOICE.file_name: printed.pdf(INVOICE),
        SCAN.file_name: worn.scan(printed.pdf(SCAN)),
        PHOTO.file_name: worn.photo(printed.pdf(PHOTO)),
    }
    for name, content in documents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in documents]


def main() -> None:
    """Read the command line and print each path written."""
    arguments = argparse.ArgumentParser(prog="python -m samples", description=__doc__)
    arguments.add_argument("folder", type=Path, help="where to put them; made when missing")
    for path in write_samples(arguments.parse_args().folder):
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
