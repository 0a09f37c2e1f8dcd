"""Which span a key acts on where nothing is selected."""

from __future__ import annotations

from reader.core.annotation import Annotation
from reader.session.session import Session


def target(session: Session) -> Annotation | None:
    """The picked annotation, else the one made last while the cursor stays, else the innermost under the cursor.

    The one made last may be elsewhere, when the cursor was brought to the next candidate behind it.
    """
    place = session.caret.place
    made = session.gesture.just_made(place)
    if made is not None and made not in session.annotations:
        made = None
    return place.picked or made or session.annotations.innermost(place.cursor)


def replaced(session: Session, before: Annotation, after: Annotation) -> None:
    """Have the next key act on the same annotation, which is another value now."""
    place = session.caret.place
    if place.picked == before:
        session.caret.put(place._replace(picked=after))
    elif not after.span.holds(place.cursor) or session.gesture.just_made(place) is not None:
        session.gesture.made(after, place)
