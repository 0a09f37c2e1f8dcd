"""Whether a colour can be read on another, and the nearest one that can."""

from __future__ import annotations

from collections.abc import Iterable

from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.color import Color

from reader.theme.depth import Depth

LINEAR = 0.04045
"""Up to here a part of a colour grows in proportion (sRGB)."""

ENOUGH = 4.5
"""The contrast text needs at least (WCAG 2, level AA)."""

STEPS = 25
"""In so many steps a colour goes to black or white."""


def luminance(colour: str) -> float:
    """Relative luminance of a hexadecimal colour (WCAG 2), 0 to 1."""
    parts = (part / 255 for part in Color.parse(colour).rgb)
    red, green, blue = (p / 12.92 if p <= LINEAR else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours (WCAG 2), 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, other: str, part: float) -> str:
    """A colour with so much (0 to 1) of another in it."""
    return Color.parse(colour).blend(Color.parse(other), part, alpha=1).hex


def readable(colour: str, grounds: Iterable[str], depth: Depth) -> str:
    """The colour, moved only so far to black or white that it can be read on all these grounds, if any can."""
    shown = [seen(ground, depth) for ground in grounds]
    # Where both black and white can be read, white begins to be the better one at this luminance.
    end = "#FFFFFF" if max(luminance(ground) for ground in shown) < 0.18 else "#000000"  # noqa: PLR2004
    for step in range(STEPS):
        moved = mixed(colour, end, step / STEPS)
        if all(contrast(seen(moved, depth), ground) >= ENOUGH for ground in shown):
            return moved
    return end


def seen(colour: str, depth: Depth) -> str:
    """What the terminal shows for a colour; rich sends the nearest one it has, and so that is what is read."""
    if depth is not Depth.MANY:
        return colour
    return RichColor.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex


def xterm(index: int) -> str:
    """The colour for which rich sends exactly this one of xterm's 256, from 17 on.

    The greys are told by a rule of rich's own, and not by their values in xterm's palette.
    """
    first_grey, greys = 231, 25
    if index > first_grey:
        return "#" + f"{round((index - first_grey) * 255 / greys):02X}" * 3
    levels = (0, 95, 135, 175, 215, 255)
    red, rest = divmod(index - 16, 36)
    return "#" + "".join(f"{levels[level]:02X}" for level in (red, *divmod(rest, 6)))
