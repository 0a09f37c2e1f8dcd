"""How the page of marked articles looks: by attributes as well as by colour, light and dark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reader.core.label import Label, LabelSet

LIGHT = {
    "violet": "#552a99", "blue": "#003e73", "green": "#004d33", "amber": "#6b3200",
    "rose": "#7a1040", "teal": "#00494f", "olive": "#3f4400", "coral": "#771f12",
}  # fmt: skip
"""The colour of each role on a light ground."""
DARK = {
    "violet": "#ceb7ff", "blue": "#8ad0ff", "green": "#8de8b8", "amber": "#ffd06b",
    "rose": "#ffb3c7", "teal": "#8fe3e3", "olive": "#c9e07c", "coral": "#ffbe98",
}  # fmt: skip
"""The colour of each role on a dark ground."""

ATTRIBUTES = {
    "bold": "font-weight: bold",
    "italic": "font-style: italic",
}
"""The attributes of a look that are no lines."""
LINES = {"underline": "underline", "strike": "line-through"}
"""The attributes of a look that are lines."""

PAGE = """\
:root { --ground: #fbfaf7; --text: #1f2328; --soft: #59616c; --tint: #552a9922; --line: #eae6de; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14171c; --text: #e3e6ea; --soft: #98a1ae; --tint: #ceb7ff28; --line: #20252d; }
}
body { background: var(--ground); color: var(--text); display: flex; flex-direction: column; margin: 2rem auto;
  max-width: 44rem; padding: 0 1rem; font: 1.05rem/1.65 Georgia, serif; }
header { order: -1; }
h1, h2 { font-size: 1.3rem; line-height: 1.3; margin: 0 0 .3rem; }
article { border-top: 1px solid var(--line); content-visibility: auto; margin-top: 2rem; padding-top: 2rem; }
.about, .notes, table { color: var(--soft); font: .8rem/1.5 system-ui, sans-serif; }
.about { margin: 0 0 1rem; overflow-wrap: anywhere; }
.note { font-style: italic; white-space: pre-wrap; }
.notes li { white-space: pre-wrap; }
.text { overflow-wrap: anywhere; tab-size: 4; white-space: pre-wrap; }
td { padding: .1rem 1rem .1rem 0; vertical-align: top; }
td:nth-child(2) { text-align: right; }
mark { background: none; color: inherit; }
mark sup { color: var(--soft); font: .6rem/1 system-ui, sans-serif; padding: 0 .15rem; user-select: none; }
.lx { outline: 1px dashed var(--soft); }
"""
"""Everything but the labels."""


def style(labels: LabelSet, classes: Mapping[str, str]) -> str:
    """The sheet for these labels, with the class of each by its name."""
    rules = "".join(f".{classes[label.name]} {{ {'; '.join(_rule(label))} }}\n" for label in labels)
    hues = (":root", LIGHT), ("@media (prefers-color-scheme: dark) { :root", DARK)
    colours = [f"{{ {' '.join(f'--{hue}: {value};' for hue, value in table.items())} }}" for _, table in hues]
    return f"{PAGE}:root {colours[0]}\n@media (prefers-color-scheme: dark) {{ :root {colours[1]} }}\n{rules}"


def _rule(label: Label) -> Iterator[str]:
    """A tint lies under what is in it, and lines of what it lies under go on below it."""
    look = label.look
    attributes = look.attribute.split()
    if look.tint:
        yield f"background: var(--tint); border-bottom: 2px solid var(--{look.hue}); color: var(--text)"
        yield "font-style: normal; font-weight: normal"
        return
    yield f"color: var(--{look.hue})"
    yield from (ATTRIBUTES[each] for each in attributes if each in ATTRIBUTES)
    if lines := [LINES[each] for each in attributes if each in LINES]:
        yield f"text-decoration: {' '.join(lines)} 2px; text-underline-offset: 3px"
