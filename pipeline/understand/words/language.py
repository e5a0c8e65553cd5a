"""Words of English and Malay rather than of the trade: ``[language]`` of ``vocabulary.toml``.

How a letter ties its words together is no trade's, and its lists seldom grow. Where one stands in a pattern, the
pattern is in the code that knows it, and :func:`any_of` sets the words in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from pipeline.understand.grammar.tokens import squeeze

# As whole texts, capitals and marks aside.
_LOOKED_UP = (
    "yes", "no", "yours", "code_names", "classes", "beside_titles", "times", "each_units", "doubtful_units",
    "leading_units", "attending", "plain_choices", "colour_titles", "side_titles", "code_titles", "bare_code_titles",
    "mark_titles", "stock_titles", "signing",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Language:
    """The lists by what they are looked for. One is equal to itself only, and so may be a key."""

    toward_page: tuple[str, ...]
    """Before a page that a sum is carried to or brought from: ``from``, ``ke``."""
    overleaf: tuple[str, ...]
    """What says which page that is without its number."""
    which_page: tuple[str, ...]
    """What stands behind ``muka surat`` where the number would: ``sebelah``."""
    ties: tuple[str, ...]
    """Between a label and its value in a sentence: ``our purchase order no. is 7000559``."""
    deadlines: tuple[str, ...]
    """Before the day by which goods are to come."""
    done: tuple[str, ...]
    """What says that it has happened, and is not to come."""
    sum_ties: tuple[str, ...]
    """Between a sum's name and its money in a sentence."""
    sum_beside: tuple[str, ...]
    """More words beside them in a sentence that tells what all goods come to: ``agreed``, ``as per your offer``."""
    all_goods: tuple[str, ...]
    """What says in such a sentence that it is all of them."""
    money_names: tuple[str, ...]
    """What says in it that it tells money: ``price``, ``comes to``."""
    each: tuple[str, ...]
    """Before money for one of several."""
    apiece: tuple[str, ...]
    """The same where the money may stand before it, too."""
    each_units: tuple[str, ...]
    """Units of a price and of no count: ``12.00 each``."""
    beside_money: tuple[str, ...]
    """Words beside money that say nothing of the goods."""
    doubtful_units: tuple[str, ...]
    """Units that are also other words; a number before them counts nothing."""
    leading_units: tuple[str, ...]
    """Those of them that count at the beginning of a line: ``2 leaf``."""
    grooves: tuple[str, ...]
    """Lines on a door's face before how many they are: ``T-Bar 3 nos``."""
    grooves_counted: tuple[str, ...]
    """The same behind how many: ``2 nos T-bar``."""
    joining: tuple[str, ...]
    """Between the last two things of a list."""
    either: tuple[str, ...]
    """Between two things of which one is meant, or neither: ``no T-bar or groove``."""
    to_last: tuple[str, ...]
    """Between the first and the last number of a range."""
    line_names: tuple[str, ...]
    """What a line of the document is called before its number."""
    item_names: tuple[str, ...]
    """Those that nothing else is called."""
    notes: tuple[str, ...]
    """What a note on some lines begins with: ``For items 1 & 2``."""
    closings: tuple[str, ...]
    """What sentences below a letter's goods begin with: ``Kindly deliver``."""
    sorts: tuple[str, ...]
    """Before what sort a thing is of: ``jenis knob lock hole``."""
    made: tuple[str, ...]
    """Behind a hole's name, what is to be done about it: ``to be opened``."""
    differences: tuple[str, ...]
    """Before what differs from the line that is referred to."""
    count_names: tuple[str, ...]
    """What a count is called."""
    buildings: tuple[str, ...]
    """Of which there may be several, while a count is for one."""
    size_names: tuple[str, ...]
    plain_choices: tuple[str, ...]
    """Words that make lines a choice only with their letter or number: ``Option A``."""
    side_titles: tuple[str, ...]
    """Titles of a place that may say on which side of a wall a frame stands: ``Position`` over ``Inner``."""
    colour_titles: tuple[str, ...]
    """Words of a title over colours."""
    code_titles: tuple[str, ...]
    """Words of a title over codes, beside one over colours; and before a code: ``kod PL 8844``."""
    bare_code_titles: tuple[str, ...]
    """Whole titles that do not say whose code stands below."""
    mark_titles: tuple[str, ...]
    """Words of a title over doors' marks."""
    stock_titles: tuple[str, ...]
    """Words of a title over the codes that goods are kept under, or over how many are kept."""
    exceptions: tuple[str, ...]
    """What excepts goods from what is said of all of them."""
    for_all: tuple[str, ...]
    """What ends a statement on all goods that names none: ``ABS edging for all``."""
    made_so: tuple[str, ...]
    """Between what is excepted and how it is made."""
    unless: tuple[str, ...]
    """The same where only a line's own words go before: ``unless otherwise stated``; so are the next two."""
    stated: tuple[str, ...]
    otherwise: tuple[str, ...]
    before_stated: tuple[str, ...]
    """Between them where it is the line that says so: ``unless the line states another``."""
    leading_on: tuple[str, ...]
    """What leads on from a heading or a sentence to the lines below it: ``to the following sizes:``, ``as follows``."""
    before_leading_on: tuple[str, ...]
    titles: tuple[str, ...]
    """How a person is addressed; alone it is nobody's name."""
    in_names: tuple[str, ...]
    """Small words inside a person's name: ``bin``."""
    name_ties: tuple[str, ...]
    """More of them, which no name ends with."""
    branches: tuple[str, ...]
    """Which of a firm's places a paper comes from, behind the firm's name."""
    salutations: tuple[str, ...]
    """Before a party's name."""
    cash_customers: tuple[str, ...]
    """Before the name of one who has no account."""
    run: tuple[str, ...]
    """What a firm does with a shop that has a name of its own: ``Owned by``."""
    belonging: tuple[str, ...]
    """What a firm is of another one: ``a division of``."""
    sales: tuple[str, ...]
    """Words that only end a name: ``SALES & SERVICE``."""
    registrations: tuple[str, ...]
    """Names of the number that a firm is registered by."""
    registers: tuple[str, ...]
    """Names of it that need a colon or the number behind them."""
    registration_words: tuple[str, ...]
    """Other words among which such a number stands alone."""
    addressing: tuple[str, ...]
    """Labels of a party that need no colon end so."""
    by_whom: tuple[str, ...]
    """Before the one who did it."""
    signing: tuple[str, ...]
    """Captions of signatures side by side: ``Prepared``, ``Driver``."""
    yes: tuple[str, ...]
    no: tuple[str, ...]
    subjects: tuple[str, ...]
    """What a letter's subject line begins with."""
    about: tuple[str, ...]
    """Behind a document's name in such a line: ``Quotation for``."""
    orders: tuple[str, ...]
    """What is ordered in such a line: ``Order for``."""
    greetings: tuple[str, ...]
    """How a letter begins: ``Dear Sirs``."""
    yours: tuple[str, ...]
    """What says of a number that it is the reader's: ``your``, ``anda``."""
    attending: tuple[str, ...]
    """Labels of who is to attend to a letter, at the firm that it is written to."""
    ordering: tuple[str, ...]
    """What a letter that orders says, and no other: ``place our order``."""
    quoting: tuple[str, ...]
    """The same of one that offers."""
    asking: tuple[str, ...]
    """What asks for a price and orders nothing yet."""
    parts: tuple[str, ...]
    """Names of a part of a list, before its letter or number."""
    this_part: tuple[str, ...]
    """What points to the part of a list that begins there: ``all doors in this section``."""
    code_names: tuple[str, ...]
    """Names of a code that may be the goods' own and not the shop's number."""
    classes: tuple[str, ...]
    """Titles over the tax office's number for a sort of goods: ``Class.`` over 022."""
    beside_titles: tuple[str, ...]
    """Beside a document's name in its title: ``Standard Purchase Order``, ``Purchase Order Form``."""
    title_ties: tuple[str, ...]
    """Between a document's name and the goods in its title: ``PURCHASE ORDER with door schedule``."""
    times: tuple[str, ...]
    """Units of time, and of weight: a number before them counts no goods."""

    specifications: tuple[str, ...]
    """What an item's own specification begins with: ``Spec: 43mm, honeycomb``."""
    note_names: tuple[str, ...]
    """What a note beside the items is called, before its mark: ``see Note A``."""
    sort_names: tuple[str, ...]
    """What may be called so, and may be the name of a house or a room: ``Type A``."""
    pointing: tuple[str, ...]
    """Before such a name, or before the mark alone: ``as per B``."""
    order_remarks: tuple[str, ...]
    """What a sentence about the order begins with, and no name of a room or a design: ``as per our site visit``."""

    place_leads: tuple[str, ...]
    """Before a place in a text: ``for LINEN STORE``."""
    maybe_place_leads: tuple[str, ...]
    """Before one that nothing else can be: ``to master bedroom``."""
    place_sides: tuple[str, ...]
    narrowing: tuple[str, ...]
    """Beside goods of which "all" is said: a sort of them only."""
    """Beside a room's name, for which of several it is: ``BILIK BELAKANG``."""
    streets: tuple[str, ...]
    """Kinds of streets, which a house's number stands before: ``12 Jalan``."""
    streets_behind: tuple[str, ...]
    """The same behind the street's name: ``51 Contoh Avenue``."""
    cities: tuple[str, ...]
    """Before a postcode of six figures."""
    address_words: tuple[str, ...]
    """What a line of an address begins with."""
    which_floor: tuple[str, ...]
    """Before one of the next: ``Ground Floor``."""
    floors: tuple[str, ...]

    @classmethod
    def from_lists(cls, lists: Mapping[str, Sequence[str]]) -> Language:
        """From the lists of the section; one that is not there is empty."""
        every = {field.name: tuple(lists.get(field.name, ())) for field in fields(cls)}
        return cls(**every | {name: tuple(map(squeeze, every[name])) for name in _LOOKED_UP})


def any_of(words: Iterable[str]) -> str:
    """The pattern of one of ``words``, the longest first and however wide their blanks; for none, what nothing fits."""
    patterns = (re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
    return f"(?:{every})" if (every := "|".join(patterns)) else "(?!)"


def with_language_of(example: Mapping[str, object], vocabulary: Mapping[str, object]) -> dict[str, object]:
    """A company's parsed ``vocabulary.toml``; what it lacks of ``[language]`` is taken from the ``example``.

    A file that is older than the section, or than one of its lists, stays as good as it was.
    """
    own, ours = vocabulary.get("language", {}), example.get("language", {})
    merged = {**ours, **own} if isinstance(own, Mapping) and isinstance(ours, Mapping) else own
    return {**vocabulary, "language": merged}
