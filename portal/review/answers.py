"""What a review cannot do, as an answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from litestar.exceptions import NotFoundException

from pipeline.review.reviewing import NoSuchOrder, NotNow
from portal.problems import Problem


@contextmanager
def told() -> Iterator[None]:
    """Errors of a review as answers."""
    try:
        yield
    except NoSuchOrder as error:
        raise NotFoundException(f"There is no job or job order {error}.") from error
    except NotNow as error:
        issues = [{"path": issue.path, "message": issue.message} for issue in error.issues]
        raise Problem(409, error.code, str(error), issues=issues) from error
