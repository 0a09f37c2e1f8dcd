"""The one table of everything a person can ask for.

Bindings, the key bar, the palette, the help screen and README's table of keys are made from it or checked against it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from textual.binding import Binding

from reader.core.label import DEFAULT_LABELS, LabelSet

Scope = Literal["text", "rows", "screen"]
"""Where a key is heard: in the text alone, in the list and the outline alone, or everywhere on the reading screen."""


class Command(NamedTuple):
    """One thing a person can ask for."""

    id: str
    """Stable: the name in a keymap file."""
    keys: tuple[str, ...]
    """The keys as they are typed, or Textual's names for those that have no character; the first is shown."""
    title: str
    """A few words for the palette and the help."""
    help: str
    """What it does, in a sentence without a full stop."""
    group: str
    """The heading it stands under in the help."""
    action: str
    """The action of the reading screen, as Textual writes it."""
    scope: Scope = "screen"
    """Where its keys are heard."""
    bar: str = ""
    """Its word in the key bar; empty when it is not in it."""
    other_way: bool = False
    """Is it the other way of the command before it, and shares its line in the help?"""

    @property
    def binding(self) -> Binding:
        """Textual's form of it."""
        keys = ",".join(CHARACTERS.get(key, key) for key in self.keys)
        return Binding(keys, self.full_action, self.title, show=False, id=self.id)

    @property
    def full_action(self) -> str:
        """Its action with the name of what carries it out, so that any widget's key can ask for it."""
        return self.action if "." in self.action else f"screen.{self.action}"

    @property
    def first_key(self) -> str:
        """Its first key, for a person to read."""
        return NAMES.get(self.keys[0], self.keys[0])

    @property
    def shown_keys(self) -> str:
        """Its keys for a person to read."""
        return " ".join(NAMES.get(key, key) for key in self.keys)


NAMES = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "ctrl+left": "ctrl+←",
    "ctrl+right": "ctrl+→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "ctrl+home": "ctrl+Home",
    "ctrl+end": "ctrl+End",
    "delete": "Del",
    "tab": "Tab",
    "shift+tab": "shift+Tab",
    "enter": "Enter",
    "escape": "Esc",
    "f1": "F1",
}
"""How keys without a character are shown."""

CHARACTERS = {
    "(": "left_parenthesis",
    ")": "right_parenthesis",
    "{": "left_curly_bracket",
    "}": "right_curly_bracket",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    "$": "dollar_sign",
    "+": "plus",
    "=": "equals_sign",
    "-": "minus",
    "?": "question_mark",
    ":": "colon",
}
"""Textual's names for the characters used as keys."""


def tag_commands(labels: LabelSet) -> Iterator[Command]:
    """The command of each label."""
    for label in labels:
        yield Command(
            f"tag.{label.name}",
            (label.key,),
            f"Tag as {label.name}",
            f"{label.name}: selection or {label.unit}",
            "Tag, or relabel a tagged name",
            f"tag('{label.name}')",
        )


def commands(labels: LabelSet = DEFAULT_LABELS) -> tuple[Command, ...]:
    """Every command, in the order of the help."""
    return (*tag_commands(labels), *EDITING, *SELECTING, *GOING, *ARTICLES, *PANES, *MORE)


def _group(
    group: str, scope: Scope, *rows: tuple[str, str, str, str, str] | tuple[str, str, str, str, str, str]
) -> tuple[Command, ...]:
    """Commands from rows of id, keys, title, help, action and word in the key bar; `~` marks the other way."""
    made = []
    for id_, keys, title, help_, action, *bar in rows:
        other = title.startswith("~")
        made.append(
            Command(id_, tuple(keys.split()), title.lstrip("~"), help_, group, action, scope, "".join(bar), other)
        )
    return tuple(made)


