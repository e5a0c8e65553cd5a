"""The house is in order: documents tell the truth about the code, files stay small, names say something."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from config.settings import Settings
from portal.commands import main

ROOT = Path(__file__).parent.parent
CODE_FOLDERS = ("config", "intake", "outputs", "pipeline", "portal", "samples", "templates")
CODE = sorted(path for folder in (*CODE_FOLDERS, "tests", "benchmarks") for path in (ROOT / folder).rglob("*.py"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())

LONGEST_FILE = 400  # lines; a file longer than this knows two things
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "handler", "handlers", "processor"}


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_a_file_is_short_enough_to_know_one_thing() -> None:
    assert [relative(path) for path in CODE if len(path.read_text().splitlines()) > LONGEST_FILE] == []


def test_a_file_is_named_after_what_it_knows() -> None:
    assert [relative(path) for path in CODE if path.stem.removeprefix("test_") in DRAWERS] == []


def mirrored_tests() -> list[Path]:
    """The tests of one file each: all but the journeys through the whole service and the tests of the house."""
    return sorted(
        path for folder in CODE_FOLDERS for path in (ROOT / "tests" / folder).rglob("test_*.py") if path.is_file()
    )


def test_tests_mirror_the_code() -> None:
    assert [relative(path) for path in mirrored_tests() if not mirrors_something_known(path)] == []


def mirrors_something_known(path: Path) -> bool:
    within = path.relative_to(ROOT / "tests")
    name = within.stem.removeprefix("test_")
    code = ROOT / within.parent
    # A test of data (a TOML, a template), of a package as a whole or of one side of it is named after it as well.
    known = {entry.name.split(".")[0] for entry in code.rglob("*")}
    return any(name == stem or name.startswith(f"{stem}_") for stem in known)


@pytest.mark.parametrize("package", [path for path in CODE if path.name == "__init__.py"], ids=relative)
def test_no_function_of_a_package_has_the_name_of_one_of_its_modules(package: Path) -> None:
    """Importing the module later would put it in the function's place."""
    defined = set(re.findall(r"^def (\w+)", package.read_text(), re.MULTILINE))
    assert defined.isdisjoint(path.stem for path in package.parent.iterdir())


def test_imports_point_one_way() -> None:
    told = subprocess.run([Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True)  # noqa: S603, PLW1510 - our own tool; the outcome is what is asserted
    assert told.returncode == 0, told.stdout


# -- what the documents say ----------------------------------------------------------------------------------------


def required() -> set[str]:
    lines: list[str] = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    return {re.split(r"[\s<>=\[!~;]", line)[0] for line in lines}


def reasons() -> dict[str, str]:
    """Why each dependency is here, by its name."""
    rows = re.findall(
        r"^\| ([a-z0-9][a-z0-9-]*) \| (.+) \|$", (ROOT / "docs/dependencies.md").read_text(), re.MULTILINE
    )
    return {name: why for name, why in rows if name != "name"}


def test_every_dependency_has_its_reason() -> None:
    assert set(reasons()) == required()
    assert all(len(why.split()) >= 3 for why in reasons().values())


def test_what_is_not_used_yet_is_marked_so() -> None:
    code = "\n".join(path.read_text() for path in CODE if path.parts[len(ROOT.parts)] in CODE_FOLDERS)
    distributions = [re.split(r"[\s<>=\[!~;]", line)[0] for line in PROJECT["project"]["dependencies"]]
    unused = {name for name in distributions if not any(mentioned(module, code) for module in modules_of(name))}
    assert {name for name in distributions if reasons()[name].startswith("not used yet")} == unused


def modules_of(distribution: str) -> list[str]:
    """What it is imported as."""
    return [module for module, owners in packages_distributions().items() if distribution in {*map(normal, owners)}]


def normal(name: str) -> str:
    """A distribution's name as pyproject.toml writes it (https://peps.python.org/pep-0503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def mentioned(module: str, code: str) -> bool:
    """Imported, or found by its name as data (uvicorn's ``ws="websockets-sansio"``)."""
    return bool(re.search(rf'^\s*(import|from) {module}\b|"{module}(-sansio)?"', code, re.MULTILINE))


@pytest.mark.parametrize("path", sorted((ROOT / "deploy").glob("debian-packages*.txt")), ids=relative)
def test_every_debian_package_has_its_reason(path: Path) -> None:
    lines = [line for line in path.read_text().splitlines() if line.strip() and not line.startswith("#")]
    assert lines
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9][a-z0-9.+-]+ +# \S.+", line)] == []


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text())
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_no_page_keeps_the_marks_of_a_merge() -> None:
    mark = re.compile(r"^(?:<{7} |>{7} |={7}$)", re.MULTILINE)
    assert [relative(page) for page in PAGES if mark.search(page.read_text())] == []


def test_every_file_that_the_page_about_understanding_names_exists() -> None:
    named = set(re.findall(r"([a-z_]+\.py)\b", (ROOT / "docs/understanding.md").read_text()))
    assert named <= {path.name for path in CODE}


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_make_command_of_a_page_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:`|\$ |^    )make ([a-z-]+)", page.read_text(), re.MULTILINE))
    assert named <= targets


def test_the_readme_names_every_command_and_no_other() -> None:
    rows = re.findall(r"^\| `sendora ([a-z]+)", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert set(rows) == set(main.commands)


def test_every_setting_that_a_page_names_exists() -> None:
    named = {name for page in PAGES for name in re.findall(r"SENDORA_([A-Z_]+)", page.read_text())}
    outermost = {name.split("__")[0].removesuffix("_FILE").lower() for name in named}
    assert outermost <= {*Settings.model_fields, "config"}


def test_the_page_for_operators_says_what_each_line_of_health_means() -> None:
    names = re.search(r"NAMES = \{(.*)\}", (ROOT / "templates/portal/status_body.j2").read_text())
    assert names
    told = re.findall(r"^\| ([A-Z][^|…]+?) (?:… )?\| ", (ROOT / "docs/operate.md").read_text(), re.MULTILINE)
    assert set(re.findall(r'_\("([^"]+)"\)', names[1])) <= set(told)


@pytest.mark.parametrize("page", sorted((ROOT / "docs/decisions").glob("*.md")), ids=relative)
def test_a_decision_says_what_why_and_at_what_price(page: Path) -> None:
    headings = re.findall(r"^## (.+)$", page.read_text(), re.MULTILINE)
    assert headings == ["Decision", "Why", "Price", "Looked at and set aside"]


def test_hooks_run_the_same_commands_as_make_check() -> None:
    entries = re.findall(r"^ +entry: (.+)$", (ROOT / ".pre-commit-config.yaml").read_text(), re.MULTILINE)
    recipe = re.search(r"^check:.*\n((?:\t.+\n)+)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert recipe
    commands = [line.strip().replace("$(BIN)", ".venv/bin") for line in recipe[1].splitlines()]
    assert entries == commands
