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


SHORTEST = 8
"""Characters. Shorter ones are tried through in hours once anybody may try (NIST SP 800-63B, 5.1.1.1)."""
FEWEST = 4
"""Different characters; what has fewer is a key held down."""
IN_FILES = frozenset({"password_file", "refresh_token_file", "secret_files"})
"""Settings that name files with one secret in each, which are read when they are needed."""


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
    """A sentence with its cure for each secret that is missing where its file is named, or easily guessed."""
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if name in IN_FILES:
            yield from _problems_of_files(value, f"{place}{name}")
        else:
            yield from _problems(value, f"{place}{name}")


def _problems(value: object, place: str) -> Iterator[str]:
    if isinstance(value, SecretStr):
        if guessable(value.get_secret_value()):
            yield told(place)
    elif isinstance(value, BaseModel):
        yield from problems(value, f"{place}.")
    elif isinstance(value, tuple | list):
        for number, one in enumerate(value, start=1):
            yield from _problems(one, f"{place} {number}")


def _problems_of_files(named: Path | tuple[Path, ...] | None, place: str) -> Iterator[str]:
    for file in named if isinstance(named, tuple) else (named,):
        if file is None:
            continue
        try:
            secret = file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it holds no text"
            yield f"{place} names {file}, which cannot be read: {reason}. Correct the path, or make the file: {FILL}"
            continue
        if not secret:
            yield f"{place} names {file}, which is empty. Put the secret into it: {FILL}"
        elif guessable(secret):
            yield told(f"what {file} holds ({place})")


FILL = "install -m 600 -o THE-SERVICE'S-USER /dev/stdin FILE, type it, Ctrl+D"
"""How a secret gets into a file without standing in the shell's history."""


def told(place: str) -> str:
    """What is wrong with the secret at ``place``, and the cure."""
    return (
        f"{place} is a placeholder, a password that everybody tries first, or shorter than {SHORTEST} characters. "
        "Set a random one on both sides, for example from: openssl rand -base64 32"
    )


def guessable(secret: str) -> bool:
    """Whether it is given, and one of those that stand in examples, or too short to be one."""
    plain = secret.strip().casefold()
    if not plain:
        return False
    in_brackets = (plain[0] + plain[-1]) in ("<>", "{}", "[]")
    return plain in PLACEHOLDERS or in_brackets or len(plain) < SHORTEST or len(set(plain)) < FEWEST