EDITING = _group(
    "Change",
    "screen",
    ("edit.delete", "d delete", "Delete the span", "delete the span here", "delete", "Delete"),
    ("edit.undo", "u ctrl+z", "Undo", "undo, without limit", "undo", "Undo"),
    ("edit.redo", "U ctrl+y", "~Redo", "redo", "redo"),
)
SELECTING = _group(
    "Select",
    "text",
    ("select.start", "v", "Select", "select by moving, or stop", "select"),
    ("select.grow", "+ =", "Grow", "grow", "grow", "Grow"),
    ("select.shrink", "-", "~Shrink", "shrink the selection", "shrink"),
    ("select.drop", "escape", "Drop the selection", "select nothing", "let_go"),
)
GOING = _group(
    "Go",
    "text",
    ("go.left", "h left", "Left", "left", "go_cluster(-1)"),
    ("go.right", "l right", "~Right", "right", "go_cluster(1)"),
    ("go.down", "j down", "Down", "down", "go_lines(1)"),
    ("go.up", "k up", "~Up", "up", "go_lines(-1)"),
    ("go.word", "w ctrl+right", "Next word", "next word", "go_by('word', 1)"),
    ("go.wordback", "b ctrl+left", "~Previous word", "previous", "go_by('word', -1)"),
    ("go.sentence", ")", "Next sentence", "next sentence", "go_by('sentence', 1)"),
    ("go.sentenceback", "(", "~Previous sentence", "previous", "go_by('sentence', -1)"),
    ("go.paragraph", "}", "Next paragraph", "next paragraph", "go_by('paragraph', 1)"),
    ("go.paragraphback", "{", "~Previous paragraph", "previous", "go_by('paragraph', -1)"),
    ("go.linestart", "0 home", "Start of the line", "start of the line", "go_line_start"),
    ("go.lineend", "$ end", "~End of the line", "end", "go_line_end"),
    ("go.top", "g ctrl+home", "Start of the article", "start of the article", "go_top"),
    ("go.bottom", "G ctrl+end", "~End of the article", "end", "go_bottom"),
    ("go.pagedown", "pagedown", "Page down", "page down", "go_pages(1)"),
    ("go.pageup", "pageup", "~Page up", "up", "go_pages(-1)"),
) + _group(
    "Go",
    "screen",
    ("go.span", "m", "Next span", "next span, picked", "go_span(1)", "Next span"),
    ("go.spanback", "M", "~Previous span", "previous", "go_span(-1)"),
)
ARTICLES = _group(
    "Articles",
    "screen",
    ("article.down", "J", "Next article", "next article", "open_by(1)"),
    ("article.up", "K", "~Previous article", "previous", "open_by(-1)"),
    ("article.next", "]", "Next unfinished article", "next unfinished", "open_unfinished(1)", "Next open"),
    ("article.back", "[", "~Previous unfinished article", "previous", "open_unfinished(-1)"),
    ("article.done", "x", "Done, or open again", "done, or open again", "toggle_done", "Done"),
)
PANES = _group(
    "Panes",
    "screen",
    ("focus.list", "1", "Article list", "list", "focus_pane('articles')"),
    ("focus.page", "2", "~Text", "text", "focus_pane('page')"),
    ("focus.spans", "3", "~Span outline", "outline", "focus_pane('outline')"),
    ("focus.next", "tab", "Next pane", "next pane", "focus_next_pane(1)"),
    ("focus.back", "shift+tab", "~Previous pane", "previous", "focus_next_pane(-1)"),
)
MORE = _group(
    "More",
    "screen",
    ("app.help", "? f1", "Help", "this page", "help", "Help"),
    ("app.palette", "ctrl+p :", "Every command by name", "every command by name", "app.command_palette", "Commands"),
    ("app.quit", "q ctrl+q", "Quit", "quit; all is saved already", "quit_reader", "Quit"),
)


def bindings(scope: Scope, labels: LabelSet = DEFAULT_LABELS) -> list[Binding]:
    """Textual's bindings of the commands with this scope."""
    return [command.binding for command in commands(labels) if command.scope == scope]
