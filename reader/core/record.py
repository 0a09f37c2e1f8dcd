"""What is kept of one article: the values that the store writes and the session changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from reader.core.annotation import Annotation
from reader.core.annotations import NO_ANNOTATIONS, Annotations
from reader.core.article import Article
from reader.core.change import Change, Status


@dataclass(frozen=True, slots=True)
class Record:
    """The annotations and the status of one article, with enough of the article to know it again."""

    id: str
    """The article's id."""
    title: str
    """The article's title when last saved."""
    sha256: str
    """The digest of the text the spans were put on."""
    length: int
    """The length of that text in code points."""
    status: Status = "open"
    """How far the work is."""
    note: str = ""
    """A person's remark on the article."""
    flag: bool = False
    """Is the article marked as unsure?"""
    annotations: Annotations = field(default_factory=lambda: NO_ANNOTATIONS)
    """Those whose text stands at their span."""
    encoding: str = ""
    """The encoding that a person named for the file; empty when it says itself what it is."""
    stray: tuple[Annotation, ...] = ()
    """Those that cannot be shown: their text is not at their span, or another has the very same label and span.
    Kept as they are; never drawn, exported or moved."""
    suggestions: Annotations = field(default_factory=lambda: NO_ANNOTATIONS)
    """What sources proposed and nobody has decided: annotations only when a person accepts them, until then never
    counted, remembered or exported. Those whose text stands at their span."""
    adrift: tuple[Annotation, ...] = ()
    """Suggestions whose text does not stand there any more: not shown."""

    @classmethod
    def of(cls, article: Article) -> Record:
        """The record of an article nobody has worked on."""
        return cls(article.id, article.title, article.sha256, len(article), encoding=article.encoding)

    def on(self, article: Article) -> Record:
        """The same record held against the article's text as it is now.

        When the text changed and some do not stand there as they did, it stays a record of the old text (`sha256`,
        `length`), so that they can be found again.
        """
        everything = [*self.annotations, *self.stray]
        text = article.text
        # What `Annotation.stands` says, without a call for each of 100,000.
        fitting = Annotations(
            [
                a
                for a in everything
                if a.span.start >= len(a.before)
                and a.span.end - a.span.start == len(a.text)
                and text.startswith(a.before + a.text + a.after, a.span.start - len(a.before))
            ]
        )
        stray: tuple[Annotation, ...] = ()
        if len(fitting) < len(everything):
            shown = set(fitting)
            stray = tuple(a for a in everything if a not in shown)
        held = replace(self, title=article.title, annotations=fitting, stray=stray)
        if self.suggestions or self.adrift:
            held = held.offering(text, [*self.suggestions, *self.adrift])
        return held if any(not a.stands(text) for a in (*stray, *held.adrift)) else held.of_text(article)

    def offering(self, text: str | None, suggestions: Iterable[Annotation]) -> Record:
        """The same with these suggestions and no others; on this text, those that do not stand there are adrift."""
        everything = list(suggestions)
        offered = Annotations(a for a in everything if text is None or a.stands(text))
        shown = set(offered)
        return replace(self, suggestions=offered, adrift=tuple(a for a in everything if a not in shown))

    def of_text(self, article: Article) -> Record:
        """The same as a record of the text that the article has now: nothing more is to be found again in it."""
        return replace(self, title=article.title, sha256=article.sha256, length=len(article), encoding=article.encoding)

    def aside(self, doubtful: Iterable[Annotation]) -> Record:
        """The same with some that are shown put among the stray ones."""
        gone = set(doubtful).intersection(self.annotations)
        if not gone:
            return self
        shown = Annotations(a for a in self.annotations if a not in gone)
        return replace(self, annotations=shown, stray=tuple(sorted([*self.stray, *gone], key=lambda a: a.order)))

    def changed(self, change: Change, text: str | None = None) -> Record:
        """The record after a change.

        With the text of the article, what the change puts in is stray when it does not stand there: an undo may bring
        back what was on another text.
        """
        annotations, stray = self.annotations, self.stray
        if change.removed or change.added:
            standing = [a for a in change.added if text is None or a.stands(text)]
            annotations = annotations.changed(change.removed, standing)
            stray = self._stray_after(change, annotations)
        after = replace(
            self,
            status=self.status if change.status is None else change.status[1],
            note=self.note if change.note is None else change.note[1],
            flag=self.flag if change.flag is None else change.flag[1],
            annotations=annotations,
            stray=stray,
        )
        if not (change.withdrawn or change.offered):
            return after
        gone = {a.id for a in (*change.withdrawn, *change.offered)}
        left = [a for a in (*self.suggestions, *self.adrift) if a.id not in gone]
        return after.offering(text, [*left, *change.offered])

    def _stray_after(self, change: Change, annotations: Annotations) -> tuple[Annotation, ...]:
        """What is not shown after a change; of the very same label and span only one is."""
        gone = {annotation.id for annotation in change.removed}
        left = tuple(a for a in self.stray if a.id not in gone) if gone and self.stray else self.stray
        away = [a for a in change.added if annotations.find(a.span, a.label) != a]
        return tuple(sorted([*left, *away], key=lambda a: a.order)) if away else left
