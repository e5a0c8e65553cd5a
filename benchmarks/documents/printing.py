"""Prints HTML as PDF with the Chromium of this machine, one browser for a whole run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from playwright.sync_api import sync_playwright


class Press(Protocol):
    """Turns HTML into a PDF."""

    def __call__(self, html: str) -> bytes: ...


@contextmanager
def press() -> Iterator[Press]:
    """Yields what turns HTML into a PDF; paper and margins stand in the HTML's own ``@page``."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium())
        page = browser.new_page()

        def print_pdf(html: str) -> bytes:
            page.set_content(html)
            return page.pdf(prefer_css_page_size=True, print_background=True)

        yield print_pdf
        browser.close()


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        raise SystemExit("Chromium was not found; install the Debian package chromium")
    return found
