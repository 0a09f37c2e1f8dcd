"""What the last keys leave for the next ones."""

from __future__ import annotations

from reader.core.annotation import Annotation
from reader.session.edges import Edge
from reader.session.place import Place


class Gesture:
    """The span just made, the edge that moves, the passage stepped into, the last label, the string searched for."""

    def __init__(self) -> None:
        self.edge: Edge = "end"
        """The edge that edge keys move."""
        self.edged: str = ""
        """What it is an edge of: the id of an annotation, or `selection`."""
        self.inside: Annotation | None = None
        """The passage whose parts `m` and `M` stay among."""
        self.label = ""
        """The label given last."""
        self.query = ""
        """What is searched for."""
        self.keys = 0
        """How many keys were pressed since the last step."""
        self.command = ""
        """The command for spans that was typed last and could not be read."""
        self._made: Annotation | None = None
        self._made_at: Place | None = None

    def made(self, annotation: Annotation, place: Place) -> None:
        """A span was made, and the cursor was left at a place."""
        self._made, self._made_at = annotation, place

    def just_made(self, place: Place) -> Annotation | None:
        """The span just made; None as soon as the cursor was moved since."""
        return self._made if self._made_at is place else None
