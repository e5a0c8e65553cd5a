"""The company's words, by what they are looked for: what ``vocabulary.toml`` holds, and what is wrong with an entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.understand.grammar.tokens import squeeze, tokens_in
from pipeline.understand.words.composed import Compositions
from pipeline.understand.words.language import Language
from pipeline.understand.words.phrases import Inside, Phrases


class VocabularyError(ValueError):
    """The vocabulary file has an entry that cannot be used; the message names it and its cure."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words of the trade, by what they are looked for. One is equal to itself only, and so may be a key."""

    company: Phrases
    document_kinds: Phrases
    labels: Phrases
    totals: Phrases
    columns: Phrases
    specification_labels: Phrases
    options: Mapping[str, Phrases]
    every_option: Phrases
    """The options of all groups, for telling whether a text has any: one look instead of one for each group."""
    option_names: Mapping[str, tuple[str, str]]
    """The words that stand in the names of one option only, by the word: its group and what it means."""
    item_kinds: Phrases
    accessory_introducers: Phrases
    head_first: Phrases
    blocks: Phrases
    units: Phrases
    pairs: frozenset[str]
    """Units that are two pieces each."""
    dozens: frozenset[str]
    """Units that are other numbers of pieces each."""
    company_suffixes: Phrases
    bodies: Phrases
    """Words that the names of hospitals, schools, ministries and shops begin or end with."""
    former_name: Phrases
    only_with_label: Phrases
    unlabelled: Phrases
    qualifiers: frozenset[str]
    """Words beside an option that change nothing about it."""
    connectors: Phrases
    """Words that only tie the pieces of a sentence together."""
    universal: frozenset[str]
    """Words that speak of all goods of a sort."""
    rooms: Phrases
    """Names of rooms, which say by themselves where goods go."""
    zones: Phrases
    """Words that say where goods go only with their number or letter: ``Level 3``, ``Block B``."""
    short_zones: frozenset[str]
    """Abbreviations of them that mean something else outside a column of places: ``RM 102``."""
    laminate_brands: Phrases
    """Makers of laminates."""
    laminate_shapes: tuple[str, ...]
    """Patterns of the company's own laminate codes, ``#`` for a figure."""
    noted: Phrases
    """What every clerk knows and no box of the form takes."""
    included: Phrases
    """What ties to goods others that come with them: ``c/w``, ``and``."""
    negations: Phrases
    """What denies the option that follows."""
    denials: Phrases
    """What denies the option that stands before it."""
    goods_words: frozenset[str]
    """Words beside a door's or a frame's name that change nothing about it: ``laminated flush door``."""
    faces: frozenset[str]
    """What a design is counted in (``CLASSIC 5 PANEL``), which is no count of goods there."""
    colours: frozenset[str]
    profile_shapes: frozenset[str]
    """What stands behind the code of a frame's profile as the name of its shape: ``P4 Bullnose``."""
    nothing: Phrases
    repeating: Phrases
    """What a clerk writes instead of what another line says: the one ``above``, or the ``line`` of a number."""
    footers: Phrases
    stamps: frozenset[tuple[str, ...]]
    """What is stamped on a document that is not to be built any more, word by word; so are the next two."""
    no_orders: frozenset[tuple[str, ...]]
    """Names of papers about goods that another one ordered."""
    receipts: frozenset[tuple[str, ...]]
    """Titles of papers that say that money changed hands."""
    undecided: Phrases
    """What says that a line may not be meant to be made (``lines``), is not settled yet (``unsettled``), or is one of
    several to choose (``choices``)."""
    beside_stamps: frozenset[str]
    """Words of a stamp that change nothing about it."""
    page_words: Phrases
    """What pages are numbered with: ``Page 1 of 2``."""
    page_of: Phrases
    """What stands between a page's number and how many there are."""
    page_names: tuple[str, ...]
    """The page words as they are written in the file, for a pattern."""
    language: Language

    @classmethod
    def from_toml(cls, toml: Mapping[str, object]) -> Vocabulary:
        """From the parsed ``vocabulary.toml``. Raises :class:`VocabularyError` naming every entry that is wrong."""
        problems = list(_problems(toml))
        if problems:
            raise VocabularyError("The vocabulary cannot be used: " + "; ".join(problems))
        composed = {name: Compositions(section) for name, section in _sections(toml["label_words"]).items()}
        return _compile({name: _lists(section) for name, section in toml.items()}, _options(toml), composed)


