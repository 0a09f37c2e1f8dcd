"""How many colours the terminal shows."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from rich.console import Console
from textual import constants


class Depth(IntEnum):
    """How many colours can be sent."""

    NONE = 0
    """None is wanted: NO_COLOR is set and not empty (no-color.org)."""
    FEW = 16
    """The sixteen of the terminal's own palette."""
    MANY = 256
    """The fixed palette of xterm."""
    ALL = 2**24
    """Red, green and blue."""

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Depth:
        """What COLORTERM and TERM say, read as Textual reads them; NO_COLOR wins."""
        if environment.get("NO_COLOR"):
            return cls.NONE
        # NO_COLOR is left out, as Textual leaves it out: rich would say that there are no attributes either.
        kept = {name: value for name, value in environment.items() if name != "NO_COLOR"}
        system = constants.COLOR_SYSTEM if constants.COLOR_SYSTEM in _BY_SYSTEM else "auto"
        console = Console(color_system=system, force_terminal=True, legacy_windows=False, _environ=kept)  # type: ignore[arg-type]
        return _BY_SYSTEM.get(console.color_system or "", cls.FEW)


_BY_SYSTEM = {"standard": Depth.FEW, "256": Depth.MANY, "truecolor": Depth.ALL}
