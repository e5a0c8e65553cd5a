"""The page that lists every setting, written from the settings themselves: ``sendora settings``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from config.settings import CONFIG_FILE, PREFIX, Settings

UNITS = {
    "_mb": "MB",
    "_seconds": "seconds",
    "_minutes": "minutes",
    "_hours": "hours",
    "_days": "days",
    "_pages": "pages",
    "_per_minute": "in a minute",
    "_per_hour": "in an hour",
    "_per_day": "in a day",
    "_per_month": "in a month",
    "_per_page": "for a page",
    "_share": "0 to 1",
    "port": "TCP port",
    "workers": "documents",
}
"""A number's unit stands in its name; what is not listed has none."""

NO_VALUE = frozenset({"none", "must be given", "as the machine has"})
"""What stands in the place of a default that is no value."""

HEAD = f"""# Settings

Written by `sendora settings`: change the descriptions in [config/](../config), not this page.

Later ones win: the defaults, the file `{CONFIG_FILE}` (in the folder where the service is started, or where
`{PREFIX}CONFIG` says), the environment (`{PREFIX}PORT=8080`), the command line. In the environment a group's setting is
written with two underscores (`{PREFIX}MAIL_OUT__HOST=smtp.sendora.example`), and a list as JSON.

A setting can be read from a file instead, which is how secrets are given: `{PREFIX}DATABASE_URL_FILE=/run/secrets/db`,
`{PREFIX}MAIL_OUT__PASSWORD_FILE=/run/secrets/mail`, or `password_file = "/run/secrets/mail"` in `{CONFIG_FILE}`. The
service does not start with a password that stands in examples or that everybody tries first.
"""


@dataclass(frozen=True)
class Setting:
    """A row of the page, as it is shown. ``example`` is what one could write after ``name =``."""

    name: str
    meaning: str
    unit: str
    default: str
    example: str


@dataclass(frozen=True)
class Group:
    """Settings that are written under one heading of the file; the first group has none."""

    heading: str
    meaning: str
    settings: tuple[Setting, ...]


def page() -> str:
    """The whole page, in Markdown."""
    return HEAD + "".join(_section(group) for group in groups())


def groups() -> tuple[Group, ...]:
    """Every setting there is, in the order of the code."""
    return tuple(_groups(Settings, "", "One by one"))


def _groups(model: type[BaseModel], place: str, meaning: str) -> Iterator[Group]:
    parts = {name: (part, many) for name, field in model.model_fields.items() for part, many in _parts(field)}
    plain = {name: field for name, field in model.model_fields.items() if name not in parts}
    many = place.startswith("*")
    place = place.lstrip("*")
    heading = (f"[[{place}]]" if many else f"[{place}]") if place else ""
    yield Group(heading, meaning, tuple(_setting(name, field) for name, field in plain.items()))
    for name, (part, several) in parts.items():
        within = f"{place}.{name}" if place else name
        yield from _groups(part, f"*{within}" if several else within, str(model.model_fields[name].description))


def _parts(field: FieldInfo) -> Iterator[tuple[type[BaseModel], bool]]:
    """The group that a field holds, and whether it may hold several."""
    for kind, several in _kinds(field.annotation):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield kind, several


def _kinds(annotation: Any, several: bool = False) -> Iterator[tuple[Any, bool]]:
    """The types that an annotation is made of, without the None of an optional one."""
    if get_origin(annotation) is Annotated:
        yield from _kinds(get_args(annotation)[0], several)
    elif get_origin(annotation) in (Union, UnionType):
        for one in get_args(annotation):
            yield from _kinds(one, several)
    elif get_origin(annotation) in (tuple, list, frozenset):
        yield from _kinds(get_args(annotation)[0], several=True)
    elif annotation is not type(None):
        yield annotation, several


def _setting(name: str, field: FieldInfo) -> Setting:
    return Setting(name, _meaning(field), _unit(name, field), _default(field), _example(name, field))


def _meaning(field: FieldInfo) -> str:
    description = field.description or ""
    choices = [
        choice for kind, _ in _kinds(field.annotation) if get_origin(kind) is Literal for choice in get_args(kind)
    ]
    unsaid = [choice for choice in choices if not re.search(rf"\b{re.escape(str(choice))}\b", description)]
    return f"{description} One of {', '.join(map(str, choices))}." if unsaid else description


def _unit(name: str, field: FieldInfo) -> str:
    kinds = {kind for kind, _ in _kinds(field.annotation)}
    if kinds & {str, Path, bool, SecretStr}:
        return ""
    return next((unit for end, unit in UNITS.items() if name.endswith(end)), "")


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "must be given"
    if field.default_factory is not None:
        return "as the machine has"
    value = field.default
    nothing = value is None or isinstance(value, SecretStr) or (isinstance(value, tuple | str) and not value)
    return "none" if nothing else _written(value)


def _example(name: str, field: FieldInfo) -> str:
    """The field's own example, else its default, else one that follows from what it holds; "" when nothing does."""
    kinds = [kind for kind, _ in _kinds(field.annotation)]
    if field.examples:
        return _written(field.examples[0])
    if isinstance(field.default, bool):
        return _written(not field.default)
    if SecretStr in kinds:
        return "better from a file"
    if Path in kinds and _default(field) in NO_VALUE:
        return _written(Path("/run/secrets") / name.removesuffix("_file"))
    shown = _default(field)
    return "" if shown in NO_VALUE else shown


def _written(value: object) -> str:
    """A value as TOML writes it; paths inside the package by their own name."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Path):
        inside = value.is_absolute() and value.is_relative_to(Path(__file__).parent.parent)
        return f'"{value.relative_to(Path(__file__).parent.parent) if inside else value}"'
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, tuple | list):
        return f"[{', '.join(_written(one) for one in value)}]"
    return str(value)


def _section(group: Group) -> str:
    title = f"`{group.heading}`" if group.heading else group.meaning
    words = f"\n{group.meaning}\n" if group.heading else ""
    rows = "".join(_row(setting) for setting in group.settings)
    return (
        f"\n## {title}\n{words}\n| name | meaning | unit | default | example |\n| --- | --- | --- | --- | --- |\n{rows}"
    )


def _row(setting: Setting) -> str:
    default = setting.default if setting.default in NO_VALUE else f"`{setting.default}`"
    example = f"`{setting.example}`" if setting.example else ""
    cells = (f"`{setting.name}`", setting.meaning, setting.unit, default, example)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"