_SECTIONS = (
    "company", "document_kinds", "labels", "totals", "columns", "specification_labels", "options", "item_kinds",
    "blocks", "units", "several", "companies", "only_with_label", "unlabelled", "nothing", "footers",
    "label_words", "qualifiers", "withdrawn", "pages",
)  # fmt: skip
# Headings too short or too common to serve as a label in the middle of a description.
_NOT_IN_TEXT = frozenset({
    "number", "stock_code", "description", "quantity", "unit", "unit_price", "amount", "discount", "tax", "noted",
    "sen", "extent", "counted_again",
})  # fmt: skip
_TOO_SHORT = 4


_Lists = Mapping[str, list[str]]


def _compile(
    sections: Mapping[str, _Lists], options: Mapping[str, _Lists], composed: Mapping[str, Compositions]
) -> Vocabulary:
    kinds = _with_plurals(sections["item_kinds"])
    introducers = kinds.pop("accessory_introducers", [])
    head_first = kinds.pop("head_first", [])
    return Vocabulary(
        company=Phrases(sections["company"]),
        document_kinds=Phrases(sections["document_kinds"]),
        labels=Phrases(sections["labels"], composed.get("header"), Inside.ANYWHERE),
        totals=Phrases(sections["totals"], composed.get("totals")),
        columns=Phrases(sections["columns"], composed.get("columns")),
        specification_labels=Phrases(
            _specification_labels(sections, composed["columns"]), composed.get("columns"), Inside.MARKED
        ),
        options={group: Phrases(meanings) for group, meanings in options.items()},
        every_option=Phrases({group: [p for phrases in m.values() for p in phrases] for group, m in options.items()}),
        option_names=_option_names(options),
        item_kinds=Phrases(kinds),
        accessory_introducers=Phrases({"introducer": introducers}),
        head_first=Phrases({"noun": head_first}),
        blocks=Phrases(sections["blocks"]),
        units=Phrases(sections["units"]),
        pairs=_squeezed(sections, "several", "pairs"),
        dozens=_squeezed(sections, "several", "dozens"),
        company_suffixes=Phrases({"suffix": sections["companies"].get("suffixes", [])}),
        bodies=Phrases(_part(sections, "companies", "bodies")),
        former_name=Phrases({"former": sections["companies"].get("former_name", [])}),
        only_with_label=Phrases(sections["only_with_label"]),
        unlabelled=Phrases(_part(sections, "unlabelled", "open_hole_type", "hole")),
        rooms=Phrases(_part(sections, "unlabelled", "location")),
        zones=Phrases(_part(sections, "unlabelled", "zone")),
        short_zones=_squeezed(sections, "unlabelled", "short_zone"),
        laminate_brands=Phrases(_part(sections, "unlabelled", "laminate_brand")),
        laminate_shapes=tuple(sections["unlabelled"].get("laminate_code", [])),
        noted=Phrases(_part(sections, "qualifiers", "noted")),
        included=Phrases(_part(sections, "qualifiers", "included")),
        negations=Phrases(_part(sections, "qualifiers", "negations")),
        denials=Phrases(_part(sections, "qualifiers", "denials")),
        colours=_squeezed(sections, "qualifiers", "colours"),
        profile_shapes=_squeezed(sections, "qualifiers", "profile_shapes"),
        faces=_squeezed(sections, "qualifiers", "faces"),
        goods_words=_squeezed(sections, "qualifiers", "goods"),
        connectors=Phrases({"connector": sections["qualifiers"].get("connectors", [])}),
        universal=_squeezed(sections, "qualifiers", "universal"),
        qualifiers=_squeezed(sections, "qualifiers", "words"),
        nothing=Phrases(sections["nothing"]),
        repeating=Phrases(
            {
                "above": sections["qualifiers"].get("as_above", []),
                "alone": sections["qualifiers"].get("as_above_alone", []),
                "line": sections["qualifiers"].get("as_line", []),
            }
        ),
        footers=Phrases(sections["footers"]),
        stamps=_word_by_word(sections, "stamps"),
        no_orders=_word_by_word(sections, "papers"),
        receipts=_word_by_word(sections, "receipts"),
        undecided=Phrases(_part(sections, "withdrawn", "lines", "choices", "unsettled")),
        beside_stamps=frozenset(word.casefold() for word in sections["withdrawn"].get("beside", [])),
        page_words=Phrases(_part(sections, "pages", "names")),
        page_of=Phrases(_part(sections, "pages", "of")),
        page_names=tuple(sections["pages"].get("names", [])),
        language=Language.from_lists(sections.get("language", {})),
    )


