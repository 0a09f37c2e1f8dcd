"""One command over all articles: what it would do, told article by article, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from reader.core.article import Article
from reader.core.change import Change
from reader.core.errors import DecodingError, StoreError
from reader.core.record import Record
from reader.corpus.corpus import Corpus
from reader.session.commanding.language import Command
from reader.session.commanding.planning import Edit, Planner
from reader.session.wording import in_thousands

EDITED = "its text was edited since: open it first, so that its spans are put where they belong"
"""Why an article is left out whose spans are not all on the words that were tagged."""

PAST = {
    "tag": "tagged",
    "relabel": "relabelled",
    "delete": "deleted",
    "flag": "flagged",
    "unflag": "unflagged",
    "note": "noted",
    "accept": "accepted",
    "refuse": "refused",
    "list": "listed",
}
"""What is said of the spans that a command was for."""

PRESENT = {
    "tag": "tagging",
    "relabel": "relabelling",
    "delete": "deleting",
    "flag": "flagging",
    "unflag": "unflagging",
    "note": "noting",
    "accept": "accepting",
    "refuse": "refusing",
}
"""The same while it is being done."""


class Found(NamedTuple):
    """What a command would do in one article."""

    place: int
    """The article's place in the list."""
    id: str
    """Its id."""
    article: Article | None = None
    """The article; None when it was not read."""
    record: Record | None = None
    """What is kept of it; None when nothing could be told."""
    edits: Sequence[Edit] = ()
    """The spans that the command is for."""
    why: str = ""
    """Why the article is left out; empty when it is not."""


def run(
    planner: Planner,
    corpus: Corpus,
    record_of: Callable[[Article], Record],
    is_known: Callable[[int], bool],
) -> Iterator[Found]:
    """Every article, in the order of the list. Raises SlowError.

    `record_of` gives what is kept of an article, held against its text, or raises StoreError; `is_known` says by its
    place whether anything is kept: of the others only a search for what is to be tagged reads the text.
    """
    for index, identity in enumerate(corpus.ids):
        if planner.command.pattern is None and not is_known(index):
            yield Found(index, identity)
            continue
        try:
            article = corpus.read(index)
            record = record_of(article)
        except (DecodingError, StoreError) as error:
            yield Found(index, identity, why=str(error))
            continue
        if record.sha256 != article.sha256:
            yield Found(index, identity, why=EDITED)
        else:
            yield Found(index, identity, article, record, planner.edits(article, record))


class Tally:
    """Counts what a command would do, or did."""

    def __init__(self, command: Command) -> None:
        self.command = command
        """What was asked for."""
        self.labels: Counter[str] = Counter()
        """How many spans of each label it is for."""
        self.articles: Counter[str] = Counter()
        """How many spans in each article."""
        self.skipped: Counter[str] = Counter()
        """How many spans are left as they are, by the reason."""
        self.left_out: dict[str, str] = {}
        """Why articles are left out, by their ids."""

    def take(self, found: Found) -> None:
        """One more article."""
        if found.why:
            self.left_out[found.id] = found.why
        for edit in found.edits:
            if edit.why:
                self.skipped[edit.why] += 1
            elif edit.shown is not None:
                self.labels[edit.shown.label] += 1
                self.articles[found.id] += 1

    @property
    def spans(self) -> int:
        """How many spans it is for."""
        return self.labels.total()

    def sentence(self, *, done: bool) -> str:
        """`12 spans in 3 articles would be tagged place (left as they are: 2 tagged actor, 1 part of a word)`."""
        command = self.command
        what = in_thousands(self.spans, "suggestion" if command.decides else "span")
        where = f" in {in_thousands(len(self.articles), 'article')}" if self.articles else ""
        label = {"tag": f" {command.target}", "relabel": f" {command.label}"}.get(command.verb, "")
        would = "" if done or not command.changes else "would be "
        parted = ", ".join(f"{name} {many:,}" for name, many in self.labels.most_common())
        by_label = f" ({parted})" if command.verb != "tag" and parted else ""
        skipped = ", ".join(f"{many:,} {why}" for why, many in self.skipped.most_common())
        rest = f"; left as they are: {skipped}" if skipped else ""
        return f"{what}{where} {would}{PAST[command.verb]}{label}{by_label}{rest}"


def changes_of(planner: Planner, found: Found) -> Change | None:
    """What is to be done in an article; None when nothing is."""
    if found.record is None:
        return None
    change = planner.change(found.record, found.edits)
    return None if change == Change(found.id) else change
