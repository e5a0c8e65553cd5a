"""One number drives the proxy and the service, and nginx itself finds the file in order."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from config.settings import read_settings
from portal.app import FORM_BYTES, in_json
from portal.nginx import nginx_configuration
from tests.reverse_proxy import self_signed


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("megabytes", [1, 16, 512])
def test_the_proxy_lets_through_five_percent_more_than_the_service_takes(megabytes: int) -> None:
    written = nginx_configuration(read_settings(max_file_mb=megabytes))
    allowed, in_deliveries = map(int, re.findall(r"client_max_body_size (\d+);", written))
    assert 1.049 < allowed / (megabytes * 2**20 + FORM_BYTES) < 1.051
    assert 1.049 < in_deliveries / in_json(megabytes * 2**20) < 1.051
    assert f"At most {megabytes} MB a file" in written


def test_how_often_a_stranger_may_ask_is_what_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    written = nginx_configuration(read_settings())
    assert re.findall(r"zone=(\w+):10m rate=(\w+/\w)", written)[:2] == [
        ("sendora_uploads", "5r/m"),
        ("sendora_api", "10r/m"),
    ]
    monkeypatch.setenv("SENDORA_PROXY__UPLOADS_PER_MINUTE", "40")
    assert "rate=40r/m" in nginx_configuration(read_settings())


@pytest.mark.parametrize(
    ("address", "port"),
    [("", ":8443"), ("https://orders.sendora.example", ""), ("https://orders.sendora.example:9443", ":9443")],
)
def test_who_comes_by_http_is_sent_to_the_port_that_people_know(
    monkeypatch: pytest.MonkeyPatch, address: str, port: str
) -> None:
    monkeypatch.setenv("SENDORA_PROXY__HTTPS_PORT", "8443")
    assert f"return 308 https://$host{port}$request_uri;" in nginx_configuration(read_settings(public_address=address))


@pytest.mark.parametrize(
    ("address", "resolver"),
    [("", ""), ("https://orders.sendora.example", ""), ("https://orders.sendora.example", "127.0.0.11")],
    ids=["any-name", "one-name", "in-containers"],
)
def test_nginx_finds_the_file_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, resolver: str
) -> None:
    self_signed(tmp_path)
    given = {"CERTIFICATE": tmp_path / "cert.pem", "KEY": tmp_path / "key.pem", "RESOLVER": resolver}
    for name, value in given.items():
        monkeypatch.setenv(f"SENDORA_PROXY__{name}", str(value))
    written = nginx_configuration(read_settings(public_address=address))
    main = tmp_path / "nginx.conf"
    main.write_text(f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\n{written}\n}}\n")
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    assert program, "nginx is missing: install the Debian package nginx-light"
    told = subprocess.run([program, "-t", "-c", main], capture_output=True, text=True, check=False)  # noqa: S603 - Debian's own program
    assert told.returncode == 0, told.stderr
    assert "warn" not in told.stderr
