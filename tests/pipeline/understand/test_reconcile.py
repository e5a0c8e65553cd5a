"""What an engine found and what we read ourselves: the same makes surer, different is asked, no place is nothing."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Box, Document, Entity, Field, Invoice, LineItem, present_fields
from pipeline.understand import extract
from pipeline.understand.engine_entities import ENGINE, RULE
from pipeline.understand.grammar.tokens import squeeze
from tests.pipeline.understand.laid_out import TRADE, document_of

INVOICE = """
    # TAX INVOICE

    SENDORA GROUP SDN BHD

    Bill To:   CONTOH BUILDERS SDN BHD              Invoice No:   KDI-2507-003
                                                    Date:         03/06/2026

    No   Description                               Qty   Unit Price     Amount
    --------------------------------------------------------------------------
    1    DOOR 43MM X 900MM X 2100MM 6S-A057          2       500.00   1,000.00
    2    DOOR 43MM X 800MM X 2100MM 6S-A057          1       450.00     450.00
    --------------------------------------------------------------------------
                                                     Total            1,450.00
"""
PLAIN = document_of(INVOICE, confidence=0.85)
HEADER = (
    "number",
    "po_no",
    "date",
    "delivery_date",
    "due_date",
    "customer_name",
    "supplier_name",
    "total",
    "measure_by",
)
LINE = (
    "quantity",
    "unit_price",
    "amount",
    "size",
    "width_mm",
    "laminate_code",
    "door_core",
    "rebate_mm",
    "description",
)


def box_of(document: Document, text: str, nth: int = 0) -> Box:
    """Where the words of ``text`` stand, one after the other."""
    words, parts = document.pages[0].words, text.split()
    starts = [i for i in range(len(words)) if [w.text for w in words[i : i + len(parts)]] == parts]
    return Box.around([word.box for word in words[starts[nth] : starts[nth] + len(parts)]])


def found(type_: str, text: str, box: Box | None, confidence: float = 0.9, **more: object) -> Entity:
    return Entity(type_, text, None, confidence, 1, box, **more)  # type: ignore[arg-type] # the test's own


def read(*entities: Entity, document: Document = PLAIN) -> Invoice:
    (invoice,) = extract(replace(document, entities=(Entity(ENGINE, "p", None, 1.0, 0, None, entities),)), TRADE)
    return invoice


(OWN,) = extract(PLAIN, TRADE)


def the(field: Field | None) -> Field:
    assert field is not None
    return field


def test_agreement_makes_surer_but_not_surer_than_the_words() -> None:
    doubtful = replace(the(OWN.job_order_no), confidence=0.9)
    assert the(OWN.job_order_no).value == "KDI-2507-003"
    invoice = read(found("number", "KDI-2507-003", box_of(PLAIN, "KDI-2507-003")))
    assert the(invoice.job_order_no).confidence >= doubtful.confidence
    assert the(invoice.job_order_no).doubts == ()


def test_difference_keeps_ours_and_names_both_readings() -> None:
    number = the(read(found("number", "03/06/2026", box_of(PLAIN, "03/06/2026"))).job_order_no)
    assert number == the(OWN.job_order_no)  # a date is no number: it says nothing
    other = read(found("number", "6S-A057", box_of(PLAIN, "6S-A057")))
    number = the(other.job_order_no)
    assert number.value == "KDI-2507-003"
    assert number.doubts == ("we read “KDI-2507-003”, Document AI read “6S-A057”: which is right?",)
    assert number.confidence < the(OWN.job_order_no).confidence


def test_what_only_the_engine_found_is_used_with_its_place() -> None:
    assert OWN.delivery_date is None
    box = box_of(PLAIN, "03/06/2026")
    date = the(read(found("delivery_date", "03/06/2026", box, 0.8)).delivery_date)
    assert (date.value, date.rule, date.page) == ("2026-06-03", RULE, 1)
    assert date.confidence < 0.95
    assert date.box is not None
    assert date.box.centre_x == box.centre_x


def test_an_entity_without_a_place_or_whose_text_is_not_there_says_nothing() -> None:
    elsewhere = box_of(PLAIN, "SENDORA GROUP SDN BHD")
    assert read(found("delivery_date", "03/06/2026", None)) == OWN
    assert read(found("delivery_date", "03/06/2026", elsewhere)) == OWN
    assert read(found("?carrier", "03/06/2026", box_of(PLAIN, "03/06/2026"))) == OWN


def test_we_are_never_the_customer() -> None:
    assert read(found("customer_name", "SENDORA GROUP SDN BHD", box_of(PLAIN, "SENDORA GROUP SDN BHD"))) == OWN


def test_a_shorter_name_is_the_same_name() -> None:
    invoice = read(found("customer_name", "CONTOH BUILDERS SDN", box_of(PLAIN, "CONTOH BUILDERS SDN")))
    assert the(invoice.customer_name).doubts == ()


def line(*parts: Entity, nth: int = 0) -> Entity:
    box = Box.around([part.box for part in parts if part.box] or [box_of(PLAIN, "6S-A057", nth)])
    return found("line_item", "", box, properties=parts)


def test_a_line_s_parts_are_held_against_the_line_in_the_same_row() -> None:
    size = found("size", "800MM X 2100MM", box_of(PLAIN, "800MM X 2100MM"))
    amount = found("amount", "450.00", box_of(PLAIN, "450.00", 1), 0.95)
    wrong = found("quantity", "2", box_of(PLAIN, "2", 1), 0.6)
    first, second = read(line(size, amount, wrong)).items
    assert first == OWN.items[0]
    assert the(second.width_mm).confidence >= the(OWN.items[1].width_mm).confidence
    assert the(second.quantity).doubts == ("we read “1”, Document AI read “2”: which is right?",)


def test_a_line_that_only_the_engine_sees_is_added_and_asked_about() -> None:
    document = document_of(f"{INVOICE}\n\n    Please add:   LAMINATED DOOR 43MM X 700MM X 2100MM", confidence=0.7)
    (own,) = extract(document, TRADE)
    assert len(own.items) == 2
    door = found("line_item", "", box_of(document, "LAMINATED DOOR 43MM X 700MM X 2100MM"))
    freight = found("line_item", "", box_of(document, "Please add:"))
    invoice = read(door, freight, document=document)
    assert [the(item.width_mm).value for item in invoice.items] == [900, 800, 700]
    assert any("only Document AI sees a line “LAMINATED DOOR" in doubt for doubt in invoice.doubts)


shares = st.floats(0, 1)
anywhere = st.tuples(shares, shares, shares, shares).map(
    lambda c: Box(min(c[0], c[1]), min(c[2], c[3]), max(c[0], c[1]), max(c[2], c[3]))
)
on_words = st.integers(0, len(PLAIN.pages[0].words) - 1).map(lambda n: PLAIN.pages[0].words[n])
texts = st.text(max_size=8) | on_words.map(lambda word: word.text)


def _entities(names: tuple[str, ...]) -> st.SearchStrategy[Entity]:
    placed = on_words.flatmap(lambda w: st.sampled_from(names).map(lambda name: (name, w.text, w.box)))
    loose = st.tuples(st.sampled_from(names), texts, st.none() | anywhere)
    return st.builds(lambda given, sure: found(given[0], given[1], given[2], sure), placed | loose, shares)


lines = st.builds(
    lambda box, parts: found("line_item", "", box, properties=tuple(parts)),
    anywhere,
    st.lists(_entities(LINE), max_size=3),
)


@given(st.lists(_entities(HEADER) | lines, max_size=5))
def test_whatever_an_engine_says_no_value_of_ours_changes_and_every_other_stands_in_its_box(
    entities: list[Entity],
) -> None:
    invoice = read(*entities)
    pairs: list[tuple[Invoice | LineItem, Invoice | LineItem | None]] = [(invoice, OWN)]
    pairs += [(item, _own(item)) for item in invoice.items]
    for record, own in pairs:
        before = present_fields(own) if own else {}
        for name, field in present_fields(record).items():
            if name in before and before[name].value is not None:
                assert field.value == before[name].value
                assert set(before[name].doubts) <= set(field.doubts)
            elif field.rule == RULE:
                assert stands(field)


def _own(item: LineItem) -> LineItem | None:
    return next((own for own in OWN.items if own.description.box == item.description.box), None)


def stands(field: Field) -> bool:
    """Whether the raw text is made of words that stand in the field's box."""
    assert field.box is not None
    box = field.box
    words = [w for w in PLAIN.pages[0].words if w.box.x0 < box.x1 and w.box.x1 > box.x0]
    text = squeeze("".join(w.text for w in words if w.box.y0 < box.y1 and w.box.y1 > box.y0))
    return squeeze(field.raw) in text
