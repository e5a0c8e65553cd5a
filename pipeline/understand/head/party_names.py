"""What a party's name looks like: where it begins and ends, and what stands by it: its registration, its address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from pipeline.model import Field
from pipeline.understand.grammar.numbers import amounts_in
from pipeline.understand.grammar.tokens import squeeze, tokens_in
from pipeline.understand.head.addresses import begins_address, ends_as_a_firm, house_in, is_contact
from pipeline.understand.head.registrations import registration_behind, without_registration
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary

_NUMBER = re.compile(r"(?=\S*[-/])\S*\d{3}\S*")
_IN_BRACKETS = r"[\[(](?=[^\s\])]*\d)[A-Z\d./-]+[\])]"
ACCOUNT = re.compile(rf"{_IN_BRACKETS}|(?=\S*\d\S*\d)[A-Z]{{1,4}}[-/.][A-Z]{{0,4}}\d+")
"""A customer's number in the seller's books, beside or above the name: ``[C-H034]``, ``SC-0042``."""
LEGAL_FORM = re.compile(r"\b(?:sdn\.?\s*bhd|sendirian\s+berhad|berhad|bhd|plt|llp|ltd)\b\.?", re.IGNORECASE)
_BEHIND_FORM = re.compile(rf"{LEGAL_FORM.pattern}\s+(?!{LEGAL_FORM.pattern})[^\W\d_]{{3}}", re.IGNORECASE)
_NEARLY_LEGAL = re.compile(
    r"\b(?:(?:[^\W_]dn|s[^\W_]n|sd[^\W_])(?P<a>[.,、]?\s*)bhd\b|s[do0]n(?P<b>[.,、]?\s*)[b8o0e]h[do0]\b"
    r"|sdn(?P<c>[.,、]?\s*)[^\W_]{3}(?=\W*$|\s*[(\d]))",
    re.IGNORECASE,
)
_AMPERSAND = re.compile(r"(?<=\w)&\s+(?=\w)|(?<=\w)\s+&(?=\w)")
_LOST_SPACE = re.compile(r"(?<=[A-Za-z)])(?=sdn\.?\s*bhd\b)|(?<=sdn)(?=bhd\b)|(?<=sdn\.)(?=bhd\b)", re.IGNORECASE)
_NO_NAMES_SIGN = re.compile(r"[{}\[\]|~=<>_\\]")
_BRANCH = re.compile(r"(?<=\w)\.?\s*\([^()]*\)\s*$")  # … SDN BHD (HQ)
_BAR = re.compile(r"\s*[|•·]\s+|\s+\*\s+(?=\S)")  # Contoh Sdn Bhd | 3A Jalan Contoh; Contoh Sdn Bhd * 50000 Contoh
_MAIL = re.compile(r"\s*<?\b[^<>\s@]+@[^<>\s@]+>?")
_CJK = re.compile(r"[⺀-鿿豈-﫿가-힯]+")
_WHOSE_FIGURES = "the figures behind it may be the end of the name or the number of the house"
_LONG_WORD = 6
_LETTER = re.compile(r"[^\W\d_]")
_LETTERS_OF_A_NAME = 4
_LAST_WORD = re.compile(r"([^\W\d_]+)\W*$")
_FIGURE_OR_COMMA = re.compile(r"[\d,]")
_PLACE_WORD = 4  # letters of "jaya", "maju", "land", which towns' names end with
LONGEST_ENDING = 4
"""Words of a name's second line, such as "(M) Sdn Bhd"."""


class _Patterns(NamedTuple):
    runs: re.Pattern[str]
    """What a firm says of its shop or its group, in front of the firm's own name."""
    before: re.Pattern[str]
    """What stands in front of a name."""
    goes_on: re.Pattern[str]
    """What a name cannot end with."""
    continues: re.Pattern[str]
    """What a name cannot begin with."""
    branch: re.Pattern[str]
    """Which of a firm's places is meant, behind its legal form."""


