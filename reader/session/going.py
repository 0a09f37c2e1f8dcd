"""What brings the cursor to something: spans, candidates, parts of a passage, what is searched for, the stack here."""

from __future__ import annotations

from reader.core.annotation import Annotation
from reader.session.candidates import FAR
from reader.session.session import Session
from reader.session.target import target
from reader.session.wording import counted, quoted
from reader.text import search, units


def go_span(session: Session, step: int) -> str:
    """Go to the next (`step` 1) or previous (-1) annotation and pick it out; inside a passage, among its parts."""
    place, passage = session.caret.place, inside(session)
    find = session.annotations.after if step > 0 else session.annotations.before
    found = find(place.picked, place.cursor)
    if passage is not None:
        while found is not None and (found == passage or not passage.span.contains(found.span)):
            beyond = found.span.start >= passage.span.end if step > 0 else found.span.start < passage.span.start
            found = None if beyond else find(found, found.span.start)
    if found is None:
        where = f" in this {passage.label}" if passage is not None else ""
        return f"no span after this one{where}" if step > 0 else f"no span before this one{where}"
    return session.caret.pick(found)


def hop(session: Session, step: int) -> str:
    """Go to the next (`step` 1) or previous (-1) suggestion, untagged name, number or remembered string."""
    place, text = session.caret.place, session.article.text
    cursor, suggestions, candidates = place.cursor, session.suggestions, session.candidates
    picked = session.scene.suggestion if place.picked is not None else None
    if step > 0:
        found = candidates.next_from(cursor + 1)
        suggested = suggestions.after(picked, cursor + 1)
        first = suggested is not None and (found is None or suggested.span.start <= found.start)
    else:
        found = candidates.last_before(cursor)
        suggested = suggestions.before(picked, cursor)
        first = suggested is not None and (found is None or suggested.span.start >= found.start)
    if suggested is not None and first:
        return session.caret.pick(suggested)
    if found is not None:
        return session.caret.go(found.start)
    edge = cursor + FAR if step > 0 else cursor - FAR
    if 0 < edge < len(text):
        session.caret.go(edge)
        return f"nothing untagged in {FAR:,} characters; the same key goes on from here"
    return f"no untagged name or number {'after' if step > 0 else 'before'} this"


def next_stop(session: Session, offset: int) -> int | None:
    """Where the next suggestion or candidate begins at or after an offset."""
    candidate, suggested = session.candidates.next_from(offset), session.suggestions.after(None, offset)
    return min((found.start for found in (candidate, suggested and suggested.span) if found), default=None)


def inside(session: Session) -> Annotation | None:
    """The passage stepped into, as long as it is there and the cursor in it."""
    passage = session.gesture.inside
    if passage is None or not passage.span.holds(session.caret.place.cursor):
        return None
    return passage if session.annotations.find(passage.span, passage.label) == passage else None


def step_inside(session: Session) -> str:
    """Step into the passage here, to its first part when it is picked, or come out of it."""
    passage = inside(session)
    if passage is not None:
        session.gesture.inside = None
        session.caret.pick(passage)
        return f"out of the {passage.label}"
    place = session.caret.place
    stack = [place.picked] if place.picked else session.annotations.at(place.cursor)
    passage = next((a for a in stack if session.labels.is_long(a.label) and a in session.annotations), None)
    if passage is None:
        return "no passage here to step into"
    session.gesture.inside = passage
    parts = [a for a in session.annotations.inside(passage.span) if a != passage]
    if place.picked is not None:
        session.caret.pick(parts[0]) if parts else session.caret.go(passage.span.start)
    return f"inside the {passage.label}: {counted(len(parts), 'part')}; the same key comes out"


def cycle(session: Session) -> str:
    """Pick the next of the spans over the cursor, from the innermost out and round; empty where there is none."""
    place = session.caret.place
    stack = [*session.annotations.at(place.cursor), *session.suggestions.at(place.cursor)]
    if not stack:
        return ""
    here = stack.index(place.picked) if place.picked in stack else -1
    picked = stack[(here + 1) % len(stack)]
    session.caret.put(place._replace(picked=picked, selection=None))
    number = f" ({(here + 1) % len(stack) + 1} of {len(stack)})" if len(stack) > 1 else ""
    return f"picked {picked.label} {quoted(picked.text)}{number}"


def toggle_advance(session: Session) -> str:
    """Go to the next candidate after every tag, or no more."""
    session.set_advance(not session.advance)
    return "the cursor goes on by itself after a tag" if session.advance else "the cursor stays after a tag"


def find(session: Session, query: str) -> str:
    """Search for a string from the cursor on, and have `n` and `N` go on with it; an empty one ends the search."""
    session.gesture.query = query
    return find_by(session, 1) if query else ""


def find_by(session: Session, step: int) -> str:
    """Go to the next (`step` 1) or previous (-1) occurrence of what is searched for, going round."""
    text, query, cursor = session.article.text, session.gesture.query, session.caret.place.cursor
    if not query:
        return "nothing searched for yet"
    look = search.next_after if step > 0 else search.last_before
    found = look(text, query, cursor)
    around = "" if found else " (round the end)" if step > 0 else " (round the start)"
    found = found or look(text, query, -1 if step > 0 else len(text))
    if found is None:
        return f"{quoted(query)} is not in this article"
    session.caret.go(found.start)
    return f"{quoted(found.of(text))}{around}" if around else ""


def quotation(session: Session) -> str:
    """What is highlighted, else the span just made or the innermost here, else the sentence; empty on a blank line."""
    place, text = session.caret.place, session.article.text
    here = target(session)
    span = place.highlight or (here.span if here else units.unit_at(text, place.cursor, "sentence"))
    return span.of(text) if span else ""
