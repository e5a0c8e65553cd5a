"""What has been found of an item's text so far: its fields, its title, and the words that are no field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.model import Field
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.page.square_marks import UNSURE

WITHOUT_LABEL = "without a label"
"""The rule of a value that only its own words give away."""
_LEAVES = "the same words may count what the line has, and the leaves of one door: which do they tell?"
_PRICES = frozenset({"unit_price", "amount"})
OTHERWISE = "a note on this line says “{}”"
"""The question where a line says otherwise than its note."""


@dataclass
class Specification:
    """The fields found, by attribute; the first place wins, a second that differs becomes a doubt."""

    fields: dict[str, Field] = field(default_factory=dict)
    title: list[tuple[int, int]] = field(default_factory=list)
    unknown: list[tuple[int, int]] = field(default_factory=list)
    noted: list[tuple[int, int]] = field(default_factory=list)
    """Words that are known and belong in no box of the form: they go to the remark as they stand."""
    remark_open: int | None = None
    """Where the remark begins that the clause before gave."""
    location_open: int | None = None
    """Where the place begins that the clause before gave: "Block A, Level 3"."""
    hole_open: int | None = None
    """Where the lock hole begins that the clause before gave: "lever handle, 45mm backset"."""

    against: dict[str, Field] = field(default_factory=dict)
    """What was found second and says otherwise, where that is all that says so."""

    columns: list[Field] = field(default_factory=list)
    """What stands in columns that the form does not have."""

    def add(self, found: Field) -> None:
        if found.name == "other_words":
            self.columns.append(found)
            return
        before = self.fields.get(found.name)
        if before is not None and (coded := _code_of(before, found)) is not None:
            self.fields[found.name] = coded
            colour = found if coded is before else before
            doubts = colour.doubts if any(map(str.isdigit, colour.raw)) else ()  # "D00RDOUBLE" is none: OCR's figures
            self.columns.append(replace(colour, name="other_words", value=colour.raw, doubts=doubts))
            return
        if before is not None and UNSURE in before.doubts:
            return  # the other options of the row
        if (
            before is None
            or UNSURE in found.doubts
            or (before.value is None and found.value is not None)
            or _says_more(before, found)
        ):
            self.fields[found.name] = found
        elif found.value is not None and before.value is not None and not _agree(before, found):
            doubt = f"the line says both “{before.raw}” and “{found.raw}”"
            self.fields[found.name] = replace(before, doubts=(*before.doubts, doubt))
            self.against[found.name] = replace(found, doubts=(*found.doubts, doubt))

    def doubt_since(self, before: Mapping[str, Field], doubt: str) -> None:
        """Asks about every value that was not there ``before``."""
        new = {name: found for name, found in self.fields.items() if before.get(name) is not found}
        self.fields |= {name: found.doubted(doubt) for name, found in new.items()}

    def take_note(self, told: Sequence[Field]) -> None:
        """Adds what a note tells of the line; where the line says otherwise itself, it is asked about."""
        for found in told:
            own = self.fields.get(found.name)
            if own is None:
                self.add(found)
            elif own.value is not None and not _agree(own, found):
                self.fields[found.name] = own.doubted(OTHERWISE.format(found.raw))

    def counts_leaves(self, counted: dict[str, Field], *, framed: bool) -> dict[str, Field]:
        """Takes ``2 leaf`` for the line's count, which it is, where other words tell the leaf: ``Single leaf``.

        Of frames it tells nothing else, nor do the very words that were ``counted`` and have their price; without one
        they may be a double door's, and a person is asked about both.
        """
        leaves = squeeze("".join(str(counted[name].value) for name in ("quantity", "unit") if name in counted))
        first, second = self.fields.get("door_type"), self.against.get("door_type")
        alone = first is not None and second is None and squeeze(first.raw) == leaves
        twice = alone and _is_there(first, counted.get("quantity"))
        if alone and (framed or (twice and _PRICES & counted.keys())):
            del self.fields["door_type"]
        elif twice and first is not None:
            self.fields["door_type"] = first.doubted(_LEAVES)
            return counted | {"quantity": counted["quantity"].doubted(_LEAVES)}
        if first is None or second is None or first.doubts != second.doubts:
            return counted
        for counts, told in ((first, second), (second, first)):
            if squeeze(counts.raw) == leaves != squeeze(told.raw):
                self.fields["door_type"] = replace(told, doubts=())
        return counted


def _is_there(found: Field | None, other: Field | None) -> bool:
    """Whether ``found`` was read from the words that ``other`` was."""
    if found is None or other is None or found.box is None or other.box is None:
        return False
    return found.page == other.page and found.box.holds(other.box)


def _code_of(before: Field, found: Field) -> Field | None:
    """Of a laminate's code and its colour's name, each behind a label, the code: ``Laminate: OAK-88``, ``Shade: Oak``.

    None where both are codes, or neither is.
    """
    both = (before, found)
    if found.name != "laminate_code" or any(not each.value or each.rule == WITHOUT_LABEL for each in both):
        return None
    codes = [each for each in both if any(map(str.isdigit, str(each.value)))]
    return codes[0] if len(codes) == 1 else None


def _says_more(before: Field, found: Field) -> bool:
    """``dbl leaf, unequal``: the second word tells which double leaf is meant."""
    return (before.value, found.value) == ("D/L", "Unequal D/L")


def _agree(a: Field, b: Field) -> bool:
    same = a.value == b.value or squeeze(str(a.value)) == squeeze(str(b.value))
    return same or (a.value, b.value) == ("Unequal D/L", "D/L")
