"""What is sent to the terminal for a change: the cells that look different, and nothing else.

Textual's own compositor draws every widget between the first changed line and the last, and sends lines whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from textual._compositor import Compositor, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from reader.widgets.changed import changed

Shown = Sequence[tuple[Widget, Region, Region]]
"""Widgets with their regions and what is seen of those, the frontmost first."""


class Patch(CompositorUpdate):
    """Pieces of lines, each with the column and the line it begins at."""

    def __init__(self, pieces: Sequence[tuple[int, int, Strip]]) -> None:
        self.pieces = pieces
        """What is sent."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Rich asks for segments where no terminal is written to directly."""
        yield Segment(self.render_segments(console))

    def render_segments(self, console: Console) -> str:
        """The bytes for the terminal."""
        return "".join([f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for x, y, strip in self.pieces])


class Sender(Compositor):
    """Draws the lines that changed, of the widgets they are of, and remembers what it sent."""

    def __init__(self) -> None:
        super().__init__()
        self._sent: dict[int, dict[tuple[int, int], Strip]] = {}
        self._placed: Mapping[Widget, tuple[Region, Region]] = {}
        self._shown: Shown = ()

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        """Everything; what the terminal shows may have been made by others until now."""
        self._sent = {}
        return super().render_full_update(simplify)

    def render_partial_update(self) -> Patch | None:  # type: ignore[override]
        """What looks different in the regions that may; None when nothing does."""
        dirty = [region.intersection(self.size.region) for region in self._dirty_regions]
        self._dirty_regions.clear()
        large = [region for region in dirty if region.height > 1]
        shown = self._shown_now()
        pieces: list[tuple[int, int, Strip]] = []
        for region in dirty:
            if not any(other is not region and other.contains_region(region) for other in large):
                for part, strips in _drawn(region, shown):
                    pieces += self._unlike(part, strips)
        return Patch(pieces) if pieces else None

    def _shown_now(self) -> Shown:
        """What is seen, worked out once for every layout."""
        if self._placed is not self.visible_widgets:
            self._placed = self.visible_widgets
            self._shown = [(w, place, place.intersection(clip)) for w, (place, clip) in self._placed.items()]
        return self._shown

    def _unlike(self, part: Region, strips: Sequence[Strip]) -> Iterator[tuple[int, int, Strip]]:
        """The pieces of lines that look different from what was sent last."""
        key = (part.x, part.right)
        for y, strip in enumerate(strips, part.y):
            sent = self._sent.setdefault(y, {})
            before = sent.get(key)
            if before is None:
                for left, right in [other for other in sent if other[0] < part.right and part.x < other[1]]:
                    del sent[left, right]
                yield part.x, y, strip
            elif cells := changed(before, strip):
                yield part.x + cells[0], y, strip.crop(*cells)
            sent[key] = strip


def _drawn(region: Region, shown: Shown) -> Iterator[tuple[Region, list[Strip]]]:
    """The parts of a region, each with what the frontmost widget there looks like."""
    for number, (widget, place, seen) in enumerate(shown):
        if seen.overlaps(region):
            part = region.intersection(seen)
            yield part, widget.render_lines(part.translate(-place.offset))
            for rest in _around(region, part):
                yield from _drawn(rest, shown[number + 1 :])
            return


def _around(region: Region, part: Region) -> Iterator[Region]:
    """What is left of a region without a part of it."""
    if part == region:
        return
    for rest in (
        Region.from_corners(region.x, region.y, region.right, part.y),
        Region.from_corners(region.x, part.bottom, region.right, region.bottom),
        Region.from_corners(region.x, part.y, part.x, part.bottom),
        Region.from_corners(part.right, part.y, region.right, part.bottom),
    ):
        if rest:
            yield rest
