"""The one-line bars around the page: top line, peek line, legend and key bar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.commands import Command
from reader.core.annotation import Annotation
from reader.core.annotations import Annotations
from reader.core.label import LabelSet
from reader.core.span import Span
from reader.session.place import Place
from reader.session.saving import SaveState
from reader.session.tagging import Proposal, Scene
from reader.session.wording import counted, quoted
from reader.text import words
from reader.text.visible import visible
from reader.theme import Colours
from reader.widgets.fitting import fitting_end
from reader.widgets.painted import Painted

DECIDING = (("suggestion.accept", "accept"), ("edit.delete", "refuse"))
"""The commands that decide about a suggestion, and what they do to it."""

HELP = "app.help"
"""The command that leads to all the others."""

LEAST_NAME = 10
"""Cells of an article's name in the top line that it keeps at least, with its `…`."""

LONG = 4_000
"""Code points of a span whose words are counted for the peek line; longer ones are said to be long."""


class Bar(Painted):
    """One line of styled text, sent again only when it looks different."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._segments: list[Segment] = []

    def put(self, segments: Iterable[Segment]) -> None:
        """Show these segments."""
        segments = list(segments)
        if segments != self._segments:
            self._segments = segments
            self.refresh()

    def arranged(self) -> list[Segment]:
        """What is shown, in the order for the width there is."""
        return self._segments

    def recolour(self, colours: Colours) -> None:
        """Use other colours from the next `put` on."""
        super().recolour(colours)
        self._segments = []

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - Textual's
        """Textual asks for the line."""
        strip = Strip(Segment.apply_style(self.arranged(), self.base))
        if strip.cell_length > self.size.width > 0:
            strip = Strip.join([strip.crop(0, self.size.width - 1), Strip([Segment("…", self.base)])])
        return strip.adjust_cell_length(self.size.width, self.base).simplify()


class TopLine(Bar):
    """Which article is open, and how far the work is."""

    def show(self, article_id: str, status: str, index: int, size: int, done: int, seen: float = 1.0) -> None:
        """`reader  000.txt   open · article 1 of 2 · 0 done · 45 % seen`."""
        # Not 100 before the last character was.
        share = f" · {int(100 * seen)} % seen" if seen < 1 else ""
        self.put(
            [
                Segment(" reader  ", Style(bold=True)),
                Segment(visible(article_id)),
                Segment(f"   {status} · article {index + 1} of {size} · {done} done", self.colours.soft),
                Segment(share, self.colours.soft),
            ]
        )

    def arranged(self) -> list[Segment]:
        """Where there is no room, how much was seen is left out whole, then a long name but for its end."""
        if Segment.get_line_length(self._segments) <= self.size.width or not self._segments:
            return self._segments
        head, name, status, _ = self._segments
        room = self.size.width - head.cell_length - status.cell_length
        if LEAST_NAME <= room < name.cell_length:
            name = Segment("…" + fitting_end(name.text, room - 1), name.style)
        return [head, name, status]


class Peek(Bar):
    """What is at the cursor and what each label key would take, or what the last key did."""

    def __init__(self, table: Iterable[Command] = (), *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._keys = {command.id: command.first_key for command in table}

    def say(self, sentence: str) -> None:
        """Show what the last key did."""
        self.put([Segment(f" {visible(sentence)}")])

    def show(
        self, stack: Sequence[Annotation], scene: Scene, proposals: Sequence[Proposal | None], said: str = ""
    ) -> None:
        """`in: actor › claim   c→ sentence (29 words)   a/p→ “Yerevan”   f→ “Yerevan”   usually place`.

        What the last key did stands in the place of what is here.
        """
        text, place = scene.text, scene.place
        here = [Segment(f"{visible(said)}   ")] if said else self._here(stack, text, place, scene.suggestion)
        segments = [Segment(" "), *here]
        for (what, style), same in groupby(
            (p for p in proposals if p is not None and self._key(p)),
            lambda p: self._effect(p, text, selected=place.selection is not None),
        ):
            keys = "/".join(map(self._key, same))
            segments += [Segment(f"{keys}→ ", self.colours.soft), Segment(f"{what}   ", style)]
        segments += self._usual(scene, proposals)
        self.put(segments)

    def _key(self, proposal: Proposal) -> str:
        """The key that would do it; empty when it has none."""
        return self._keys.get(f"tag.{proposal.label.name}", "")

    def _suggested(self, suggestion: Annotation) -> list[Segment]:
        """`suggested actor “Putin” en_core_web_sm 0.93  y accept  d refuse`."""
        name = Segment(visible(suggestion.label), self.colours.label(suggestion.label))
        sure = "" if suggestion.score is None else f" {suggestion.score:.2f}"
        source = f" {visible(quoted(suggestion.text))} {visible(suggestion.annotator)}{sure}   "
        keys = [(self._keys.get(id_, ""), word) for id_, word in DECIDING]
        ways = [Segment(f"{key} {word}  ", self.colours.text) for key, word in keys if key]
        return [Segment("suggested ", self.colours.soft), name, Segment(source, self.colours.soft), *ways]

    def _here(
        self, stack: Sequence[Annotation], text: str, place: Place, suggestion: Annotation | None
    ) -> list[Segment]:
        if suggestion is not None:
            return self._suggested(suggestion)
        if place.highlight is not None:
            what = f"picked {place.picked.label}" if place.picked is not None else "selected"
            shown = f" {visible(quoted(place.highlight.of(text)))} {counted(len(place.highlight), 'character')}   "
            return [Segment(visible(what), Style(bold=True)), Segment(shown), *self._note(place.picked)]
        if not stack:
            return []
        names = [Segment(visible(a.label), self.colours.label(a.label)) for a in stack]
        between = _between(names, Segment(" › ", self.colours.soft))
        return [Segment("in: ", self.colours.soft), *between, Segment("   "), *self._note(stack[0])]

    def _note(self, annotation: Annotation | None) -> list[Segment]:
        """The flag and the note of a span."""
        if annotation is None or not (annotation.flag or annotation.note):
            return []
        flag = [Segment("? ", self.colours.trouble)] if annotation.flag else []
        return [*flag, Segment(f"{visible(quoted(annotation.note))}   " if annotation.note else "", self.colours.soft)]

    def _usual(self, scene: Scene, proposals: Sequence[Proposal | None]) -> list[Segment]:
        """What a string tagged before is usually called."""
        found = next((p for p in proposals if p is not None and p.kind == "tag" and not p.label.long), None)
        usual = scene.memory.usual(found.span.of(scene.text)) if found is not None else None
        if usual is None:
            return []
        return [Segment("usually ", self.colours.soft), Segment(visible(usual), self.colours.label(usual))]

    def _effect(self, proposal: Proposal, text: str, *, selected: bool) -> tuple[str, Style]:
        match proposal.kind:
            case "same":
                return "✓", self.colours.soft
            case "relabel":
                return "relabel", self.colours.text
            case "accept":
                return "accept", self.colours.text
            case "tag" if selected:
                return "tag", self.colours.text
            case "tag" if proposal.label.long:
                return _measured(proposal.span, text, proposal.label.unit), self.colours.text
            case _:
                return visible(quoted(proposal.span.of(text))), self.colours.text


class Legend(Bar):
    """The labels in their own looks with their counts, and how things stand with the disk."""

    def __init__(self, table: Iterable[Command] = (), *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._keys = {command.id: command.first_key for command in table}
        self._failed = False
        self._suggested = Segment("")

    def show(
        self, labels: LabelSet, annotations: Annotations, state: SaveState, suggested: int = 0, work: str = ""
    ) -> None:
        """`c claim 16   a actor 68   p place 20   f figure 9   ? suggested 12   ✓ saved 12:04:31`.

        How far a large step is, `work`, stands in the place of the disk while that is well.
        """
        segments = []
        for label in labels:
            look = self.colours.label(label.name) + (self.colours.tints[0] if label.look.tint else Style.null())
            click = Style(meta={"@click": f"screen.run('tag.{label.name}')"})
            segments += [
                Segment(key := self._keys.get(f"tag.{label.name}", ""), Style(bold=True) + click),
                Segment(" " if key else "", click),
                Segment(label.name, look + click),
                Segment(f" {annotations.count(label.name)}   ", click),
            ]
        others = sum(annotations.count(name) for name in annotations.labels if name not in labels)
        if others:
            segments.append(Segment(f"other {others}   ", self.colours.soft))
        self._suggested = Segment(f"? {suggested}   ", self.colours.soft)
        if suggested:
            segments.append(Segment(f"? suggested {suggested}   ", self.colours.soft))
        self._failed = state.kind == "failed"
        busy = bool(work) and not self._failed
        self.put([*segments, Segment(f"… {visible(work)}", self.colours.text) if busy else self._saved(state)])

    def arranged(self) -> list[Segment]:
        """What is suggested is told in short where there is no room.

        How things stand with the disk comes first when it is not on disk, and when the end would still not be seen.
        """
        *labels, saved = self._segments or [Segment("")]
        if self._too_wide([*labels, saved]) and labels and labels[-1].text.startswith("? "):
            labels[-1] = self._suggested
        first = self._failed or self._too_wide([*labels, saved])
        return [Segment(" "), *([saved, Segment("  "), *labels] if first else [*labels, saved])]

    def _too_wide(self, segments: list[Segment]) -> bool:
        return Segment.get_line_length(segments) >= self.size.width

    def _saved(self, state: SaveState) -> Segment:
        match state.kind:
            case "clean":
                return Segment(visible(state.why) or "✓ nothing to save", self.colours.soft)
            case "saving":
                return Segment("… saving", self.colours.soft)
            case "saved":
                return Segment(f"✓ saved {state.at:%H:%M:%S}", self.colours.soft)
            case "failed":
                key = self._keys.get("store.rescue", "")
                way_out = f" ({key}: write it elsewhere)" if key else ""
                return Segment(f"✗ NOT SAVED: {visible(state.why)}{way_out}", self.colours.trouble)


class KeyBar(Bar):
    """The keys most in need of a reminder, each to be clicked too. Those that do not fit are left out, help last."""

    def __init__(self, table: Iterable[Command], *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._shown = [command for command in table if command.bar and command.keys]
        self._instead: Sequence[tuple[str, str]] = ()

    def say_instead(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show these keys and what they do while those of the text do nothing; without any, the usual ones again."""
        self._instead = keys
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """`d Delete  u Undo  + Grow  ? Help`."""
        self._segments = list(self._fitting(self.size.width))
        return super().render_line(y)

    def _fitting(self, room: int) -> Iterator[Segment]:
        yield Segment(" ")
        room -= 1
        for key, does in self._instead:
            words = f" {does}  " if does else "  "
            if len(key) + len(words) <= room:
                room -= len(key) + len(words)
                yield Segment(key, self.colours.key)
                yield Segment(words)
        for place, command in enumerate(() if self._instead else self._with_room(room)):
            action = command.full_action
            click = Style(meta={"@click": action if action.endswith(")") else f"{action}()"})
            yield Segment("  " if place else "")
            yield Segment(command.first_key, self.colours.key + click)
            yield Segment(f" {command.bar}", click)

    def _with_room(self, room: int) -> list[Command]:
        """The commands that fit into so many cells, each two cells from the next."""
        sizes = {command.id: len(command.first_key) + len(command.bar) + 3 for command in self._shown}
        room += 2 - sizes.get(HELP, 0)
        fitting = []
        for command in self._shown:
            size = 0 if command.id == HELP else sizes[command.id]
            if size <= room:
                room -= size
                fitting.append(command)
        return fitting


def _between(segments: Sequence[Segment], mark: Segment) -> list[Segment]:
    return [part for segment in segments for part in (mark, segment)][1:]


@lru_cache(16)
def _words(text: str) -> str:
    """How many words there are, kept as the cursor stays in a sentence for many keys."""
    return counted(words.count(text), "word")


def _measured(span: Span, text: str, unit: str) -> str:
    if len(span) > LONG:
        return f"{unit} ({len(span):,} characters)"
    return f"{unit} ({_words(span.of(text))})"
