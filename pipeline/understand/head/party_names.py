"""What a party's name looks like: where it begins and ends, and what stands by it: its registration, its address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Field
from pipeline.understand.grammar.tokens import squeeze, tokens_in
from pipeline.understand.head.addresses import begins_address, ends_as_a_firm, is_contact
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.vocabulary import Vocabulary

# "201401045007 (955919-K)", "(1067212-P)", "(LLP0012345-LGN)", "Co. No. 12345-A": the registration, not the name.
# "(1988)" is a year.
REGISTRATION = re.compile(
    r"\s*(?:\(?\s*\b(?:co(?:mpany)?\.?[\s-]*(?:reg\.?\s*)?no|co-reg|reg(?:n|istration)?\.?\s*no|ssm|roc|brn|no\.?\s*syarikat)\b.*"
    r"|\b(?:co(?:mpany)?\b\.?\s*)?\breg(?:n|istration)?\.?\s*(?::|(?=\d)|$).*|\(?\s*\d{9,}.*|\(\s*(?!(?:19|20)\d\d\s*\))\d{4,}.*|\(\s*[A-Z]{2,3}\d{5,}.*|\bLLP\s?\d{5,}.*|\b(?:[A-Z]{2})?\d{5,7}\s*-\s*[A-Z]\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
"""The registration behind a name, to the end of the text."""
_ONLY_REGISTRATION = re.compile(
    r"[\W_]*(?:(?:company|co|business|roc|rob|ssm|brn|reg|regn|registration|no|number|syarikat|pendaftaran)\b[\W_]*)*"
    r"(?:[A-Z]{0,2}\d{5,12}\s?[-–.]?\s?[A-Z]|LLP\s?\d{5,7}\s?[-–]?\s?[A-Z]{3}|[1-9]\d{5,6}|20\d{10})(?:\s*[(/]\s*[A-Z]{0,2}\d[\d-]*[A-Z]?)?[\W_]*",
    re.IGNORECASE,
)
_RUN_BY = (
    r"(?:(?:owned|operated|managed|run)(?:\s+(?:and|&)\s+\w+)?\s+by|di(?:miliki|kendalikan|uruskan)\s+oleh"
    r"|(?:a\s+)?(?:division|subsidiary|member|licensee|franchisee)\s+of)\s*:?\s+"
)
_BEFORE = re.compile(
    rf"^[\s(]*{_RUN_BY}|^\s*(?:(?:m\s*/\s*s\.?|messrs\.?|tetuan|kepada|to)\s*[:.]?\s+"
    r"|(?:cash|walk[- ]?in)\s+(?:customer|sales?|buyer)\s*[-:–/(]\s*|pelanggan\s+tunai\s*[-:–/(]\s*)",
    re.IGNORECASE,
)
GOES_ON = re.compile(
    r"(?:&|\b(?:and|dan|bin|binti|a/l|a/p|s/o|d/o|van|de)|[^\W\d_]{2}.*\s(?:sdn\.?|sendirian))\s*$", re.IGNORECASE
)
"""A name cannot end with these: it was wrapped, or its last words stand apart."""
_CONTINUES = re.compile(r"\s*(?:&|\((?!\s*[A-Z]{0,3}\d)|(?:and|dan)\s)", re.IGNORECASE)
LEGAL_FORM = re.compile(r"\b(?:sdn\.?\s*bhd|sendirian\s+berhad|berhad|bhd|plt|llp|ltd)\b\.?", re.IGNORECASE)
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
_TIES = frozenset({"and", "dan", "sales", "jualan"})
_LONG_WORD = 6
_PLACE_WORD = 4  # letters of "jaya", "maju", "land", which towns' names end with
LONGEST_ENDING = 4
"""Words of a name's second line, such as "(M) Sdn Bhd"."""


