"""How many colours the terminal is taken to have."""

import pytest

from reader.theme import Depth


@pytest.mark.parametrize(
    ("environment", "depth"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, Depth.ALL),
        ({"TERM": "screen", "COLORTERM": "24bit"}, Depth.ALL),
        ({"TERM": "xterm-256color"}, Depth.MANY),
        ({"TERM": "tmux-256color", "COLORTERM": ""}, Depth.MANY),
        ({"TERM": "xterm-kitty"}, Depth.MANY),
        ({"TERM": "xterm"}, Depth.FEW),
        ({"TERM": "linux"}, Depth.FEW),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, Depth.NONE),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, Depth.MANY),
    ],
    ids=str,
)
def test_what_the_environment_says(environment: dict[str, str], depth: Depth) -> None:
    """COLORTERM before TERM; NO_COLOR before both unless it is empty."""
    assert Depth.of(environment) is depth
