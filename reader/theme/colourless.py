"""What is shown when no colour is wanted."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter


class Colourless(LineFilter):
    """Takes every colour away, and keeps attributes and what can be clicked."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's
        """Textual asks for every line that is sent."""
        return [Segment(text, style and without_colour(style), control) for text, style, control in segments]


@lru_cache(1024)
def without_colour(style: Style) -> Style:
    """The style with neither colour nor background."""
    return style.without_color + Style.from_meta(style.meta) if style.meta else style.without_color
