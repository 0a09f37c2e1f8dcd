"""The one table of everything a person can ask for.

Bindings, the key bar, the palette, the help screen and README's table of keys are made from it or checked against it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding

from reader.core.label import DEFAULT_LABELS, LabelSet

Scope = Literal["text", "rows", "screen"]
"""Where a key is heard: in the text alone, in the list and the outline alone, or everywhere on the reading screen."""


@dataclass(frozen=True, slots=True)
class Command:
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
        takes = f"tag the selection, else the {label.unit} here, as {label.name}"
        yield Command(
            f"tag.{label.name}",
            (label.key,),
            f"Tag as {label.name}",
            takes if label.long else f"{takes}; inside a tagged name, relabel it",
            "Tag",
            f"tag('{label.name}')",
        )


def _text(id_: str, keys: str, title: str, help_: str, action: str, group: str = "Go") -> Command:
    return Command(id_, tuple(keys.split()), title, help_, group, action, "text")


def commands(labels: LabelSet = DEFAULT_LABELS) -> tuple[Command, ...]:
    """Every command, in the order of the help."""
    return (
        *tag_commands(labels),
        Command(
            "edit.delete",
            ("d", "delete"),
            "Delete the span",
            "delete the picked span, else the innermost here",
            "Tag",
            "delete",
            bar="Delete",
        ),
        Command(
            "edit.undo", ("u", "ctrl+z"), "Undo", "take back the last change, without limit", "Tag", "undo", bar="Undo"
        ),
        Command("edit.redo", ("U", "ctrl+y"), "Redo", "make it again", "Tag", "redo"),
        _text("select.start", "v", "Select", "select by moving; again stops", "select", "Select"),
        Command(
            "select.grow",
            ("+", "="),
            "Grow",
            "select the next larger: word, phrase, clause, sentence, …",
            "Select",
            "grow",
            "text",
            bar="Grow",
        ),
        _text("select.shrink", "-", "Shrink", "select the next smaller", "shrink", "Select"),
        _text("select.drop", "escape", "Drop the selection", "select nothing", "let_go", "Select"),
        _text("go.left", "h left", "Left", "one character left", "go_cluster(-1)"),
        _text("go.right", "l right", "Right", "one character right", "go_cluster(1)"),
        _text("go.down", "j down", "Down", "one line down", "go_lines(1)"),
        _text("go.up", "k up", "Up", "one line up", "go_lines(-1)"),
        _text("go.word", "w ctrl+right", "Next word", "next word", "go_by('word', 1)"),
        _text("go.wordback", "b ctrl+left", "Previous word", "previous word", "go_by('word', -1)"),
        _text("go.sentence", ")", "Next sentence", "next sentence", "go_by('sentence', 1)"),
        _text("go.sentenceback", "(", "Previous sentence", "previous sentence", "go_by('sentence', -1)"),
        _text("go.paragraph", "}", "Next paragraph", "next paragraph", "go_by('paragraph', 1)"),
        _text("go.paragraphback", "{", "Previous paragraph", "previous paragraph", "go_by('paragraph', -1)"),
        _text("go.linestart", "0 home", "Line start", "start of the line", "go_line_start"),
        _text("go.lineend", "$ end", "Line end", "end of the line", "go_line_end"),
        _text("go.top", "g ctrl+home", "Top", "start of the article", "go_top"),
        _text("go.bottom", "G ctrl+end", "Bottom", "end of the article", "go_bottom"),
        _text("go.pagedown", "pagedown", "Page down", "a page down", "go_pages(1)"),
        _text("go.pageup", "pageup", "Page up", "a page up", "go_pages(-1)"),
        Command("go.span", ("m",), "Next span", "next span, picked out", "Go", "go_span(1)", bar="Next span"),
        Command("go.spanback", ("M",), "Previous span", "previous span, picked out", "Go", "go_span(-1)"),
        Command("article.down", ("J",), "Next article", "next article", "Articles", "open_by(1)"),
        Command("article.up", ("K",), "Previous article", "previous article", "Articles", "open_by(-1)"),
        Command(
            "article.next",
            ("]",),
            "Next unfinished article",
            "next unfinished",
            "Articles",
            "open_unfinished(1)",
            bar="Next unfinished",
        ),
        Command(
            "article.back",
            ("[",),
            "Previous unfinished article",
            "previous unfinished",
            "Articles",
            "open_unfinished(-1)",
        ),
        Command(
            "article.done", ("x",), "Done or open again", "done, or open again", "Articles", "toggle_done", bar="Done"
        ),
        Command("focus.list", ("1",), "Article list", "the article list", "Panes", "focus_pane('articles')"),
        Command("focus.page", ("2",), "Text", "the text", "Panes", "focus_pane('page')"),
        Command("focus.spans", ("3",), "Span outline", "the span outline", "Panes", "focus_pane('outline')"),
        Command("focus.next", ("tab",), "Next pane", "next pane", "Panes", "focus_next_pane(1)"),
        Command("focus.back", ("shift+tab",), "Previous pane", "previous pane", "Panes", "focus_next_pane(-1)"),
        Command("app.help", ("?", "f1"), "Help", "this page", "More", "help", bar="Help"),
        Command(
            "app.palette",
            ("ctrl+p", ":"),
            "Every command by name",
            "every command by name",
            "More",
            "app.command_palette",
            bar="Commands",
        ),
        Command("app.quit", ("q", "ctrl+q"), "Quit", "quit; all is saved already", "More", "quit_reader", bar="Quit"),
    )


def bindings(scope: Scope, labels: LabelSet = DEFAULT_LABELS) -> list[Binding]:
    """Textual's bindings of the commands with this scope."""
    return [command.binding for command in commands(labels) if command.scope == scope]
