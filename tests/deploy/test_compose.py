"""docker-compose.yml as the compose program itself understands it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
BASES = ROOT / "deploy/image/bases.txt"
OURS = ("sendora", "nginx", "nginx-file", "mail")


@pytest.fixture(scope="module")
def composed() -> dict[str, Any]:
    """Everything, the trial mail server too."""
    program = shutil.which("docker-compose")
    assert program, "docker-compose is missing: install the Debian package"
    told = subprocess.run(  # noqa: S603 - Debian's own program
        [program, "--file", ROOT / "docker-compose.yml", "--profile", "mail", "config"],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"]},
    )
    assert told.returncode == 0, told.stderr
    read: dict[str, Any] = yaml.safe_load(told.stdout)
    return read


def test_nothing_but_the_trial_mail_needs_a_profile(composed: dict[str, Any]) -> None:
    assert set(composed["services"]) == set(OURS)
    assert {name: service.get("profiles") for name, service in composed["services"].items()} == {
        "sendora": None,
        "nginx": None,
        "nginx-file": None,
        "mail": ["mail"],
    }


@pytest.mark.parametrize("name", OURS)
def test_every_container_is_read_only_without_rights_and_with_limits(composed: dict[str, Any], name: str) -> None:
    service = composed["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["logging"]["options"] == {"max-size": "10m", "max-file": "5"}
    assert "cap_add" not in service
    assert service["mem_limit"]
    assert service["pids_limit"]


def test_the_proxy_may_write_where_it_keeps_bodies_and_its_number(composed: dict[str, Any]) -> None:
    proxy = composed["services"]["nginx"]
    folders = {place.split(":")[0]: place.split(":")[1].split(",") for place in proxy["tmpfs"]}
    for folder in ("/var/cache/nginx", "/run"):
        assert {f"uid={proxy['user'].split(':')[0]}", f"gid={proxy['user'].split(':')[1]}"} <= set(folders[folder])


def test_all_of_it_fits_a_machine_with_two_processors_and_four_gigabytes(composed: dict[str, Any]) -> None:
    units = {"m": 1, "g": 1024}
    limits = (composed["services"][name]["mem_limit"] for name in ("sendora", "nginx"))
    assert sum(int(limit[:-1]) * units[limit[-1]] for limit in limits) <= 3.5 * 1024  # the rest is the system's
    assert composed["services"]["sendora"]["cpus"] <= 2


def test_only_the_proxy_is_reached_from_outside_and_only_when_the_service_is_healthy(composed: dict[str, Any]) -> None:
    services = composed["services"]
    assert "ports" not in services["sendora"]
    assert all(port.startswith("127.0.0.1:") for port in services["mail"]["ports"])
    assert services["nginx"]["depends_on"]["sendora"]["condition"] == "service_healthy"
    assert services["nginx"]["depends_on"]["nginx-file"]["condition"] == "service_completed_successfully"


def test_the_service_and_its_proxy_are_given_the_same_numbers_and_no_secret_in_the_environment(
    composed: dict[str, Any],
) -> None:
    services = composed["services"]
    assert services["sendora"]["environment"] == services["nginx-file"]["environment"]
    for service in services.values():
        named = [name for name in service.get("environment", {}) if "PASSWORD" in name or "SECRET" in name]
        assert all(name.endswith("_FILE") for name in named)
    assert any(volume.endswith(":/run/secrets:ro") for volume in services["sendora"]["volumes"])


def test_every_image_that_is_not_built_here_is_named_by_version_and_digest(
    composed: dict[str, Any],
) -> None:
    assert re.fullmatch(r"nginx:\d+\.\d+\.\d+-alpine@sha256:[0-9a-f]{64}", composed["services"]["nginx"]["image"])
    listed = dict(line.split()[:2] for line in BASES.read_text().splitlines() if line and not line.startswith("#"))
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in listed.values())
    for file in ("Dockerfile", "deploy/mail/Dockerfile"):
        bases = re.findall(r"^FROM (\S+)", (ROOT / file).read_text(), re.MULTILINE)
        assert {base for base in bases if base != "scratch"} == set(listed)
