"""What a command does in one article: which spans change, which are left as they are and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import regex

from reader.core.annotation import Annotation
from reader.core.annotations import Annotations
from reader.core.article import Article
from reader.core.change import Change
from reader.core.label import LabelSet
from reader.core.record import Record
from reader.core.span import Span
from reader.session.commanding.conditions import Around, Test, found, test_of
from reader.session.commanding.language import Command, Pattern
from reader.session.everywhere import cuts_word, in_longer_name
from reader.session.tagging import Author, deciding
from reader.session.wording import quoted
from reader.text import graphemes, paragraphs


class Edit(NamedTuple):
    """What becomes of one span."""

    span: Span
    """Where it is, or would be."""
    old: Annotation | None
    """The annotation or suggestion that is there; None when it would be a new one."""
    new: Annotation | None
    """What stands there afterwards; None when nothing does, or nothing changes."""
    why: str = ""
    """Why nothing is done about it; empty when something is."""

    @property
    def shown(self) -> Annotation | None:
        """What is there, else what would be."""
        return self.old or self.new

    def outcome(self, command: Command) -> str:
        """What becomes of it when it is done: `actor`, `actor → place`, `actor, its note “sure?” goes`."""
        old, new = self.old, self.new
        label = "" if self.shown is None else self.shown.label
        if old is not None and new is not None and old.note and old.note != new.note:
            return f"{label}, its note {quoted(old.note)} goes"
        return f"{label} → {command.label}" if command.label else label


class Planner:
    """One command, to be asked article by article what it does."""

    def __init__(self, command: Command, labels: LabelSet, author: Author) -> None:
        self.command = command
        """What was asked for."""
        self.author = author
        """Who makes the new annotations, and when."""
        self._labels = labels
        self._test: Test = test_of(command.where)

    def edits(self, article: Article, record: Record) -> list[Edit]:
        """Every span that the command is for, in order. Raises SlowError.

        `record` stands on the article's text.
        """
        around = Around(article.id, record.status, record.annotations)
        if self.command.pattern is not None:
            return list(self._tagged(self.command.pattern, article.text, around))
        target = self.command.target
        spans = record.suggestions if self.command.decides else record.annotations
        chosen = [a for a in spans if target in (None, a.label) and self._test(a, around)]
        return list(self._changed(chosen, record))

    def change(self, record: Record, edits: Iterable[Edit]) -> Change:
        """The change that carries edits of an article out; an empty one when there are none to do."""
        done = [edit for edit in edits if not edit.why]
        olds = tuple(edit.old for edit in done if edit.old is not None)
        news = tuple(edit.new for edit in done if edit.new is not None)
        match self.command.verb:
            case "list":
                return Change(record.id)
            case "refuse":
                return Change(record.id, withdrawn=olds)
            case "accept":
                return Change(record.id, added=news, withdrawn=olds)
            case "tag":
                change = Change(record.id, added=news)
                return deciding(change, record.suggestions, self._labels) if news else change
            case _:
                return Change(record.id, olds, news)

    def holds(self, edit: Edit, article: Article, record: Record) -> bool:
        """Can an edit that was planned earlier be carried out still?"""
        if edit.old is not None:
            return edit.old in (record.suggestions if self.command.decides else record.annotations)
        made = edit.new
        return made is not None and made.stands(article.text) and not self._in_the_way(made.span, record.annotations)

    # Tagging

    def _tagged(self, pattern: Pattern, text: str, around: Around) -> Iterator[Edit]:
        label = self.command.target or ""
        blank = Annotation("", Span(0, 1), label, "", "", "", "")
        for start, end in matches(pattern, text):
            span = paragraphs.trimmed(text, start, end)
            if span is None or not self._test(blank._replace(span=span, text=span.of(text)), around):
                continue
            why = self._why_not(pattern, text, span, around)
            yield Edit(span, None, self.author.annotate(text, span, label), why)

    def _why_not(self, pattern: Pattern, text: str, span: Span, around: Around) -> str:
        """Why a match is not tagged; empty when it is."""
        if there := self._in_the_way(span, around.annotations):
            return there
        if graphemes.snap(text, span) != span:
            return "would cut a character"
        if pattern.parts:
            return ""
        if cuts_word(text, span):
            return "part of a word"
        long = self._labels.is_long(self.command.target or "")
        return "inside a longer name" if not long and in_longer_name(text, span) else ""

    def _in_the_way(self, span: Span, annotations: Annotations) -> str:
        """Which label stands where a new span of the same kind, name or passage, would be; empty when none does."""
        label = self.command.target or ""
        long = self._labels.is_long(label)
        if annotations.has(span, label):
            return f"{label} already"
        level = (a for a in annotations.overlapping(span) if self._labels.is_long(a.label) == long)
        there = next(level, None)
        return "" if there is None else f"tagged {there.label}"

    # Changing what is there

    def _changed(self, chosen: Iterable[Annotation], record: Record) -> Iterator[Edit]:
        made: set[Span] = set()
        for old in chosen:
            new, why = self._after(old, record)
            if self.command.verb == "relabel" and not why and old.span in made:
                why = f"{self.command.label} already"
            made.add(old.span)
            yield Edit(old.span, old, new, why)

    def _after(self, old: Annotation, record: Record) -> tuple[Annotation | None, str]:
        """What becomes of an annotation or suggestion, and why nothing does."""
        command, author = self.command, self.author
        match command.verb:
            case "relabel":
                there = record.annotations.has(old.span, command.label)
                return old.relabelled(command.label, author.now), f"{command.label} already" if there else ""
            case "flag" | "unflag":
                flag = command.verb == "flag"
                why = f"{'flagged' if flag else 'not flagged'} already" if old.flag == flag else ""
                return old._replace(flag=flag, updated=author.now), why
            case "note":
                why = "has this note already" if old.note == command.note else ""
                return old._replace(note=command.note, updated=author.now), why
            case "accept":
                # Another program may have put the very same in.
                there = record.annotations.has(old.span, old.label)
                return None if there else old.accepted(author.name, author.now), ""
            case _:
                return None, ""


def matches(pattern: Pattern, text: str) -> Iterable[tuple[int, int]]:
    """Where a pattern stands in a text, never empty. Words are found whatever blanks stand between them."""
    if not pattern.is_regex:
        words = r"\s+".join(regex.escape(word, special_only=True) for word in pattern.source.split())
        pattern = Pattern(words, is_regex=True, any_case=pattern.any_case)
    return [(start, end) for start, end in found(pattern, text) if start < end]
