"""A document in another customer's folder is asked about; its own name is never changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.expected_customer import asked_about_customer, means
from tests.outputs.sample_orders import a_field, sample_order


@pytest.mark.parametrize(
    ("folder", "customer", "same"),
    [
        ("Pintu Maju", "PINTU MAJU TRADING SDN BHD", True),
        ("pintu maju trading", "Pintu Maju Trading Sdn. Bhd.", True),
        ("PINTU MAJU SDN BHD", "PINTU MAJU TRADING (M) SDN BHD", True),
        ("Door & Sons", "DOOR AND SONS ENTERPRISE", True),
        ("木门", "木门", True),
        ("Sdn Bhd", "SDN. BHD.", True),
        ("Pintu Jaya", "PINTU MAJU TRADING SDN BHD", False),
        ("Maju Renovation", "PINTU MAJU TRADING SDN BHD", False),
        ("Pin", "PINTU MAJU TRADING SDN BHD", False),
    ],
)
def test_a_folder_s_short_name_stands_for_its_customer_and_for_no_other(
    folder: str, customer: str, *, same: bool
) -> None:
    assert means(folder, customer) is same


def test_another_customer_is_a_question_and_stays_as_it_was_read() -> None:
    order = replace(sample_order(), customer_name=a_field("PINTU MAJU TRADING SDN BHD"), issues=())
    asked = asked_about_customer(order, "Kayu Indah")
    assert asked.draft
    (issue,) = asked.issues
    assert (issue.path, issue.message) == (
        "customer_name",
        "it lay in the folder of Kayu Indah, but this is another name",
    )
    assert asked.customer_name is not None
    assert (asked.customer_name.value, asked.customer_name.doubts) == ("PINTU MAJU TRADING SDN BHD", (issue.message,))


@pytest.mark.parametrize("expected", [None, "", "Pintu Maju"])
def test_without_another_name_nothing_is_asked(expected: str | None) -> None:
    order = replace(sample_order(), customer_name=a_field("PINTU MAJU TRADING SDN BHD"), issues=())
    assert asked_about_customer(order, expected) is order


def test_an_absent_customer_stays_absent() -> None:
    order = replace(sample_order(), customer_name=None, issues=())
    assert asked_about_customer(order, "Kayu Indah") is order
