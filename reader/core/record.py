"""What is kept of one article: the values that the store writes and the session changes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from reader.core.annotation import Annotation
from reader.core.annotations import Annotations
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
    annotations: Annotations = field(default_factory=Annotations)
    """Those whose text stands at their span."""
    stray: tuple[Annotation, ...] = ()
    """Those that cannot be shown: their text is not at their span, or another has the very same label and span.
    Kept as they are; never drawn, exported or moved."""

    @classmethod
    def of(cls, article: Article) -> Record:
        """The record of an article nobody has worked on."""
        return cls(article.id, article.title, article.sha256, len(article))

    def on(self, article: Article) -> Record:
        """The same record held against the article's text as it is now."""
        everything = [*self.annotations, *self.stray]
        text = article.text
        # What `Annotation.fits` says, without a call for each of 100,000.
        fitting = Annotations([a for a in everything if text[a.span.start : a.span.end] == a.text])
        stray: tuple[Annotation, ...] = ()
        if len(fitting) < len(everything):
            shown = set(fitting)
            stray = tuple(a for a in everything if a not in shown)
        return replace(
            self, title=article.title, sha256=article.sha256, length=len(article), annotations=fitting, stray=stray
        )

    def changed(self, change: Change) -> Record:
        """The record after a change."""
        annotations, stray = self.annotations, self.stray
        if change.removed or change.added:
            annotations = annotations.changed(change.removed, change.added)
        if stray and change.removed:
            gone = {annotation.id for annotation in change.removed}
            stray = tuple(annotation for annotation in stray if annotation.id not in gone)
        return replace(
            self,
            status=self.status if change.status is None else change.status[1],
            note=self.note if change.note is None else change.note[1],
            flag=self.flag if change.flag is None else change.flag[1],
            annotations=annotations,
            stray=stray,
        )
