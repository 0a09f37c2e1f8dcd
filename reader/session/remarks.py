"""Notes and flags, on an annotation or on the article."""

from __future__ import annotations

from reader.core.annotation import Annotation
from reader.core.change import Change
from reader.session.session import Session
from reader.session.tagging import replacing
from reader.session.target import replaced, target
from reader.session.wording import quoted


def noted(session: Session) -> tuple[str, str]:
    """What a note would be on, in words, and the note it has."""
    meant = target(session)
    if meant is not None:
        return f"{meant.label} {quoted(meant.text)}", meant.note
    return "the article", session.records.of(session.article.id).note


def note(session: Session, text: str) -> str:
    """Put a note on the annotation here, else on the article; an empty one takes it away."""
    if session.trouble:
        return "this article cannot be read, so it takes no note"
    meant, text = target(session), text.strip()
    what, before = noted(session)
    if text == before:
        return ""
    if meant is None:
        session.do(Change(session.article.id, note=(before, text)))
    else:
        _replace(session, meant, meant._replace(note=text, updated=session.author.now))
    return f"{'note on' if text else 'no note any more on'} {what}"


def flag(session: Session) -> str:
    """Mark the annotation here, else the article, as unsure, or as sure again."""
    if session.trouble:
        return "this article cannot be read, so it takes no flag"
    meant = target(session)
    if meant is None:
        before = session.records.of(session.article.id).flag
        session.do(Change(session.article.id, flag=(before, not before)))
        return "the article is flagged as unsure" if not before else "the article is flagged no more"
    _replace(session, meant, meant._replace(flag=not meant.flag, updated=session.author.now))
    words = "flagged as unsure" if not meant.flag else "flagged no more"
    return f"{meant.label} {quoted(meant.text)} is {words}"


def _replace(session: Session, before: Annotation, after: Annotation) -> None:
    session.do(replacing(session.article.id, before, after, session.suggestions))
    replaced(session, before, after)
