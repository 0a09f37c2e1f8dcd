"""How findings are written: a line each for people, JSON for programs, and what GitHub shows beside a change."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from reader.cli.jsonout import dumped
from reader.corpus.corpus import Corpus
from reader.session.checking.check import Check
from reader.session.checking.finding import Finding, Tag
from reader.session.checking.rules import BY_ID
from reader.text.visible import visible

BATCH = 200
"""Findings written at a time."""


class Writer:
    """Findings as pieces of text."""

    between = ""
    """What stands between two of them."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        here = os.path.normpath(corpus.root)
        self._folder = here if not corpus.moves else "" if here == "." else os.path.join(here, "")  # noqa: PTH118
        self.count = 0
        """How many were written."""

    def pieces(self, run: Check) -> Iterator[str]:
        """What is written of a check, made while it runs."""
        found = map(self.line, run.findings())
        while batch := list(islice(found, BATCH)):
            yield (self.between if self.count else "") + self.between.join(batch)
            self.count += len(batch)

    def line(self, finding: Finding) -> str:
        """One finding."""
        raise NotImplementedError

    def file(self, article: str) -> str:
        """The file of an article as it is found from here; a row of a table has the table's."""
        return f"{self._folder}{article}" if self._corpus.moves else self._folder


class Lines(Writer):
    """`file:line:column: rule message`, as compilers and linters say it."""

    def line(self, finding: Finding) -> str:
        """One line; nothing in it can act on a terminal."""
        rule, article, message, line, column, *_ = finding
        row = "" if self._corpus.moves else f"#{article}"
        return visible(f"{self.file(article)}{row}:{line}:{column}: {rule} {message}") + "\n"


class Json(Writer):
    """One object, a finding a line in its list."""

    between = ","

    def pieces(self, run: Check) -> Iterator[str]:
        """The object."""
        yield '{"findings":['
        yield from super().pieces(run)
        yield f'\n],"articles":{run.articles},"spans":{run.spans},"count":{self.count}}}\n'

    def line(self, finding: Finding) -> str:
        """The object of a finding."""
        return "\n" + dumped(self.document(finding)).decode()

    def document(self, finding: Finding) -> Mapping[str, Any]:
        """A finding as JSON: offsets are code points, half-open."""
        span, repair = finding.span, finding.repair
        return {
            "rule": finding.rule,
            "name": BY_ID[finding.rule].name,
            "article": finding.article,
            "file": self.file(finding.article),
            "line": finding.line,
            "column": finding.column,
            "start": span.start if span else None,
            "end": span.end if span else None,
            "label": finding.label or None,
            "string": finding.string or None,
            "message": finding.message,
            "repair": {"old": _tag(repair.old), "new": _tag(repair.new)} if repair else None,
        }


class Github(Writer):
    """Workflow commands: `::warning file=…,line=…,col=…,title=…::message`."""

    def line(self, finding: Finding) -> str:
        """One command; a row of a table has no line of its own in the file."""
        where = {"file": self.file(finding.article)}
        message = finding.message
        if self._corpus.moves:
            where |= {"line": str(finding.line), "col": str(finding.column)}
        else:
            message = f"{finding.article}:{finding.line}:{finding.column}: {message}"
        where["title"] = f"{finding.rule} {BY_ID[finding.rule].name}"
        properties = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in where.items())
        return f"::warning {properties}::{_escaped(message)}\n"


def _escaped(text: str, more: str = "") -> str:
    """The text with what would end it written as GitHub reads it."""
    shown = "".join(f"%{ord(c):02X}" if c in f"%\r\n{more}" else c for c in text)
    return visible(shown)


def _tag(tag: Tag | None) -> Mapping[str, Any] | None:
    return None if tag is None else {"start": tag.span.start, "end": tag.span.end, "label": tag.label}


WRITERS: Mapping[str, Callable[[Corpus], Writer]] = {"text": Lines, "json": Json, "github": Github}
"""The ways to write findings, by their names."""
