"""The printing program is shut in: no network, no files, no scripts, and a limit for everything it takes."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from outputs.wkhtmltopdf import Limits, RenderingFailed, print_pdf
from pipeline.errors import Temporary
from tests.outputs.form_geometry import read_geometry
from tests.waiting import wait_for

STUB_SLEEPS = """#!/bin/sh
sleep 600 &
echo $! > {pids}
echo $$ >> {pids}
wait
"""


class Listener:
    """A server that only counts who calls."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.calls = 0
        self._thread = threading.Thread(target=self._count, daemon=True)
        self._thread.start()

    def _count(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            self.calls += 1
            caller.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()


@pytest.fixture
def listener() -> Iterator[Listener]:
    server = Listener()
    yield server
    server.close()


def stub(folder: Path, script: str) -> str:
    program = folder / "stub"
    program.write_text(script)
    program.chmod(0o755)
    return str(program)


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="http://127.0.0.1:{port}/a.png">',
        '<link rel="stylesheet" href="http://127.0.0.1:{port}/a.css">',
        '<iframe src="http://127.0.0.1:{port}/a"></iframe>',
        '<style>@import url("http://127.0.0.1:{port}/a.css");</style>',
        '<script src="http://127.0.0.1:{port}/a.js"></script>',
    ],
)
def test_no_request_leaves(listener: Listener, markup: str) -> None:
    with suppress(RenderingFailed):  # a blocked request may end it; that is loud, and fine
        print_pdf(f"<p>words</p>{markup.format(port=listener.port)}")
    assert listener.calls == 0


@pytest.mark.parametrize("markup", ['<iframe src="file://{path}"></iframe>', '<object data="file://{path}"></object>'])
def test_no_file_is_read(tmp_path: Path, markup: str) -> None:
    secret = tmp_path / "secret.html"
    secret.write_text("<p>confidential</p>")
    try:
        pages = read_geometry(print_pdf(f"<p>words</p>{markup.format(path=secret)}"))
    except RenderingFailed:
        return
    assert not any("confidential" in page.text for page in pages)


def test_scripts_do_not_run() -> None:
    (page,) = read_geometry(print_pdf("<p>words</p><script>document.write('<p>script</p>')</script>"))
    assert "script" not in page.text


def test_meta_tags_do_not_become_options(tmp_path: Path) -> None:
    secret = tmp_path / "secret.html"
    secret.write_text("<p>confidential</p>")
    meta = '<html><head><meta name="pdfkit-enable-local-file-access" content=""></head>'
    try:
        pages = read_geometry(print_pdf(f'{meta}<body><iframe src="file://{secret}"></iframe></body></html>'))
    except RenderingFailed:
        return
    assert not any("confidential" in page.text for page in pages)


def test_a_program_that_hangs_is_stopped_with_its_children(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    with pytest.raises(RenderingFailed, match=r"took more than 0\.5 s"):
        print_pdf("<p>words</p>", Limits(seconds=0.5), stub(tmp_path, STUB_SLEEPS.format(pids=pids)))
    started = [int(line) for line in pids.read_text().split()]
    assert len(started) == 2
    wait_for(lambda: not any(map(is_running, started)))  # the kernel ends a killed process when it next gets a turn


def is_running(pid: int) -> bool:
    """Whether the process does anything still; one that waits to be collected by its parent does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state not in "ZX"


def test_a_program_that_takes_too_much_memory_fails(tmp_path: Path) -> None:
    greedy = f"#!/bin/sh\nexec {os.path.realpath('/proc/self/exe')} -c 'bytearray(600 * 1024**2)'\n"
    with pytest.raises(RenderingFailed, match="MemoryError"):
        print_pdf("<p>words</p>", Limits(memory=400 * 1024**2), stub(tmp_path, greedy))


def test_a_program_that_ends_badly_says_why(tmp_path: Path) -> None:
    with pytest.raises(RenderingFailed, match=r"code 3.*no fonts"):
        print_pdf("<p>words</p>", program=stub(tmp_path, "#!/bin/sh\necho no fonts >&2\nexit 3\n"))


def test_a_missing_program_is_named_with_its_package() -> None:
    with pytest.raises(RenderingFailed, match="install the Debian package wkhtmltopdf"):
        print_pdf("<p>words</p>", program="no-such-program")


def test_a_failed_print_is_tried_again_later() -> None:
    assert issubclass(RenderingFailed, Temporary)
