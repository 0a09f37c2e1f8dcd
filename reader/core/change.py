"""What one gesture of a person did to one article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from reader.core.annotation import Annotation

Status = Literal["open", "done", "skipped"]
"""How far the work on an article is: to be done, done (with no spans as well), or left out for a reason."""

STATUSES: Mapping[object, Status] = {status: status for status in get_args(Status)}
"""Every status, by itself: gives the status that a string from elsewhere is, if it is one."""


@dataclass(frozen=True, slots=True)
class Change:
    """Annotations taken away and put in, and what was set of the article itself."""

    article: str
    """The id of the article."""
    removed: tuple[Annotation, ...] = ()
    """What was there before."""
    added: tuple[Annotation, ...] = ()
    """What is there after."""
    status: tuple[Status, Status] | None = None
    """The status before and after, when it changed."""
    note: tuple[str, str] | None = None
    """The article's note before and after, when it changed."""
    flag: tuple[bool, bool] | None = None
    """The article's flag before and after, when it changed."""
    withdrawn: tuple[Annotation, ...] = ()
    """Suggestions that are not offered any more: accepted, refused, or placed elsewhere."""
    offered: tuple[Annotation, ...] = ()
    """Suggestions that are offered from now on."""

    @property
    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(
            self.article,
            self.added,
            self.removed,
            self.status and (self.status[1], self.status[0]),
            self.note and (self.note[1], self.note[0]),
            self.flag and (self.flag[1], self.flag[0]),
            self.offered,
            self.withdrawn,
        )

    @property
    def place(self) -> int | None:
        """The offset where it can be seen: the start of the first span it put in, else took away."""
        starts = [a.span.start for a in self.added or self.removed or self.offered or self.withdrawn]
        return min(starts, default=None)
