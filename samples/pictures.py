"""``make pictures``: the portal's pictures in ``docs/images``, taken from the running service.

The list and a job show the samples; the numbers show a year of invented jobs, since three samples make no chart.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from benchmarks.many_jobs import fill
from pipeline.archive import Archive
from pipeline.database import open_database
from samples import printed
from samples.__main__ import write_samples
from samples.facts import INVOICE, Sample
from samples.show import DemoFailed, Show, fresh_folder, running_service

WIDE: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
COLOURS = 128
YEAR_OF_JOBS = 9000


def main() -> None:
    """Read the command line and take the pictures."""
    arguments = argparse.ArgumentParser(prog="python -m samples.pictures", description=__doc__)
    arguments.add_argument("folder", type=Path, help="where the pictures go")
    folder = arguments.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as temporary:
        data = Path(temporary) / "data"
        fresh_folder(data)
        with running_service(data, 0) as show:
            _take(show, folder)
        _fill(Path(temporary) / "year")
        with running_service(Path(temporary) / "year", 0) as show:
            show.wait_until_it_answers()
            with _browser() as browser:
                _picture(browser, f"{show.address}/numbers", folder / "portal-numbers.png", WIDE)


def _take(show: Show, folder: Path) -> None:
    samples = write_samples(show.data / "samples")
    show.wait_until_it_answers()
    asked = show.data / "samples" / "asked.pdf"
    asked.write_bytes(printed.pdf(_doubtful()))
    jobs = {job.file_name: job for job in show.follow(show.drop([*samples, asked]))}
    job = f"{show.address}/jobs/{jobs['invoice.pdf'].id}"
    with _browser() as browser:
        _picture(browser, f"{show.address}/", folder / "portal-list.png", WIDE)
        _picture(browser, job, folder / "portal-job.png", WIDE)
        _picture(browser, job, folder / "portal-phone.png", PHONE, dark=True)
        _picture(browser, f"{show.address}/status", folder / "portal-health.png", PHONE)
        (order,) = show.records.orders.waiting()
        _picture(browser, f"{show.address}/review/{order.id}", folder / "portal-review.png", WIDE)


def _doubtful() -> Sample:
    """An order that a person is asked about: a door too wide to be one, and a core the form has no box for."""
    first, second, *others = INVOICE.items
    wide = replace(first, printed={"Description": first.printed["Description"].replace("3FT", "2500MM")})
    cork = replace(
        second, printed={"Description": second.printed["Description"].replace("SOLID TUBULAR CORE", "CORK CORE")}
    )
    header = {**INVOICE.header, "Invoice No": "KDI-2611-004"}
    return replace(INVOICE, header=header, items=(wide, cork, *others))


def _fill(data: Path) -> None:
    """A year of jobs, made before the service starts."""
    fresh_folder(data)
    archive, engine = Archive(data / "archive"), open_database(f"sqlite:///{data / 'sendora.db'}")
    fill(engine, YEAR_OF_JOBS, archive.put(b"{}"), archive.put(b"%PDF"))
    engine.dispose()


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium())
        yield browser
        browser.close()


def _picture(browser: Browser, address: str, file: Path, size: ViewportSize, *, dark: bool = False) -> None:
    """The page as it opens, in few colours: a picture in a repository is fetched by everybody."""
    page = browser.new_page(viewport=size, color_scheme="dark" if dark else "light", locale="en-GB")
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=file)
    page.close()
    with Image.open(file) as image:
        image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        raise DemoFailed("No Chromium was found. `make pictures` installs it on Debian; elsewhere install it yourself.")
    return found


if __name__ == "__main__":
    main()
