"""Looking for a string in every article of the corpus, to tag it there: the long part, which runs beside the keys."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from time import monotonic
from typing import NamedTuple

from reader.core.annotations import Annotations
from reader.core.article import Article
from reader.core.errors import DecodingError, StoreError
from reader.core.refusal import Refusal
from reader.core.span import Span
from reader.session.everywhere import occurrences
from reader.session.session import Session
from reader.session.work import PACE

AROUND = 80
"""Code points kept on either side of an occurrence; no row shows more."""


class Wanted(NamedTuple):
    """What is to be tagged wherever it stands."""

    string: str
    """The words, one blank for any blanks."""
    label: str
    """The name of the label to give them."""


class Hit(NamedTuple):
    """One place where it stands. The text of its article is not kept: there may be 100,000 of them."""

    article: int
    """The article's place in the list."""
    span: Span
    """Where in the article's text."""
    before: str
    """The text before it, at most `AROUND` code points."""
    text: str
    """The words themselves, as they stand there."""
    after: str
    """The text behind it, at most `AROUND` code points."""
    why: str
    """Why it would not be tagged; empty when it would."""


class Batch(NamedTuple):
    """What a search found since it told last."""

    searched: int
    """How many articles it has looked through in all."""
    hits: list[Hit]
    """What was found, in the order of the list and of the texts."""
    refused: int
    """How many more there were that had been refused before; they are not among the hits."""
    unreadable: int
    """How many articles could not be read."""


def wanted(session: Session, label_name: str) -> Wanted | None:
    """What the label's key would take here; None when there is nothing."""
    proposal = None if session.trouble else session.scene.propose(session.labels[label_name])
    words = proposal.span.of(session.article.text).split() if proposal is not None else []
    return Wanted(" ".join(words), label_name) if words else None


def refusal_of(asked: Wanted, article_id: str, hit: Hit) -> Refusal:
    """What it means to refuse a hit."""
    around = f"{hit.before}\0{hit.text}\0{hit.after}"
    digest = hashlib.sha256(around.encode(errors="surrogatepass")).hexdigest()
    return Refusal(asked.string, asked.label, article_id, hit.span.start, digest)


def search(session: Session, asked: Wanted) -> Iterator[Batch]:
    """Look through all articles, and tell every `PACE` seconds and at the end.

    Made for a thread of its own, and to be left whenever one likes: it changes nothing in the session or the corpus.
    """
    longest = max(asked.string.split(), key=len)
    hits: list[Hit] = []
    refused = unreadable = 0
    told = monotonic()
    for index, identity in enumerate(session.corpus.ids):
        try:
            article = session.corpus.read(index)
            found = list(_hits(session, asked, index, article)) if longest in article.text else []
        except (DecodingError, StoreError):
            unreadable += 1
        else:
            offered = [hit for hit in found if refusal_of(asked, identity, hit) not in session.refusals]
            refused += len(found) - len(offered)
            hits += offered
        if monotonic() - told >= PACE:
            yield Batch(index + 1, hits, refused, unreadable)
            hits, refused, unreadable, told = [], 0, 0, monotonic()
    yield Batch(len(session.corpus), hits, refused, unreadable)


def _hits(session: Session, asked: Wanted, index: int, article: Article) -> Iterator[Hit]:
    text, annotations = article.text, session.records.held(article).annotations
    for span, why in occurrences(text, asked.string, annotations, session.labels):
        before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
        reason = _tagged(session, asked, span, annotations) if why == "tagged already" else why
        yield Hit(index, span, before, span.of(text), after, reason)


def _tagged(session: Session, asked: Wanted, span: Span, annotations: Annotations) -> str:
    """Which label stands in the way."""
    if annotations.has(span, asked.label):
        return f"{asked.label} already"
    return next(f"tagged {a.label}" for a in annotations.overlapping(span) if not session.labels.is_long(a.label))
