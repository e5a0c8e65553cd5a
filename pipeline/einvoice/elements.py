"""XML and UBL's JSON as one tree of elements, so that each rule about UBL is written once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from pipeline.einvoice.values import Value
from pipeline.errors import Refused

_DEEPEST = 64  # UBL itself never goes below 20
_DAMAGED = "This e-invoice is damaged or incomplete. Please export it again."


class _XmlNode(Protocol):
    tag: Any
    text: str | None
    attrib: dict[str, str]

    def __iter__(self) -> Iterator[_XmlNode]: ...


@dataclass(frozen=True)
class Element:
    """An element by its local name. ``path`` leads to it from the root."""

    name: str
    path: str
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: tuple[Element, ...] = ()

    def all(self, steps: str) -> list[Element]:
        """All elements at ``steps`` below this one ("Item/Description")."""
        here = [self]
        for step in steps.split("/"):
            here = [child for element in here for child in element.children if child.name == step]
        return here

    def first(self, *ways: str) -> Element | None:
        """The first element that has text, trying each of ``ways`` in turn."""
        return next((found for way in ways for found in self.all(way) if found.text), None)

    def anywhere(self, name: str) -> Element | None:
        """The first element called ``name`` that has text, however deep."""
        for child in self.children:
            if child.name == name and child.text:
                return child
            if (found := child.anywhere(name)) is not None:
                return found
        return None

    def value(self, *ways: str) -> Value | None:
        """The text of :meth:`first` as a value."""
        found = self.first(*ways)
        return Value(found.text, found.text, found.path) if found else None


def from_xml(data: bytes) -> Element:
    """The tree of an XML document.

    Raises Refused: unsafe_xml for anything with a document type declaration (entities, external files), corrupt.
    """
    try:
        root = fromstring(data, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise Refused(
            "unsafe_xml",
            "This XML brings its own definitions (a DOCTYPE), which an e-invoice never needs and which can do harm. "
            "Please export the e-invoice again, or send the PDF.",
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise Refused("corrupt", _DAMAGED) from error
    return _of_xml(root, _local(root.tag), 0)


def _of_xml(node: _XmlNode, path: str, depth: int) -> Element:
    _check_depth(depth)
    names = [_local(child.tag) for child in node]
    children = tuple(
        _of_xml(child, f"{path}/{step}", depth + 1)
        for child, step in zip(node, _steps(names), strict=True)
        if isinstance(child.tag, str)
    )
    attributes = {_local(name): value for name, value in node.attrib.items()}
    return Element(_local(node.tag), path, (node.text or "").strip(), attributes, children)


def _local(tag: Any) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _steps(names: list[str]) -> list[str]:
    """The names with their positions where there are several of a kind."""
    count, seen = Counter(names), Counter[str]()
    steps = []
    for name in names:
        seen[name] += 1
        steps.append(f"{name}[{seen[name]}]" if count[name] > 1 else name)
    return steps


def parse_json(data: bytes) -> Any:
    """The JSON in ``data``, numbers as the text they are written as. Raises Refused: corrupt."""
    try:
        return json.loads(data.decode("utf-8-sig"), parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise Refused("corrupt", _DAMAGED) from error


def from_json(name: str, content: Any) -> Element:
    """The tree of a document in UBL's JSON: every element a list of objects, ``_`` its text, strings its attributes."""
    first = content[0] if isinstance(content, list) and content else content
    return _of_json(name, name, first, 0)


def _of_json(name: str, path: str, node: Any, depth: int) -> Element:
    _check_depth(depth)
    if not isinstance(node, dict):
        return Element(name, path, _plain(node))
    attributes, children = {}, list[Element]()
    for key, value in node.items():
        if key == "_":
            continue
        if isinstance(value, list | dict):
            parts = value if isinstance(value, list) else [value]
            steps = _steps([key] * len(parts))
            children += [_of_json(key, f"{path}/{s}", part, depth + 1) for s, part in zip(steps, parts, strict=True)]
        else:
            attributes[key] = _plain(value)
    return Element(name, path, _plain(node.get("_", "")), attributes, tuple(children))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.strip() if isinstance(value, str) else ""


def _check_depth(depth: int) -> None:
    if depth > _DEEPEST:
        raise Refused("corrupt", _DAMAGED)
