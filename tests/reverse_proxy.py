"""A real nginx in front of a real service: unprivileged, on loopback, with a certificate of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.proxy import Proxy
from config.settings import Settings
from portal.nginx import nginx_configuration
from tests.waiting import wait_for

FRAME = """pid {folder}/pid;
{user}error_log {folder}/error.log notice;
daemon off;
worker_processes 1;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/sendora.conf;
}}
"""


def self_signed(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost and its key."""
    certificate, key = folder / "cert.pem", folder / "key.pem"
    asked = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    asked += ["-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    subprocess.run([*asked, "-out", certificate, "-keyout", key], check=True, capture_output=True)  # noqa: S603 - Debian's own program
    return certificate, key


@dataclass
class ReverseProxy:
    """nginx with the configuration that the service writes for it; ``address`` is what people use."""

    folder: Path
    ports: tuple[int, int]
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"https://localhost:{self.ports[1]}"

    @property
    def plain_address(self) -> str:
        return f"http://localhost:{self.ports[0]}"

    @property
    def certificate(self) -> Path:
        return self.folder / "cert.pem"

    def start(self) -> None:
        program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
        assert program, "nginx is missing: install the Debian package nginx-light"
        self.process = subprocess.Popen([program, "-c", self.folder / "nginx.conf"], stderr=subprocess.DEVNULL)  # noqa: S603 - Debian's own program
        wait_for(self._listens, 20)

    def _listens(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, (self.folder / "error.log").read_text()
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.ports[1])) == 0

    def cut(self) -> None:
        """End nginx with every connection through it, as a restart of the proxy or a lost network does."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(20)
            self.process = None


@contextmanager
def reverse_proxy(folder: Path, settings: Settings, upstream: str, **rates: int) -> Iterator[ReverseProxy]:
    """Nginx in front of the service at ``upstream``."""
    folder.mkdir(mode=0o755)
    certificate, key = self_signed(folder)
    ports = _free_port(), _free_port()
    given = {"upstream": upstream, "certificate": certificate, "key": key, **rates}
    proxy = Proxy.model_validate(given | {"http_port": ports[0], "https_port": ports[1]})
    written = nginx_configuration(settings.model_copy(update={"proxy": proxy}))
    (folder / "sendora.conf").write_text(written.replace("listen ", "listen 127.0.0.1:"))
    user = "user root;\n" if folder.owner() == "root" else ""  # its own user may not read a test's folder
    (folder / "nginx.conf").write_text(FRAME.format(folder=folder, user=user))
    running = ReverseProxy(folder, ports)
    running.start()
    try:
        yield running
    finally:
        running.cut()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