@lru_cache(maxsize=16)
def _patterns(language: Language) -> _Patterns:
    runs = rf"(?:{_by_whom(language)}|(?:a\s+)?{any_of(language.belonging)})\s*:?\s+"
    salutation, cash = any_of(language.salutations), any_of(language.cash_customers)
    branch = rf"(?:{any_of(language.branches)}\b[\w .'/-]*|[\w .'/-]+\s{any_of(language.branches)})"
    ties = any_of((*language.joining, *language.in_names, *language.name_ties))
    return _Patterns(
        runs=re.compile(runs, re.IGNORECASE),
        before=re.compile(
            rf"^[\s(]*{runs}|^\s*(?:{_IN_BRACKETS}\s+|{salutation}\.?\s*[:.]?\s+|{cash}\s*[-:–/(]\s*)", re.IGNORECASE
        ),
        goes_on=re.compile(rf"(?:&|\b{ties}|[^\W\d_]{{2}}.*\s(?:sdn\.?|sendirian))\s*$", re.IGNORECASE),
        continues=re.compile(rf"\s*(?:&|\((?!\s*[A-Z]{{0,3}}\d)|{any_of(language.joining)}\s)", re.IGNORECASE),
        branch=re.compile(rf"(?P<name>.*{LEGAL_FORM.pattern})[\s,–-]+{branch}\s*", re.IGNORECASE | re.DOTALL),
    )


def _by_whom(language: Language) -> str:
    """The pattern of ``Owned and operated by``."""
    also = rf"(?:\s+(?:{any_of(language.joining)}|&)\s+\w+)?"
    return rf"{any_of(language.run)}{also}\s+{any_of(language.by_whom)}"


