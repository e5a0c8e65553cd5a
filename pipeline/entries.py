"""A settings file being read: entries are taken out by key, and what is wrong is collected, not raised one by one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeGuard


@dataclass(frozen=True)
class FormProblem:
    """A wrong entry: its ``key`` (``door_type.options``), what is wrong, what to do, and the line when known."""

    key: str
    message: str
    cure: str
    line: int | None = None

    def at(self, line: int | None) -> FormProblem:
        return replace(self, line=line)

    def __str__(self) -> str:
        place = f", line {self.line}" if self.line else ""
        key = f"{self.key}: " if self.key else ""
        return f"{place}: {key}{self.message}; {self.cure}"


class Entries:
    """The entries of a parsed TOML ``mapping``. A key is written with dots: ``company.name``."""

    def __init__(self, mapping: Mapping[str, object]) -> None:
        self._mapping = mapping
        self._known: set[str] = set()
        self.problems: list[FormProblem] = []

    def words(self, key: str, default: str | None = None) -> str:
        """A text of one line. Without a ``default`` it must be there and not empty."""
        value = self._take(key, default)
        if isinstance(value, str) and value.isprintable() and (value.strip() or default is not None):
            return value.strip()
        self._wrong(key, value, 'write words between quotes, like "HQ"')
        return ""

    def whole_number(self, key: str, least: int, most: int) -> int:
        value = self._take(key, None)
        if _is_whole(value, least, most):
            return value
        self._wrong(key, value, f"write a whole number from {least} to {most}, without quotes")
        return least

    def optional_whole_number(self, key: str, least: int, most: int) -> int | None:
        absent = self._take(key, "") == ""
        return None if absent else self.whole_number(key, least, most)

    def whole_numbers(self, key: str, least: int, most: int, at_most: int) -> tuple[int, ...]:
        """A list like ``[37, 43, 48]``, each number once."""
        value = self._take(key, None)
        if isinstance(value, list) and 0 < len(value) <= at_most and len(set(map(str, value))) == len(value):
            numbers = [number for number in value if _is_whole(number, least, most)]
            if len(numbers) == len(value):
                return tuple(numbers)
        self._wrong(
            key, value, f"write 1 to {at_most} different whole numbers from {least} to {most}, like [37, 43, 48]"
        )
        return ()

    def yes_or_no(self, key: str, *, default: bool) -> bool:
        value = self._take(key, default)
        if isinstance(value, bool):
            return value
        self._wrong(key, value, "write true or false, without quotes")
        return default

    def labels(self, key: str, at_most: int) -> tuple[tuple[str, str], ...]:
        """A table of vocabulary word = printed words, in its order; no printed words twice."""
        value = self._take(key, None)
        if isinstance(value, Mapping) and 0 < len(value) <= at_most and all(map(_is_words, value.values())):
            printed = [str(label).strip() for label in value.values()]
            if len(set(printed)) == len(printed):
                return tuple(zip(map(str, value), printed, strict=True))
        self._wrong(
            key, value, f'write 1 to {at_most} lines like  honeycomb = "Honeycomb"  under [{key}], none printed twice'
        )
        return ()

    def refuse_unknown(self) -> None:
        """Notes every entry that nothing asked for: a misspelt key must not be passed over in silence."""
        for key in _keys(self._mapping, self._known):
            near = difflib.get_close_matches(key, sorted(self._known), n=1)
            cure = f"did you mean {near[0]}?" if near else "take it out"
            self.problems.append(FormProblem(key, "there is no such setting", cure))

    def _take(self, key: str, default: object) -> object:
        self._known.add(key)
        value: object = self._mapping
        for part in key.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        return default if value is None else value

    def _wrong(self, key: str, value: object, cure: str) -> None:
        message = "is missing" if value is None else f"{_as_written(value)} will not do"
        self.problems.append(FormProblem(key, message, cure))


def line_of(text: str, key: str) -> int | None:
    """The line (from 1) of TOML ``text`` where ``key`` stands, or else its table begins; None when neither is there."""
    table, found = "", None
    for number, line in enumerate(text.splitlines(), 1):
        if heading := re.match(r"\s*\[\s*([^\[\]]+?)\s*\]", line):
            table = heading[1]
            name = table
        elif entry := re.match(r"\s*([\w.-]+|\"[^\"]+\")\s*=", line):
            name = f"{table}.{entry[1].strip(chr(34))}".lstrip(".")
        else:
            continue
        if name == key:
            return number
        if heading and found is None and key.startswith(f"{table}."):
            found = number
    return found


def _keys(mapping: Mapping[str, object], known: set[str], prefix: str = "") -> list[str]:
    keys: list[str] = []
    for name, value in mapping.items():
        key = f"{prefix}{name}"
        if key in known:
            continue
        inside = any(other.startswith(f"{key}.") for other in known)
        keys += _keys(value, known, f"{key}.") if inside and isinstance(value, Mapping) else [key]
    return keys


def _is_words(value: object) -> bool:
    return isinstance(value, str) and value.isprintable() and bool(value.strip())


def _is_whole(value: object, least: int, most: int) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _as_written(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(dict(value) if isinstance(value, Mapping) else value)
