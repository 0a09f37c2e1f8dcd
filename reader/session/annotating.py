"""What changes annotations: tag, relabel, tag everywhere, delete, repeat, and move an edge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from reader.core.annotation import Annotation
from reader.core.change import Change
from reader.core.span import Span
from reader.session import edges, going, suggesting
from reader.session.edges import Edge
from reader.session.everywhere import Occurrence, occurrences
from reader.session.place import Selection
from reader.session.session import Session
from reader.session.tagging import Proposal, change_of, deciding, replacing
from reader.session.target import replaced, target
from reader.session.wording import counted, quoted, tail
from reader.text import graphemes, words

CANNOT = "this article cannot be tagged"


def tag(session: Session, label_name: str) -> str:
    """Do what the label's key does here."""
    _let_go_of_what_is_gone(session)
    return _carry_out(session, session.scene.propose(session.labels[label_name]), label_name)


def tag_statement(session: Session, label_name: str) -> str:
    """Tag the selection, else the statement under the cursor: the quotation, or what somebody said, or the clause."""
    _let_go_of_what_is_gone(session)
    return _carry_out(session, session.scene.propose_statement(session.labels[label_name]), label_name)


def repeat(session: Session) -> str:
    """Do what the key of the label given last does here."""
    return tag(session, session.gesture.label) if session.gesture.label else "no label to repeat yet"


def tag_all(session: Session, label_name: str) -> str:
    """Do what the label's key does here, and the same wherever the article has the same string untagged."""
    _let_go_of_what_is_gone(session)
    label, text = session.labels[label_name], session.article.text
    proposal = session.scene.propose(label)
    if session.trouble or proposal is None:
        return _nothing(session, label_name)
    string, author = proposal.span.of(text), session.author
    found = [o for o in occurrences(text, string, session.annotations, session.labels) if o.span != proposal.span]
    here = change_of(proposal, session.article.id, text, author)
    elsewhere = [author.annotate(text, o.span, label_name) for o in found if not o.why]
    if here is None and not elsewhere:
        return f"{quoted(string)} is {label_name} already{_skipped(found)}"
    removed, added = (here.removed, here.added) if here else ((), ())
    withdrawn = here.withdrawn if here else ()
    _do(session, Change(session.article.id, removed, (*added, *elsewhere), withdrawn=withdrawn))
    _after(session, proposal, added[0] if added else proposal.annotation)
    return f"{label_name} {quoted(string)}: {counted(len(added) + len(elsewhere), 'span')}{_skipped(found)}"


def delete(session: Session) -> str:
    """Delete the annotation that is meant here (`target`); a suggestion here that is no larger is refused."""
    _let_go_of_what_is_gone(session)
    meant, suggestion = target(session), session.scene.suggestion
    if suggestion is not None and (meant is None or not _is_nearer(meant, suggestion, session.caret.place.cursor)):
        return suggesting.refuse(session)
    if meant is None:
        return "no span here to delete"
    session.do(Change(session.article.id, removed=(meant,)))
    session.caret.let_go()
    return f"deleted {meant.label} {quoted(meant.text)}"


def edge_by_word(session: Session, step: int) -> str:
    """Move the active edge a word on (`step` 1) or back (-1); with nothing to move, select the word here."""
    return _move_edge(session, edges.by_word, step)


def edge_by_cluster(session: Session, step: int) -> str:
    """Move the active edge a character on (`step` 1) or back (-1); with nothing to move, select the character here."""
    return _move_edge(session, edges.by_cluster, step)


def other_edge(session: Session) -> str:
    """Have the edge keys move the other edge."""
    _aim(session)
    gesture = session.gesture
    gesture.edge = edges.OTHER[gesture.edge]
    place = session.caret.place
    if place.selection is not None:
        session.caret.put(place.ending_at(session.article.text, gesture.edge))
    return f"the {gesture.edge} moves now"


def _is_nearer(annotation: Annotation, suggestion: Annotation, cursor: int) -> bool:
    """Is an annotation under the cursor too, and the smaller of the two?"""
    return annotation.span.holds(cursor) and len(annotation.span) < len(suggestion.span)