def goes_on(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a name cannot end as ``text`` does: it was wrapped, or its last words stand apart."""
    return _patterns(vocabulary.language).goes_on.search(text) is not None


def is_ours(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a name contains one of the company's own names."""
    return any(True for _ in vocabulary.company.within(text))


def may_be_name(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text that no label names can be a party's name: no address, no title, no label."""
    if text.rstrip().endswith(":") or _NUMBER.fullmatch(text.strip()):
        return False  # "Syarikat / Company :", "SC-ID-0042"
    text = name_text(text, vocabulary)
    if ":" in text or len(_LETTER.findall(text)) < _LETTERS_OF_A_NAME:
        return False
    titled = vocabulary.document_kinds.starting(text)
    if titled and not squeeze(text[: titled.start]) and not ends_like_a_company(text, vocabulary):
        return False
    if vocabulary.document_kinds.whole(text) or is_address(text, vocabulary):
        return False
    if vocabulary.company_suffixes.whole(text) or _names_money(text, vocabulary):
        return False
    labels = all(vocabulary.labels.whole(part) for part in text.split("/"))  # Client / Issued by
    return not is_former(text, vocabulary) and not labels and not vocabulary.labels.whole(text)


def _names_money(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text is a sum with its name: ``Jumlah Keseluruhan RM 5,840.00``."""
    found = vocabulary.totals.starting(text) if amounts_in(text) else None
    return found is not None and not squeeze(text[: found.start])


def is_former(text: str, vocabulary: Vocabulary) -> bool:
    """``(FORMERLY KNOWN AS …``: what follows is not the name."""
    found = vocabulary.former_name.starting(text)
    return bool(found and not squeeze(text[: found.start]))


def names_a_company(text: str, vocabulary: Vocabulary) -> bool:
    """A line that ends like a company's name, or begins as Malay ones do ("Restoran …"); a branch may stand behind."""
    text = _without_branch(text, vocabulary)
    first = vocabulary.company_suffixes.starting(text)
    begins = first is not None and squeeze(text[: first.start]) == "" and len(first.phrase) > _LONG_WORD
    return begins or ends_like_a_company(text, vocabulary) or _names_a_body(text, vocabulary)


def _without_branch(text: str, vocabulary: Vocabulary) -> str:
    """``CONTOH SDN BHD`` of ``CONTOH SDN BHD (HQ)`` and ``CONTOH SDN BHD CAWANGAN IPOH``."""
    told = _patterns(vocabulary.language).branch.fullmatch(text)
    return told["name"] if told else _BRANCH.sub("", text)


def _names_a_body(text: str, vocabulary: Vocabulary) -> bool:
    """``HOSPITAL DAERAH KUALA CONTOH``, ``Contoh College``: a body's word at either end, and more than that."""
    found = list(vocabulary.bodies.within(text))
    ends = [f for f in found if not squeeze(text[: f.start]) or not squeeze(text[f.end :])]
    return any(squeeze(text) != f.phrase for f in ends)


def ends_like_a_company(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the last words of a text, but for a branch, end companies' names, and more stands before."""
    tokens = tokens_in(_without_branch(text, vocabulary))
    return any(
        (f := vocabulary.company_suffixes.at(tokens, i)) and f.end == tokens[-1].end for i in range(1, len(tokens))
    )


def is_an_ending(text: str, vocabulary: Vocabulary) -> bool:
    """``SALES & SERVICE``, ``TRADING SDN BHD``: nothing but words that companies' names end with."""
    tokens, place = tokens_in(text), 0
    while place < len(tokens):
        found = vocabulary.company_suffixes.at(tokens, place)
        if found is None and tokens[place].text not in {*vocabulary.language.joining, *vocabulary.language.sales}:
            return False
        place += 1 if found is None else sum(found.start <= start < found.end for start in tokens.starts)
    return place > 0


def ends_a_name(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line is but a name's end, with what may stand behind it: ``TRADING 合利五金``, ``SUPPLY (KLANG)``."""
    return is_an_ending(_without_branch(name_text(text, vocabulary), vocabulary), vocabulary)


def continues_a_name(text: str, vocabulary: Vocabulary) -> bool:
    """``& LIGHTING CENTRE``, ``(KLANG) SDN BHD``: no name begins so; it is the second line of one."""
    return bool(_patterns(vocabulary.language).continues.match(text))


def runs_a_shop(text: str, vocabulary: Vocabulary) -> bool:
    """``Owned by CONTOH VENTURES SDN BHD``: the firm behind a shop that has a name of its own."""
    return bool(_patterns(vocabulary.language).runs.match(text.strip(" (")))


def is_address(text: str, vocabulary: Vocabulary) -> bool:
    """An address or a telephone, no name; ``Bandar Contoh Sdn Bhd`` and ``BATU CONTOH TRADING`` are firms."""
    if is_contact(text):
        return True
    return begins_address(text, vocabulary) and not (
        ends_as_a_firm(text, vocabulary) or _named_after_a_place(text, vocabulary)
    )


def _named_after_a_place(text: str, vocabulary: Vocabulary) -> bool:
    """``BATU CONTOH TRADING``; ``TAMAN CONTOH JAYA`` is a place though firms' names end so."""
    last = _LAST_WORD.search(text)
    plain = last is not None and len(last[1]) > _PLACE_WORD and not _FIGURE_OR_COMMA.search(text)
    return plain and ends_like_a_company(text, vocabulary)


def name_text(text: str, vocabulary: Vocabulary) -> str:
    """The name alone in a line: no salutation before it, no registration behind it, no Chinese beside it."""
    words = _patterns(vocabulary.language)
    name = without_registration(_CJK.sub(" ", words.before.sub("", text)), vocabulary)
    return _BAR.split(name, maxsplit=1)[0].strip(" ,:;-–·.")


def name_field(passage: Passage, name: str, rule: str, doubts: Sequence[str], vocabulary: Vocabulary) -> Field:
    """The name in ``passage`` as the field ``name``; a legal form of which one letter was misread is put right."""
    text = passage.text
    before = _patterns(vocabulary.language).before.match(text)
    start = before.end() if before else 0
    registration = registration_behind(text, vocabulary, start)
    end = len(text) if registration is None else registration
    address = start + address_start(text[start:end], vocabulary)
    doubts = [*doubts, *_about_house(text[start:end], address - start, vocabulary)]
    end = min(end, address)
    mail = _MAIL.search(text, start, end)
    end = mail.start() if mail and mail.start() > start else end  # Contoh Doors <sales@example.org>
    value = " ".join(_CJK.sub(" ", text[start:end]).split()).strip(" ,:;-–·")
    if value.startswith("/"):
        doubts = [*doubts, "a name hardly begins so"]
    if _BEHIND_FORM.search(value) and not _patterns(vocabulary.language).branch.fullmatch(value):
        doubts = [*doubts, "words behind its legal form may be of the cell beside it"]
    found = passage.field(name, value, rule, start, end, doubts=doubts)
    ours = name == "supplier_name" and is_ours(value, vocabulary)  # whose branch's bracket goes on below nobody asks
    if ours or passage.trusted(start, end):
        return found
    return _with_legal_form(_with_brackets_asked(replace(found, value=spaced(value))))


def spaced(text: str) -> str:
    """A name with the spaces that OCR lost: ``THYE& COMPANY``, ``TRADINGSDN BHD``, ``SDNBHD``; not ``F&B``."""
    return _LOST_SPACE.sub(" ", _AMPERSAND.sub(" & ", text))


def _with_brackets_asked(found: Field) -> Field:
    """``(N} SDN BHD``: a sign that no name has, or a bracket that is not closed, was something else."""
    text = str(found.value)
    if text.count("(") == text.count(")") and not _NO_NAMES_SIGN.search(text):
        return found
    return replace(found, doubts=(*found.doubts, "a sign in it can hardly belong to a name"))


def _with_legal_form(found: Field) -> Field:
    value = legal_form_repaired(str(found.value))
    if value == found.value:
        return found
    return replace(found, value=value, doubts=(*found.doubts, f"“{found.value}” was read as “{value}”"))


def legal_form_repaired(text: str) -> str:
    """``SDN EHD`` as ``SDN BHD``: with one letter misread nothing else is left that it can be."""
    if LEGAL_FORM.search(text) and re.search(r"\bsdn\b", text, re.IGNORECASE):
        return text
    return _NEARLY_LEGAL.sub(lambda m: f"SDN{m['a'] or m['b'] or m['c'] or ' '}BHD", text)


def address_start(text: str, vocabulary: Vocabulary) -> int:
    """Where an address begins behind a name on its line: at a bar, the comma before it or one behind a legal form.

    Behind a legal form it may begin without a comma: ``CONTOH BUILDERS PLT No. 39``.
    """
    if bar := _BAR.search(text):
        text = text[: bar.start()]
    for form in LEGAL_FORM.finditer(text):
        if text[form.end() :][:1].isspace() and begins_address(text[form.end() :], vocabulary):
            return form.end()
    house = house_in(text, vocabulary)
    for comma in re.finditer(r"\s*,\s*", text):
        if house and house.start() < comma.start():
            return house.start()
        legal = re.search(rf"(?:{LEGAL_FORM.pattern})\s*$", text[: comma.start()], re.IGNORECASE)
        behind = text[comma.end() :]
        if legal or begins_address(behind, vocabulary) or is_contact(behind):
            return comma.start()
    return house.start() if house else len(text)


def _about_house(text: str, end: int, vocabulary: Vocabulary) -> list[str]:
    """The question whose the figures between a name and a street are, where the name need not end before them.

    ``RESTORAN 88, Jalan Contoh``; behind ``CONTOH TRADING`` and ``ENCIK ALI BIN ABU`` they are the house's.
    """
    house = house_in(text, vocabulary)
    if house is None or house.start() != end or house["named"]:
        return []
    name, language = text[:end], vocabulary.language
    person = re.search(rf"^\s*{any_of(language.titles)}\b|\s{any_of(language.in_names)}\s", name, re.IGNORECASE)
    return [] if person or ends_like_a_company(name, vocabulary) else [_WHOSE_FIGURES]