def _word_by_word(sections: Mapping[str, _Lists], name: str) -> frozenset[tuple[str, ...]]:
    """A list of what withdraws a document. Read as it stands: a stamp is nothing that OCR may have meant otherwise."""
    return frozenset(tuple(phrase.casefold().split()) for phrase in sections["withdrawn"].get(name, []))


def _squeezed(sections: Mapping[str, _Lists], section: str, name: str) -> frozenset[str]:
    """The words of a list, capitals and marks aside; none where a company's older file does not have it."""
    return frozenset(squeeze(word) for word in sections[section].get(name, []))


def _part(sections: Mapping[str, _Lists], section: str, *names: str) -> dict[str, list[str]]:
    """Lists of a section by name; one that a company's older file does not have is empty."""
    return {name: sections[section].get(name, []) for name in names}


def _specification_labels(sections: Mapping[str, _Lists], composed: Compositions) -> dict[str, list[str]]:
    """The labels inside an item: their list, the column headings long enough to be safe, and what these are made of."""
    labels = {meaning: list(phrases) for meaning, phrases in sections["specification_labels"].items()}
    for meaning, phrases in sections["columns"].items():
        if meaning not in _NOT_IN_TEXT:
            labels.setdefault(meaning, []).extend(p for p in phrases if len(squeeze(p)) >= _TOO_SHORT or p == "loc")
            labels[meaning].extend(word for word in composed.needed(meaning) if len(word) >= _TOO_SHORT)
    return labels


def _with_plurals(kinds: _Lists) -> dict[str, list[str]]:
    """The words for goods, and ``door closers`` for ``door closer``: several of what is no door are none either."""
    several = [f"{phrase}s" for phrase in kinds.get("other", ()) if phrase[-1:].isalpha() and not phrase.endswith("s")]
    return {kind: [*phrases, *(several if kind == "other" else ())] for kind, phrases in kinds.items()}


def _sections(section: object) -> dict[str, Mapping[str, object]]:
    return {k: v for k, v in section.items() if isinstance(v, Mapping)} if isinstance(section, Mapping) else {}


def _lists(section: object) -> dict[str, list[str]]:
    return {k: v for k, v in section.items() if isinstance(v, list)} if isinstance(section, Mapping) else {}


def _options(toml: Mapping[str, object]) -> dict[str, dict[str, list[str]]]:
    section = toml["options"]
    return {group: _lists(entries) for group, entries in section.items()} if isinstance(section, Mapping) else {}


def _option_names(options: Mapping[str, _Lists]) -> dict[str, tuple[str, str]]:
    every: dict[str, set[tuple[str, str]]] = {}
    for group, meanings in options.items():
        for meaning, phrases in meanings.items():
            for word in (word for phrase in phrases for word in tokens_in(phrase).texts):
                every.setdefault(word, set()).add((group, meaning))
    return {word: next(iter(of)) for word, of in every.items() if len(of) == 1}


def _problems(toml: Mapping[str, object]) -> Iterator[str]:
    for name in _SECTIONS:
        if not isinstance(toml.get(name), Mapping):
            yield f"the section [{name}] is missing; take it from the example that came with the program"
    for path, entry in _entries(toml, ""):
        if not isinstance(entry, list) or not all(isinstance(phrase, str) for phrase in entry):
            yield f'{path} must be a list of words in quotes, such as ["single leaf", "s l"]'
        elif any(not squeeze(phrase) for phrase in entry):
            yield f"{path} has an entry without a letter or a digit; remove it"


def _entries(section: Mapping[str, object], path: str) -> Iterator[tuple[str, object]]:
    for name, entry in section.items():
        if isinstance(entry, Mapping):
            yield from _entries(entry, f"{path}{name}.")
        else:
            yield f"{path}{name}", entry
