"""A laminate's code that stands among an item's words without anything that says so: ``2'10" x 7' GRN-118S``.

It is taken where the line names goods of a size before it, tells of no other laminate, and has no other such code. A
person is asked, since the code may be the door's own, unless the other lines tell
(:func:`pipeline.understand.item.unlabelled_laminates.with_codes_of_a_pattern`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from pipeline.understand.grammar.places import is_place
from pipeline.understand.grammar.stock_codes import is_material_number
from pipeline.understand.item.specified import WITHOUT_LABEL, Specification
from pipeline.understand.item.values import read_value
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.trade import Trade
from pipeline.understand.words.vocabulary import Vocabulary

LONE = "nothing says that this code is the laminate's: it stands among the words without a label"
IN_BRACKETS = "nothing says that this code is the laminate's: in brackets it may be the door's own"
# Capitals and figures, in one word or with the maker's letters before it: GRN-118S, IRO 7715, FX/7730, J201.
_CODE = re.compile(
    r"(?<![\w.,/'\"×@&-])(?P<lead>[A-Z]{1,4}[ ])?(?P<body>(?=[^\s,;()]*\d)[A-Z0-9]+(?:[-/._][A-Z0-9]+)*)"
    r"(?P<behind>[ ][A-Z]{1,2}(?=[\s,;.)]|$))?(?![\w'\"½¼¾*×@-])"
)
_MEASURE = re.compile(
    r"(?:[WHTDLX]?\d[\d.]*(?:MM|CM|M|FT|IN|KG|PCS?|NOS?|SETS?|UNITS?|[WHTDL])?[X/-]?)+|F[RD]+\d+|\d{1,4}", re.IGNORECASE
)
_ANOTHER_S = re.compile(
    r"\b(?:dwg|drg|drawing|lukisan|ref|sheet|plan|sku|stock|item|part|model|design|type|jenis|mark|tag|series|siri|po|so|do)\W*(?:no\W*)?$",
    re.I,
)
_LONG_WORD = re.compile(r"[A-Z]{5}")  # SHAKER-101 is a design's
_LEAST_FIGURES, _MOST_FIGURES = 3, 6


def with_lone_code(
    specification: Specification, passage: Passage, trade: Trade, again: Callable[[Passage], Specification]
) -> Specification:
    """``specification`` of ``passage`` with such a code; ``again`` reads what is left of the text without it."""
    if not specification.unknown or "laminate_code" in specification.fields:
        return specification
    found = list(_codes_in(passage, specification, trade.vocabulary))
    if len(found) != 1:
        return specification
    start, end = found[0]
    called = _called(trade.vocabulary.language).search(passage.text, 0, start)
    without = again(passage.blanked(called.start() if called else start, end))
    if "laminate_code" in without.fields:
        return specification
    doubt = IN_BRACKETS if passage.text[:start].rstrip().endswith("(") else LONE
    for field in read_value("laminate_code", passage, start, end, trade):
        without.add(replace(field, rule=WITHOUT_LABEL, doubts=(*field.doubts, doubt)))
    return without


@lru_cache(maxsize=16)
def _called(language: Language) -> re.Pattern[str]:
    """``code no.`` right before the code."""
    return re.compile(rf"\b{any_of(language.code_titles)}\s*(?:no\.?)?[\s:.#]*$", re.IGNORECASE)


def _codes_in(passage: Passage, specification: Specification, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    text = passage.text
    for a, b in specification.unknown:
        for match in _CODE.finditer(text, a, b):
            statement = re.split(r"[,;\n\t/]", text[a : match.start("body")])[-1]
            if (
                not _is_of_hardware(statement, vocabulary)
                and _may_be_laminate_s(match, vocabulary)
                and _stands_behind_goods(text[: match.start()], vocabulary)
            ):
                yield _own_place(match, vocabulary)


def _own_place(match: re.Match[str], vocabulary: Vocabulary) -> tuple[int, int]:
    """Without a word before the code that is no maker's letters, and without an option's letters behind it."""
    lead, behind = (match["lead"] or "").strip(), (match["behind"] or "").strip()
    start = match.start("body") if lead and _is_a_word(lead, vocabulary) else match.start()
    known = vocabulary.every_option.whole(behind) or vocabulary.specification_labels.whole(behind)
    return start, match.end("body") if behind and known else match.end()


def _may_be_laminate_s(match: re.Match[str], vocabulary: Vocabulary) -> bool:
    body, lead = match["body"], (match["lead"] or "").strip()
    figures = sum(character.isdigit() for character in body)
    lettered = any(character.isalpha() for character in body) or (lead and not _is_a_word(lead, vocabulary))
    if not _LEAST_FIGURES <= figures <= _MOST_FIGURES or not lettered or is_material_number(body):
        return False
    if _LONG_WORD.search(body) or (lead and is_place(f"{lead} {body}", vocabulary)):
        return False
    measured = _MEASURE.fullmatch(body) and not (lead and not _is_a_word(lead, vocabulary) and body.isdigit())
    return not measured and not _ANOTHER_S.search(match.string, 0, match.start("body"))


def _is_of_hardware(before: str, vocabulary: Vocabulary) -> bool:
    """``c/w lockset YL-3100``: whether what stands before a code in its statement names another thing than the door."""
    kinds = vocabulary.item_kinds.within(before)
    return any("other" in kind.meanings for kind in kinds) or any(vocabulary.unlabelled.within(before))


def _is_a_word(text: str, vocabulary: Vocabulary) -> bool:
    """Whether letters before a code mean something by themselves: ``KOD 3308``, ``HPL 3308``, ``X 3308``."""
    known = (vocabulary.columns, vocabulary.specification_labels, vocabulary.item_kinds, vocabulary.units,
             vocabulary.every_option, vocabulary.zones, vocabulary.connectors, vocabulary.noted)  # fmt: skip
    plain = text.casefold()
    return (
        len(text) < 2
        or plain in vocabulary.qualifiers
        or plain in vocabulary.goods_words
        or any(phrases.whole(text) for phrases in known)
    )


def _stands_behind_goods(before: str, vocabulary: Vocabulary) -> bool:
    """Whether the goods are named before the code, or a size: what stands in front of them numbers them."""
    return any(True for _ in vocabulary.item_kinds.within(before)) or bool(re.search(r"\d\s*['\"’”x×]", before, re.I))
