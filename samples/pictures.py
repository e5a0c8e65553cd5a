"""``make pictures``: the portal's pictures in ``docs/images``, taken from the running service with the samples."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from pipeline.jobs import Job
from samples.__main__ import write_samples
from samples.show import DemoFailed, Show, fresh_folder, running_service


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


def _take(show: Show, folder: Path) -> None:
    samples = write_samples(show.data / "samples")
    show.wait_until_it_answers()
    jobs = {job.file_name: job for job in show.follow(show.drop(samples))}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium())
        try:
            _portal(browser, show, jobs["invoice.pdf"], folder)
        finally:
            browser.close()


def _portal(browser: Browser, show: Show, job: Job, folder: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    for name, address in {"portal-list": "/", "portal-job": f"/jobs/{job.id}", "portal-upload": "/upload"}.items():
        page.goto(f"{show.address}{address}", wait_until="networkidle")
        page.screenshot(path=folder / f"{name}.png")


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        raise DemoFailed("No Chromium was found. `make pictures` installs it on Debian; elsewhere install it yourself.")
    return found


if __name__ == "__main__":
    main()
