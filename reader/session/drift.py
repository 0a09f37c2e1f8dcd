"""What becomes of the spans of an article whose text was edited elsewhere: found again, or named to be decided."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader.core.annotation import Annotation
from reader.core.article import Article
from reader.core.change import Change
from reader.core.record import Record
from reader.core.refusal import Refusal
from reader.session.wording import counted

if TYPE_CHECKING:
    from reader.text.finding import Candidate, Finding, Kind

TO_LOOK_AT = "to look at"
"""The end of a sentence that names spans to be decided; whoever knows the keys can say behind it which opens them."""


class Move(NamedTuple):
    """An annotation that is certain of its place in the new text."""

    old: Annotation
    """As it is kept."""
    new: Annotation
    """The same, with the same id, on the new text."""


class Doubt(NamedTuple):
    """An annotation whose place a person has to say."""

    annotation: Annotation
    """As it is kept."""
    kind: Kind
    """Do its words stand there at one or several places, or are they lost?"""
    candidates: Sequence[Candidate]
    """Where it may be in the new text, best first; none when it is nowhere."""


class Drift(NamedTuple):
    """What an edit did to the annotations of one article: every one is in one of the three."""

    moved: tuple[Move, ...] = ()
    """Those found again for certain; some of them at their old offsets with another context."""
    doubtful: tuple[Doubt, ...] = ()
    """Those to be decided by a person."""
    kept: tuple[Annotation, ...] = ()
    """Those that stand where they stood, with what is around them."""

    @property
    def shifted(self) -> int:
        """How many have another span now."""
        return sum(move.old.span != move.new.span for move in self.moved)


def drift(record: Record, article: Article) -> Drift:
    """Where the annotations of a record are in the article's text of now.

    While the record is of an older text (`Record.sha256`), all of them are looked for. In the very text that it is of
    nothing moves by itself any more: those that do not stand there are named, with where they may be.
    """
    from reader.text.finding import find_again

    everything = sorted([*record.annotations, *record.stray], key=lambda annotation: annotation.order)
    if record.sha256 == article.sha256:
        away = [a for a in everything if not a.stands(article.text)]
        doubts = _doubts(away, find_again(article.text, away, len(article)))
        return Drift((), doubts, tuple(a for a in everything if a.stands(article.text)))
    moved, unsure, kept = [], [], []
    for annotation, finding in zip(everything, find_again(article.text, everything, record.length), strict=True):
        if finding.kind != "found":
            unsure.append((annotation, finding))
            continue
        new = annotation.placed(article.text, finding.candidates[0].span)
        if new == annotation:
            kept.append(annotation)
        else:
            moved.append(Move(annotation, new))
    return Drift(tuple(moved), _doubts(*zip(*unsure, strict=True)) if unsure else (), tuple(kept))


def _doubts(annotations: Sequence[Annotation], findings: Sequence[Finding]) -> tuple[Doubt, ...]:
    return tuple(Doubt(a, f.kind, f.candidates) for a, f in zip(annotations, findings, strict=True))


def held(record: Record, article: Article) -> Record:
    """The record with everything certain at its place in the article's text of now, the rest among the stray."""
    if record.sha256 == article.sha256:
        return record.on(article)
    found = drift(record, article)
    return _aside(record.on(article), found, article).changed(_change(found, article), article.text)


class Settled(NamedTuple):
    """What is to be done when an article is opened."""

    record: Record
    """What is shown of it before the change."""
    change: Change | None = None
    """What moves those that are certain, as one step that can be taken back."""
    doubtful: Sequence[Doubt] = ()
    """Those that a person has to look at."""
    news: str = ""
    """What is to be said; empty when the text is as it was."""


def aside(article: Article, annotation: Annotation) -> Refusal:
    """What is kept of the decision that a span without a place is not to be named again, until the text changes."""
    return Refusal(annotation.id, annotation.label, article.id, annotation.span.start, article.sha256)


def settle(record: Record, article: Article, refusals: Callable[[], Container[Refusal]] = tuple) -> Settled:
    """Hold a record against the article's text of now, and put the spans where they are certain to be.

    `refusals` gives what was decided not to be named again; it is asked only when something would be.
    """
    changed = record.sha256 != article.sha256
    if not (changed or record.stray or record.adrift):
        return Settled(record)
    found = drift(record, article)
    withdrawn, offered = _offered_again(record, article) if changed else ((), ())
    change = replace(_change(found, article), withdrawn=withdrawn, offered=offered)
    listed = [d for d in found.doubtful if aside(article, d.annotation) not in refusals()]
    after = _aside(record.on(article), found, article)
    homeless = len(after.adrift) - len(withdrawn) if changed else 0
    news = notice(found.shifted, len(listed), homeless) if changed or listed else ""
    return Settled(after, change if found.moved or offered else None, found.doubtful, news)


def notice(shifted: int, doubtful: int, homeless: int = 0) -> str:
    """`the text changed: 12 spans found again and moved, 1 suggestion without a place, 2 to look at`."""
    parts = [f"{counted(shifted, 'span')} found again and moved"] if shifted else []
    parts += [f"{counted(homeless, 'suggestion')} without a place"] if homeless > 0 else []
    parts += [f"{doubtful} {TO_LOOK_AT}"] if doubtful else []
    return f"the text changed: {', '.join(parts) or 'every span is where it was'}"


def _offered_again(record: Record, article: Article) -> tuple[tuple[Annotation, ...], tuple[Annotation, ...]]:
    """The suggestions that are certain of another place in the text of now, as they were and as they are there.

    The others stay as they are kept, and are not shown.
    """
    from reader.text.finding import find_again

    everything = sorted([*record.suggestions, *record.adrift], key=lambda suggestion: suggestion.order)
    if not everything:
        return (), ()
    findings = find_again(article.text, everything, record.length)
    certain = [(s, f.candidates[0].span) for s, f in zip(everything, findings, strict=True) if f.kind == "found"]
    moved = [(s, s.placed(article.text, span)) for s, span in certain if not s.stands(article.text)]
    return tuple(old for old, _ in moved), tuple(new for _, new in moved)


def _aside(record: Record, found: Drift, article: Article) -> Record:
    return record.aside(doubt.annotation for doubt in found.doubtful).of_text(article)


def _change(found: Drift, article: Article) -> Change:
    return Change(article.id, tuple(move.old for move in found.moved), tuple(move.new for move in found.moved))
