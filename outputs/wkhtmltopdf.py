"""The program wkhtmltopdf: HTML in, PDF out, shut in.

It reaches neither network (every address goes to a proxy that is not there) nor files, runs no scripts, and has a
limit for time, memory and processor. It runs in a process group of its own, which is killed as a whole.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
from dataclasses import dataclass

import pdfkit

from pipeline.errors import Temporary

_OPTIONS = {
    "page-size": "A4",
    "orientation": "Landscape",
    "margin-top": "0",
    "margin-bottom": "0",
    "margin-left": "0",
    "margin-right": "0",
    "encoding": "UTF-8",
    "quiet": "",
    "disable-javascript": "",
    "javascript-delay": "0",  # the default waits 200 ms for scripts that are switched off
    "disable-local-file-access": "",
    "disable-external-links": "",
    "proxy": "http://127.0.0.1:9",  # the discard port: nothing listens there, and loopback is not exempt
}


@dataclass(frozen=True)
class Limits:
    """What one run may take: seconds by the clock and of processor time, bytes of address space."""

    seconds: float = 30.0
    cpu_seconds: int = 20
    memory: int = 2 * 1024**3


class RenderingFailed(Temporary):
    """No PDF came out; the message says why and what to do."""


def print_pdf(html: str, limits: Limits | None = None, program: str = "wkhtmltopdf") -> bytes:
    """The PDF of ``html``. Raises :class:`RenderingFailed`."""
    limits = limits or Limits()
    path = shutil.which(program)
    if path is None:
        raise RenderingFailed(f"The program {program} is not installed; install the Debian package wkhtmltopdf.")
    command = [*_within(limits), *_command(html, path)]
    with subprocess.Popen(  # noqa: S603 - fixed program, arguments of our own
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        start_new_session=True,
    ) as process:
        try:
            pdf, messages = process.communicate(html.encode(), timeout=limits.seconds)
        except subprocess.TimeoutExpired as error:
            raise RenderingFailed(f"Printing took more than {limits.seconds:g} s and was stopped.") from error
        finally:
            _kill_group(process.pid)
    if process.returncode != 0 or not pdf.startswith(b"%PDF"):
        raise RenderingFailed(_reason(process.returncode, messages))
    return pdf


def _command(html: str, path: str) -> list[str]:
    """The command line. Meta tags with pdfkit's prefix become options: nobody can guess a random prefix."""
    configuration = pdfkit.configuration(wkhtmltopdf=path, meta_tag_prefix=secrets.token_hex(16))
    return [str(part) for part in pdfkit.PDFKit(html, "string", _OPTIONS, configuration=configuration).command()]


def _within(limits: Limits) -> list[str]:
    """The wrapper that sets the limits before the program starts (util-linux, part of every Debian)."""
    return ["prlimit", f"--as={limits.memory}", f"--cpu={limits.cpu_seconds}", "--core=0", "--nofile=256", "--"]


_KEPT = frozenset({"PATH", "HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})


def _environment() -> dict[str, str]:
    """Nothing of ours but where programs and fonts are. The fixed seed makes the same page the same bytes."""
    kept = {
        name: os.environ[name] for name in ("PATH", "HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR") if name in os.environ
    }
    return {**kept, "LC_ALL": "C.UTF-8", "QT_HASH_SEED": "0", "QT_QPA_PLATFORM": "offscreen"}


def _kill_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return  # it ended by itself, as it should


def _reason(code: int, messages: bytes) -> str:
    last = messages.decode(errors="replace").strip().splitlines()[-1:] or ["it said nothing"]
    return f"wkhtmltopdf ended with code {code} ({last[0][:200]}); try again, and check memory and the template."
