"""What becomes of suggestions: accepted as they are, or refused; those of a whole article at once."""

from __future__ import annotations

from collections.abc import Sequence

from reader.core.annotation import Annotation
from reader.core.change import Change
from reader.session.session import Session
from reader.session.tagging import deciding
from reader.session.wording import counted, quoted

NOTHING = "nothing is suggested here"


def here(session: Session) -> Annotation | None:
    """The suggestion that is picked, else the innermost under the cursor."""
    return session.scene.suggestion


def accept(session: Session) -> str:
    """Make the suggestion here an annotation, and go to the next one."""
    suggestion = here(session)
    if suggestion is None:
        return NOTHING
    _accept(session, (suggestion,))
    return f"{suggestion.label} {quoted(suggestion.text)}{go_on(session, suggestion)}"


def refuse(session: Session) -> str:
    """Take the suggestion here away, and go to the next one."""
    suggestion = here(session)
    if suggestion is None:
        return NOTHING
    session.do(Change(session.article.id, withdrawn=(suggestion,)))
    return f"refused {suggestion.label} {quoted(suggestion.text)}{go_on(session, suggestion)}"


def accept_all(session: Session) -> str:
    """Make every suggestion for the article an annotation, as one step."""
    suggestions = tuple(session.suggestions)
    if not suggestions:
        return "nothing is suggested for this article"
    _accept(session, suggestions)
    session.caret.let_go()
    return f"{counted(len(suggestions), 'suggestion')} accepted"


def refuse_all(session: Session) -> str:
    """Take every suggestion for the article away, as one step."""
    suggestions = tuple(session.suggestions)
    if not suggestions:
        return "nothing is suggested for this article"
    session.do(Change(session.article.id, withdrawn=suggestions))
    session.caret.let_go()
    return f"{counted(len(suggestions), 'suggestion')} refused"


def _accept(session: Session, suggestions: Sequence[Annotation]) -> None:
    author = session.author
    added = tuple(
        suggestion.accepted(author.name, author.now)
        for suggestion in suggestions
        # Another program may have put the very same in.
        if not session.annotations.has(suggestion.span, suggestion.label)
    )
    change = Change(session.article.id, added=added, withdrawn=tuple(suggestions))
    session.do(change if len(suggestions) > 1 else deciding(change, session.suggestions, session.labels))


def go_on(session: Session, decided: Annotation) -> str:
    """Pick the next suggestion; says when there is none."""
    following = session.suggestions.after(decided, decided.span.start)
    if following is not None:
        session.caret.pick(following)
        sure = "" if following.score is None else f" {following.score:.2f}"
        return f"; next: {following.label} {quoted(following.text)}{sure}"
    session.caret.let_go()
    left = len(session.suggestions)
    return f"; {left} more before this" if left else "; no suggestion is left here"
