"""``/api/problems``: what each sort of problem means and what to do, at the address that answers give as ``type``."""

from __future__ import annotations

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from portal.access.guards import open_to_all
from portal.problem_types import PATH, problem_types
from portal.templating import Templates


@get(PATH, include_in_schema=False, sync_to_thread=True, guards=[open_to_all])
def problems_page(templates: NamedDependency[Templates]) -> Response[str]:
    """All of them."""
    return templates.page("problems", here="api", problems=tuple(problem_types().values()), alone=False)


@get(f"{PATH}/{{code:str}}", include_in_schema=False, sync_to_thread=True, guards=[open_to_all])
def problem_page(code: FromPath[str], templates: NamedDependency[Templates]) -> Response[str]:
    """One of them."""
    known = problem_types().get(code)
    if known is None:
        raise NotFoundException(f"There is no problem {code}.")
    return templates.page("problems", here="api", problems=(known,), alone=True)


HANDLERS = (problems_page, problem_page)
