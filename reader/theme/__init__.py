"""The colours, each named for what it means, and the themes they make."""

from reader.theme.colourless import Colourless
from reader.theme.colours import Colours
from reader.theme.contrast import contrast
from reader.theme.depth import Depth
from reader.theme.palettes import HUES, Palette
from reader.theme.themes import DEFAULT_THEME, known_themes, palette_of, themes, variables

__all__ = [
    "DEFAULT_THEME",
    "HUES",
    "Colourless",
    "Colours",
    "Depth",
    "Palette",
    "contrast",
    "known_themes",
    "palette_of",
    "themes",
    "variables",
]
