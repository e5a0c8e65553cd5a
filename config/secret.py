"""Secrets among the settings: read from files, never shown, and refused when anybody could guess them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, SecretStr, model_validator

PLACEHOLDERS = frozenset(
    (
        *("admin", "changeme", "change-me", "change_me", "default", "demo", "example", "letmein", "none", "passw0rd"),
        *("password", "placeholder", "postgres", "qwerty", "root", "secret", "sendora", "test", "todo", "xxx"),
        *("12345", "123456", "12345678", "...", "…"),
    )
)
"""What stands in examples and in the first lines of every list of stolen passwords."""


class Group(BaseModel):
    """A group of settings. Each of its secrets can also be given as ``NAME_file``, a file that holds it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _from_files(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        named = {f"{name}_file": name for name in cls._secrets() if f"{name}_file" not in cls.model_fields}
        read = {named[name]: _content(Path(str(given[name])), name) for name in named.keys() & given.keys()}
        return {name: value for name, value in given.items() if name not in named} | read

    @classmethod
    def _secrets(cls) -> Iterator[str]:
        return (name for name, field in cls.model_fields.items() if holds_secret(field.annotation))


def _content(file: Path, name: str) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ValueError(f"{name} names {file}, which cannot be read: {error.strerror}. Correct the path") from error


def holds_secret(annotation: Any) -> bool:
    """Whether a field of this type is one secret, given or not."""
    return annotation is SecretStr or (
        get_origin(annotation) in (Union, UnionType) and SecretStr in get_args(annotation)
    )


def problems(settings: BaseModel, place: str = "") -> Iterator[str]:
    """A sentence with its cure for each secret that is empty words or a common password."""
    for name in type(settings).model_fields:
        yield from _problems(getattr(settings, name), f"{place}{name}")


def _problems(value: object, place: str) -> Iterator[str]:
    if isinstance(value, SecretStr):
        if guessable(value.get_secret_value()):
            yield told(place)
    elif isinstance(value, BaseModel):
        yield from problems(value, f"{place}.")
    elif isinstance(value, tuple | list):
        for number, one in enumerate(value, start=1):
            yield from _problems(one, f"{place} {number}")


def told(place: str) -> str:
    """What is wrong with the secret at ``place``, and the cure."""
    return (
        f"{place} is a placeholder or a password that everybody tries first. "
        "Set a random one on both sides, for example from: openssl rand -base64 32"
    )


def guessable(secret: str) -> bool:
    """Whether it is given, and one of those that stand in examples."""
    plain = secret.strip().casefold()
    return bool(plain) and (plain in PLACEHOLDERS or (plain[0] + plain[-1]) in ("<>", "{}", "[]"))
