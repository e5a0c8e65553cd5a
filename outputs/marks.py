"""Which cells a page marks: doubtful ones while the order is a draft, changed ones on a revision."""

from __future__ import annotations

from dataclasses import dataclass

from outputs.drawing import Drawing, Mark
from outputs.layout import Rect
from pipeline.model import JobOrder
from pipeline.revision import flagged_fields

SIGN_WIDTH = 7.4
"""A mark's triangle; its height is a little less."""


@dataclass(frozen=True)
class Marks:
    """The marked paths of a job order: ``customer_name``, ``doors[0].width_mm``, ``frames[2]`` for a whole row."""

    doubtful: frozenset[str]
    changed: frozenset[str]

    @classmethod
    def of(cls, job_order: JobOrder) -> Marks:
        """What issues name and what fields doubt, if it is a draft; what the revision changed."""
        changed = job_order.revision.changed if job_order.revision else ()
        if not job_order.draft:
            return cls(frozenset(), frozenset(changed))
        doubts = [issue.path for issue in job_order.issues] + [path for path, _ in flagged_fields(job_order)]
        return cls(frozenset(doubts), frozenset(changed))

    def draw_cell(self, drawing: Drawing, space: Rect, *paths: str) -> None:
        """Marks ``space`` if one of ``paths`` is: doubt top right, change bottom left, where the form has no words."""
        doubt = Mark(space, space.x1 - SIGN_WIDTH - 1.4, space.y0 + 8.2)
        self._draw(drawing, doubt, Mark(space, space.x0 + 2.9, space.y1 - 1.2), paths)

    def draw_line(self, drawing: Drawing, space: Rect, *paths: str) -> None:
        """Marks a header line, at its end."""
        doubt = Mark(space, space.x1 - SIGN_WIDTH - 2, space.y1 - 2.6)
        self._draw(drawing, doubt, Mark(space, doubt.x - SIGN_WIDTH - 1, doubt.y), paths)

    def draw_circle(self, drawing: Drawing, space: Rect, *paths: str) -> None:
        """Marks the quantity, left of its circle."""
        wide = Rect(space.x0 - SIGN_WIDTH - 4.5, space.y0 - 1.2, space.x1 + 1, space.y1 + 1.2)
        doubt = Mark(wide, wide.x0 + 3, wide.y0 + 9.4)
        self._draw(drawing, doubt, Mark(wide, wide.x0 + 3, wide.y1 - 1.6), paths)

    def _draw(self, drawing: Drawing, doubt: Mark, change: Mark, paths: tuple[str, ...]) -> None:
        if self.doubtful.intersection(paths):
            drawing.doubtful.append(doubt)
        if self.changed.intersection(paths):
            drawing.changed.append(change)