def _carry_out(session: Session, proposal: Proposal | None, label_name: str) -> str:
    """Do what was proposed, and say it."""
    if session.trouble or proposal is None:
        return _nothing(session, label_name)
    text, reviewing = quoted(proposal.span.of(session.article.text)), session.caret.place.picked is not None
    session.gesture.label = label_name
    change = change_of(proposal, session.article.id, session.article.text, session.author)
    if change is None:
        return f"{text} is already {label_name}"
    _do(session, change)
    _after(session, proposal, change.added[0])
    if proposal.kind == "accept" and reviewing:
        return f"{label_name} {text}{suggesting.go_on(session, change.withdrawn[0])}"
    if proposal.kind == "relabel":
        return f"{text} is now {label_name}, was {change.removed[0].label}"
    return f"{label_name} {text}"


def _do(session: Session, change: Change) -> None:
    session.do(deciding(change, session.suggestions, session.labels))


def _nothing(session: Session, label_name: str) -> str:
    return CANNOT if session.trouble else f"nothing to tag as {label_name} here"


def _after(session: Session, proposal: Proposal, made: Annotation | None) -> None:
    """Leave the cursor where it was, or bring it to the next candidate, and remember the span just made."""
    session.gesture.label = proposal.label.name
    session.caret.let_go()
    if session.advance:
        place = session.caret.place
        onward = place.cursor if proposal.label.long else max(place.cursor, proposal.span.end)
        following = going.next_stop(session, onward)
        if following is not None:
            session.caret.go(following)
    if made is not None:
        session.gesture.made(made, session.caret.place)


def _skipped(found: list[Occurrence]) -> str:
    """`; skipped 2: 1 inside a longer name, 1 tagged already`."""
    why = Counter(o.why for o in found if o.why)
    if not why:
        return ""
    return f"; skipped {why.total()}: " + ", ".join(f"{many} {reason}" for reason, many in why.items())


def _move_edge(session: Session, move: Callable[[str, Span, Edge, int], Span], step: int) -> str:
    _let_go_of_what_is_gone(session)
    text, place = session.article.text, session.caret.place
    meant = _aim(session)
    edge = session.gesture.edge
    if place.selection is not None:
        span = move(text, place.selection.span, edge, step)
        session.caret.put(place._replace(selection=Selection(span, span)).ending_at(text, edge))
        return ""
    if meant is None:
        return _select_here(session, by_word=move is edges.by_word)
    span = move(text, meant.span, edge, step)
    if span == meant.span:
        return f"the {edge} of {meant.label} {quoted(meant.text)} cannot go further"
    if session.annotations.has(span, meant.label) or session.suggestions.has(span, meant.label):
        return f"{quoted(span.of(text))} is {meant.label} already"
    moved = meant.placed(text, span)._replace(updated=session.author.now)
    session.do(replacing(session.article.id, meant, moved, session.suggestions))
    replaced(session, meant, moved)
    return f"{meant.label} {tail(moved.text) if edge == 'end' else quoted(moved.text)}"


def _aim(session: Session) -> Annotation | None:
    """What edge keys move besides a selection; the end of anything new moves first."""
    gesture, meant = session.gesture, target(session)
    aimed = "selection" if session.caret.place.selection is not None else meant.id if meant is not None else ""
    if gesture.edged != aimed:
        gesture.edged, gesture.edge = aimed, "end"
    return meant


def _select_here(session: Session, *, by_word: bool) -> str:
    text, cursor = session.article.text, session.caret.place.cursor
    if not text:
        return "nothing to select here"
    span = (words.word_at(text, cursor) if by_word else None) or graphemes.cluster_at(text, cursor)
    session.gesture.edged, session.gesture.edge = "selection", "end"
    session.caret.put(session.caret.place._replace(selection=Selection(span, span)).ending_at(text, "end"))
    return ""


def _let_go_of_what_is_gone(session: Session) -> None:
    """Drop a picked annotation that is not there any more: a late click can pick what a key has just changed."""
    picked = session.caret.place.picked
    known = (session.annotations, session.suggestions)
    if picked is not None and not any(picked in some for some in known):
        session.caret.let_go()
