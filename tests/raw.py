"""What may reach a terminal: the sequences that Textual sends, and text that does nothing."""

from __future__ import annotations

import re

SGR = rb"(?:0|[1-4]|7|9|3[0-9]|4[0-9]|9[0-7]|10[0-7]|[34]8;5;\d{1,3}|[34]8;2;\d{1,3};\d{1,3};\d{1,3})"
"""What a look is made of. Blinking and hidden text are not among it, so that tests can ask for them."""

MODES = rb"(?:7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048)"
"""The private modes that Textual sets and resets."""

ALLOWED = re.compile(
    rb"|".join(
        (
            rb"\x1b\[(?:" + SGR + rb"(?:;" + SGR + rb")*)?m",
            rb"\x1b\[\d{1,4};\d{1,4}H",
            rb"\x1b\[\?" + MODES + rb"[hl]",
            rb"\x1b\[\?(?:2026|2048)\$p",
            rb"\x1b\[>\d{1,2}u|\x1b\[<u",
            # The shape of the mouse's pointer, and what is copied.
            rb"\x1b\]22;[a-z-]*\x07",
            rb"\x1b\]52;c;[A-Za-z0-9+/=]*\x07",
            # What gives a terminal back by force begins so: it ends whatever was cut in two.
            rb"\x18\x1b\\",
            # Whole pictures go from line to line so; visible() leaves no newline in a text.
            rb"\r?\n",
        )
    )
)
"""Everything that is sent beside text."""


ACTING = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]")
"""What a terminal may obey: control characters, and what changes the direction of text or ends a line."""


def foreign(sent: bytes) -> list[str]:
    """Everything in what was sent that could act on a terminal and is not what Textual sends, with what stands near."""
    rest = ALLOWED.sub(b"\n", sent).decode("utf-8", "replace")
    return [
        repr(line[max(0, found.start() - 20) : found.start() + 40])
        for line in rest.split("\n")
        for found in [ACTING.search(line)]
        if found
    ]


def modes_left(sent: bytes) -> dict[int, bool]:
    """The private modes that are not as they were before anything was sent, with how they are."""
    usual = {7: True, 25: True}
    now: dict[int, bool] = {}
    for number, state in re.findall(rb"\x1b\[\?(\d+)([hl])", sent):
        now[int(number)] = state == b"h"
    pushed = len(re.findall(rb"\x1b\[>\d+u", sent)) > len(re.findall(rb"\x1b\[<u", sent))
    left = {number: state for number, state in now.items() if state != usual.get(number, False)}
    return left | ({0: True} if pushed else {})
