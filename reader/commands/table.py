"""The one table of commands, in the order of the help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from textual.binding import Binding

from reader.commands.command import Command, Do, Scope
from reader.commands.counting import DIGITS
from reader.core.label import DEFAULT_LABELS, LabelSet
from reader.session import annotating, going, remarks, suggesting
from reader.session.rescue import rescue

Row = tuple[str, str, str, str, Do | str] | tuple[str, str, str, str, Do | str, str]
"""Id, keys, title, help, what it does, and its word in the key bar; a title with `~` marks the other way."""

STATEMENT = "tag.clause"
"""The id of what tags a statement with the first label for passages."""


def tag_commands(labels: LabelSet) -> Iterator[Command]:
    """The commands of each label: its key, and the same key in upper case where no other label has that."""
    taken = {label.key for label in labels}
    ids = {f"tag.{label.name}" for label in labels}
    first_long = next((label.name for label in labels if label.long), None)
    for label in labels:
        name, key = label.name, label.key.upper()
        tag = partial(annotating.tag, label_name=name)
        yield Command(f"tag.{name}", (label.key,), f"Tag as {name}", f"{name}: {label.unit}", "Tag", tag, "spans")
        if key in taken or len(key) > 1:
            continue
        if label.long:
            id_ = STATEMENT if name == first_long and STATEMENT not in ids else f"{STATEMENT}.{name}"
            title, help_, do = f"Tag what is said as {name}", "statement", annotating.tag_statement
        else:
            id_, title, help_, do = f"tag.all.{name}", f"Tag all as {name}", "everywhere", annotating.tag_all
        yield Command(id_, (key,), title, help_, "Tag", partial(do, label_name=name), "spans", other_way=True)
    for name in (label.name for label in labels if not label.long):
        title, help_ = f"Tag everywhere in the corpus as {name}", "each occurrence in every article, to be looked at"
        yield Command(f"tag.corpus.{name}", (), title, help_, "Tag", f"tag_corpus('{name}')", "spans")


def commands(labels: LabelSet = DEFAULT_LABELS) -> tuple[Command, ...]:
    """Every command, in the order of the help."""
    return (*tag_commands(labels), *CHANGING, *SELECTING, *GOING, *SEARCHING, *ARTICLES, *PANES, *MORE)


def bindings(table: Iterable[Command], *scopes: Scope) -> list[Binding]:
    """Textual's bindings of the commands with one of these scopes."""
    return [command.binding for command in table if command.scope in scopes and command.keys]


def number_bindings(table: Iterable[Command]) -> list[Binding]:
    """What the digits do that begin a number."""
    taken = {key for command in table for key in command.keys}
    free = [digit for digit in f"123{DIGITS}" if digit not in taken]
    return [Binding(digit, f"digit({digit})", show=False) for digit in free]


def _group(group: str, scope: Scope, *rows: Row, repeats: bool = False) -> tuple[Command, ...]:
    made = []
    for id_, keys, title, help_, do, *bar in rows:
        other, shown = title.startswith("~"), title.lstrip("~")
        made.append(Command(id_, tuple(keys.split()), shown, help_, group, do, scope, "".join(bar), other, repeats))
    return tuple(made)


