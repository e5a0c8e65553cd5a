"""Whose document it should be by where it came from: a folder that stands for a customer. Pure.

The folder's name is never printed: the customer on a job order is the one in the document. When the document names
another one it was probably put into the wrong folder, or it is another company's, and a person is asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from pipeline.model import Issue, JobOrder

ANOTHER = "it lay in the folder of {expected}, but this is another name"

_LEGAL_FORMS = frozenset(
    ("sdn", "bhd", "sendirian", "berhad", "plt", "llp", "ltd", "limited", "enterprise", "co", "company", "m")
)
"""Words that a folder's name leaves out as often as not."""


def asked_about_customer(order: JobOrder, expected: str | None) -> JobOrder:
    """The order, with a question when its customer is not the ``expected`` one. An absent customer is asked anyway."""
    customer = order.customer_name
    if not expected or customer is None or not customer.value or means(expected, str(customer.value)):
        return order
    doubt = ANOTHER.format(expected=expected)
    flagged = replace(customer, doubts=(*customer.doubts, doubt))
    issue = Issue("customer_name", doubt, customer.page, customer.box)
    return replace(order, customer_name=flagged, issues=(*order.issues, issue))


def means(folder: str, customer: str) -> bool:
    """Whether a folder's name can stand for a customer: each of its words is one of the customer's, in any order.

    Case, punctuation and legal forms make no difference: ``Pintu Maju`` stands for ``PINTU MAJU TRADING SDN. BHD.``
    """
    wanted, known = [*_words(folder)], {*_words(customer)}
    return set(wanted) <= known if wanted else _letters(folder) == _letters(customer)


def _words(name: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    return (word for word in re.findall(r"[^\W_]+", plain) if word not in _LEGAL_FORMS)


def _letters(name: str) -> str:
    return "".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", name).casefold()))
