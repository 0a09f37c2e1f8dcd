"""Notes and flags, on an annotation or on the article."""

from __future__ import annotations

from reader.core.annotation import Annotation
from reader.core.change import Change
from reader.session.annotating import target_here
from reader.session.session import Session
from reader.session.tagging import replacing
from reader.session.wording import quoted


def noted(session: Session) -> tuple[str, str]:
    """What a note would be on, in words, and the note it has."""
    target = target_here(session)
    if target is not None:
        return f"{target.label} {quoted(target.text)}", target.note
    return "the article", session.records.of(session.article.id).note


def note(session: Session, text: str) -> str:
    """Put a note on the annotation here, else on the article; an empty one takes it away."""
    if session.trouble:
        return "this article cannot be read, so it takes no note"
    target, text = target_here(session), text.strip()
    what, before = noted(session)
    if text == before:
        return ""
    if target is None:
        session.do(Change(session.article.id, note=(before, text)))
    else:
        _replace(session, target, target._replace(note=text, updated=session.author.now))
    return f"{'note on' if text else 'no note any more on'} {what}"


def flag(session: Session) -> str:
    """Mark the annotation here, else the article, as unsure, or as sure again."""
    if session.trouble:
        return "this article cannot be read, so it takes no flag"
    target = target_here(session)
    if target is None:
        before = session.records.of(session.article.id).flag
        session.do(Change(session.article.id, flag=(before, not before)))
        return "the article is flagged as unsure" if not before else "the article is flagged no more"
    _replace(session, target, target._replace(flag=not target.flag, updated=session.author.now))
    words = "flagged as unsure" if not target.flag else "flagged no more"
    return f"{target.label} {quoted(target.text)} is {words}"


def _replace(session: Session, before: Annotation, after: Annotation) -> None:
    session.do(replacing(session.article.id, before, after, session.suggestions))
    place = session.caret.place
    if place.picked == before:
        session.caret.put(place._replace(picked=after))