CHANGING = _group(
    "Change",
    "spans",
    ("edge.right", "L shift+right", "Edge a word right", "edge a word right", partial(annotating.edge_by_word, step=1)),
    ("edge.left", "H shift+left", "~Edge a word left", "left", partial(annotating.edge_by_word, step=-1)),
    ("edge.rightchar", ".", "Edge a character right", "edge a letter right",
     partial(annotating.edge_by_cluster, step=1)),
    ("edge.leftchar", ",", "~Edge a character left", "left", partial(annotating.edge_by_cluster, step=-1)),
    ("edge.other", "o", "The other edge", "move the other edge", annotating.other_edge),
    ("edit.repeat", "r", "Repeat the label", "the last label again", annotating.repeat),
    ("edit.delete", "d delete", "Delete the span", "delete", annotating.delete, "Delete"),
    ("suggestion.accept", "y", "~Accept the suggestion", "accept a suggestion", suggesting.accept),
    ("edit.note", "i", "Note", "note here", "ask_note"),
    ("edit.flag", "!", "~Flag as unsure", "flag", remarks.flag),
) + _group(
    "Change",
    "screen",
    ("remarks.list", "I", "~Notes and flags of the corpus", "list them", "remarks"),
) + _group(
    "Change",
    "spans",
    ("edit.copy", "Y ctrl+c", "Copy the quotation", "copy what is here", "copy"),
) + _group(
    "Change",
    "screen",
    ("edit.undo", "u ctrl+z", "Undo", "undo", "undo", "Undo"),
    ("edit.redo", "U ctrl+y", "~Redo", "redo", "redo"),
    ("edit.history", "Z", "~List of changes", "history", "history"),
    ("suggestion.acceptall", "", "Accept all suggestions of the article", "all of them", suggesting.accept_all),
    ("suggestion.refuseall", "", "Refuse all suggestions of the article", "none of them", suggesting.refuse_all),
)  # fmt: skip
SELECTING = _group(
    "Select",
    "text",
    ("select.start", "v", "Select", "select by moving, or stop", lambda session: session.caret.select()),
    ("select.grow", "+ =", "Grow", "grow", lambda session: session.caret.grow(), "Grow"),
    ("select.shrink", "-", "~Shrink", "shrink the selection", lambda session: session.caret.shrink()),
) + _group(
    "Select",
    "screen",
    ("select.drop", "escape", "Drop the selection", "select nothing; close", "let_go"),
)
GOING = _group(
    "Go",
    "text",
    ("go.next", "space", "Next candidate", "next untagged", partial(going.hop, step=1), "Next"),
    ("go.back", "backspace", "~Previous candidate", "previous", partial(going.hop, step=-1)),
    ("go.left", "h left", "Left", "left", lambda session: session.caret.go_cluster(-1)),
    ("go.right", "l right", "~Right", "right", lambda session: session.caret.go_cluster(1)),
    ("go.down", "j down", "Down", "down", "go_lines(1)"),
    ("go.up", "k up", "~Up", "up", "go_lines(-1)"),
    ("go.word", "w ctrl+right", "Next word", "next word", lambda session: session.caret.go_by("word", 1)),
    ("go.wordback", "b ctrl+left", "~Previous word", "previous", lambda session: session.caret.go_by("word", -1)),
    ("go.sentence", ") e", "Next sentence", "next sentence", lambda session: session.caret.go_by("sentence", 1)),
    ("go.sentenceback", "( E", "~Previous sentence", "previous", lambda session: session.caret.go_by("sentence", -1)),
    ("go.paragraph", "} s ctrl+down", "Next paragraph", "next paragraph",
     lambda session: session.caret.go_by("paragraph", 1)),
    ("go.paragraphback", "{ S ctrl+up", "~Previous paragraph", "previous",
     lambda session: session.caret.go_by("paragraph", -1)),
    ("go.pagedown", "pagedown", "Page down", "page down", "go_pages(1)"),
    ("go.pageup", "pageup", "~Page up", "up", "go_pages(-1)"),
    ("go.halfdown", "", "Half a page down", "half a page down", "go_pages(0.5)"),
    ("go.halfup", "", "~Half a page up", "up", "go_pages(-0.5)"),
    repeats=True,
) + _group(
    "Go",
    "text",
    ("go.linestart", "0 home", "Start of the line", "start of the line", "go_line_start"),
    ("go.lineend", "$ end", "~End of the line", "end", "go_line_end"),
    ("go.top", "g ctrl+home", "Start of the article", "start of the article", lambda session: session.caret.go(0)),
    ("go.bottom", "G ctrl+end", "~End of the article", "end",
     lambda session: session.caret.go(len(session.article))),
    ("go.inside", "enter", "Into the passage", "into a passage, and out", going.step_inside),
) + _group(
    "Go",
    "spans",
    ("go.span", "m", "Next span", "next span, picked", partial(going.go_span, step=1), "Next span"),
    ("go.spanback", "M", "~Previous span", "previous", partial(going.go_span, step=-1)),
    repeats=True,
)  # fmt: skip
SEARCHING = _group(
    "Go",
    "screen",
    ("find.start", "/", "Search", "search", "ask_query"),
    ("find.next", "n", "~Next hit", "next hit", partial(going.find_by, step=1)),
    ("find.back", "N", "~Previous hit", "previous", partial(going.find_by, step=-1)),
)
ARTICLES = _group(
    "Articles",
    "screen",
    ("article.down", "J", "Next article", "next article", lambda session: session.open_by(1)),
    ("article.up", "K", "~Previous article", "previous", lambda session: session.open_by(-1)),
    ("article.next", "] >", "Next unfinished article", "next unfinished",
     lambda session: session.open_unfinished(1), "Next open"),
    ("article.back", "[ <", "~Previous unfinished article", "previous", lambda session: session.open_unfinished(-1)),
    ("article.done", "x", "Done, or open again", "done, or open again", "toggle_done", "Done"),
    ("article.skip", "X", "~Skip, or open again", "skip", "toggle_skipped"),
    ("article.drift", "D", "Spans of an edited text", "spans of an edited text", "drift"),
    ("list.filter", "t", "Filter the list", "filter the list", "ask_filter"),
    ("list.sort", "T", "~Sort the list", "sort it", "sort"),
)  # fmt: skip
PANES = _group(
    "Panes",
    "screen",
    ("focus.list", "1", "Article list", "list", "focus_pane('articles')"),
    ("focus.page", "2", "~Text", "text", "focus_pane('page')"),
    ("focus.spans", "3", "~Span outline", "outline", "focus_pane('outline')"),
    ("focus.next", "tab", "Next span of the stack, or next pane", "outer span, pane", "go_tab"),
    ("focus.back", "shift+tab", "Previous pane", "previous pane", "focus_next_pane(-1)"),
)
MORE = _group(
    "More",
    "screen",
    ("app.help", "? f1", "Help", "this page", "help", "Help"),
    ("app.guidelines", "f2", "~Guidelines", "what to tag", "guidelines"),
    ("app.statistics", "f3", "Statistics and checks", "count and check", "inspect"),
    ("app.export", "f4", "~Export", "export", "export"),
    ("app.advance", "f6", "Auto-advance on or off", "go on by itself after a tag", going.toggle_advance),
    ("app.settings", "", "Settings", "settings of these articles, and yours", "settings"),
    ("app.palette", "ctrl+p :", "Every command by name", "commands by name", "app.command_palette", "Commands"),
    ("span.command", ";", "~Command line for spans", "for spans", "ask_command"),
    ("app.quit", "q ctrl+q", "Quit", "quit; all is saved", "quit_reader", "Quit"),
    ("store.rescue", "R ctrl+s", "~Write everything to another place too", "copy it", rescue),
)