def is_ours(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a name contains one of the company's own names."""
    return any(True for _ in vocabulary.company.within(text))


def may_be_name(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text that no label names can be a party's name: no address, no title, no label."""
    text = name_text(text)
    letters = len(re.findall(r"[^\W\d_]", text))
    titled = vocabulary.document_kinds.starting(text)
    if titled and not squeeze(text[: titled.start]) and not ends_like_a_company(text, vocabulary):
        return False
    if letters < 4 or is_address(text, vocabulary) or ":" in text or vocabulary.document_kinds.whole(text):
        return False
    if vocabulary.company_suffixes.whole(text):
        return False
    return not is_former(text, vocabulary) and not vocabulary.labels.whole(text)


def is_former(text: str, vocabulary: Vocabulary) -> bool:
    """``(FORMERLY KNOWN AS …``: what follows is not the name."""
    found = vocabulary.former_name.starting(text)
    return bool(found and not squeeze(text[: found.start]))


def names_a_company(text: str, vocabulary: Vocabulary) -> bool:
    """A line that ends like a company's name, or begins as Malay ones do ("Restoran …"); a branch may stand behind."""
    text = _BRANCH.sub("", text)
    first = vocabulary.company_suffixes.starting(text)
    begins = first is not None and squeeze(text[: first.start]) == "" and len(first.phrase) > _LONG_WORD
    return begins or ends_like_a_company(text, vocabulary) or _names_a_body(text, vocabulary)


def _names_a_body(text: str, vocabulary: Vocabulary) -> bool:
    """``HOSPITAL DAERAH KUALA CONTOH``, ``Contoh College``: a body's word at either end, and more than that."""
    found = list(vocabulary.bodies.within(text))
    ends = [f for f in found if not squeeze(text[: f.start]) or not squeeze(text[f.end :])]
    return any(squeeze(text) != f.phrase for f in ends)


def ends_like_a_company(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the last words of a text, but for a branch in brackets, end companies' names, and more stands before."""
    tokens = tokens_in(_BRANCH.sub("", text))
    return any(
        (f := vocabulary.company_suffixes.at(tokens, i)) and f.end == tokens[-1].end for i in range(1, len(tokens))
    )


def is_an_ending(text: str, vocabulary: Vocabulary) -> bool:
    """``SALES & SERVICE``, ``TRADING SDN BHD``: nothing but words that companies' names end with."""
    tokens, place = tokens_in(text), 0
    while place < len(tokens):
        found = vocabulary.company_suffixes.at(tokens, place)
        if found is None and tokens[place].text not in _TIES:
            return False
        place += 1 if found is None else sum(found.start <= start < found.end for start, _ in tokens.spans)
    return place > 0


def continues_a_name(text: str) -> bool:
    """``& LIGHTING CENTRE``, ``(KLANG) SDN BHD``: no name begins so; it is the second line of one."""
    return bool(_CONTINUES.match(text))


def runs_a_shop(text: str) -> bool:
    """``Owned by CONTOH VENTURES SDN BHD``: the firm behind a shop that has a name of its own."""
    return bool(re.match(_RUN_BY, text.strip(" ("), re.IGNORECASE))


def is_registration(text: str) -> bool:
    """Whether a text is nothing but the number that a company or a business is registered by."""
    return bool(_ONLY_REGISTRATION.fullmatch(text))


def is_address(text: str, vocabulary: Vocabulary) -> bool:
    """An address or a telephone, no name; ``Bandar Contoh Sdn Bhd`` and ``BATU CONTOH TRADING`` are firms."""
    if is_contact(text):
        return True
    return begins_address(text, vocabulary) and not (
        ends_as_a_firm(text, vocabulary) or _named_after_a_place(text, vocabulary)
    )


def _named_after_a_place(text: str, vocabulary: Vocabulary) -> bool:
    """``BATU CONTOH TRADING``; ``TAMAN CONTOH JAYA`` is a place though firms' names end so."""
    last = re.search(r"([^\W\d_]+)\W*$", text)
    plain = last is not None and len(last[1]) > _PLACE_WORD and not re.search(r"[\d,]", text)
    return plain and ends_like_a_company(text, vocabulary)


def name_text(text: str) -> str:
    """The name alone in a line: no salutation before it, no registration behind it, no Chinese beside it."""
    name = REGISTRATION.sub("", _CJK.sub(" ", _BEFORE.sub("", text)))
    return _BAR.split(name, maxsplit=1)[0].strip(" ,:;-–·.")


def name_field(passage: Passage, name: str, rule: str, doubts: Sequence[str], vocabulary: Vocabulary) -> Field:
    """The name in ``passage`` as the field ``name``; a legal form of which one letter was misread is put right."""
    text = passage.text
    before = _BEFORE.match(text)
    start = before.end() if before else 0
    registration = REGISTRATION.search(text, start)
    end = registration.start() if registration else len(text)
    end = min(end, start + address_start(text[start:end], vocabulary))
    mail = _MAIL.search(text, start, end)
    end = mail.start() if mail and mail.start() > start else end  # Contoh Doors <sales@example.org>
    value = " ".join(_CJK.sub(" ", text[start:end]).split()).strip(" ,:;-–·")
    if value.startswith("/"):
        doubts = [*doubts, "a name hardly begins so"]
    found = passage.field(name, value, rule, start, end, doubts=doubts)
    if passage.trusted(start, end):
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
    for comma in re.finditer(r"\s*,\s*", text):
        legal = re.search(rf"(?:{LEGAL_FORM.pattern})\s*$", text[: comma.start()], re.IGNORECASE)
        behind = text[comma.end() :]
        if legal or begins_address(behind, vocabulary) or is_contact(behind):
            return comma.start()
    return len(text)
