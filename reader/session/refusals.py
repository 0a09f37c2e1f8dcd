"""What a person refused in this project, now and before."""

from __future__ import annotations

from collections.abc import Iterable

from reader.core.refusal import Refusal
from reader.session.saving import Saving


class Refusals:
    """A set that is kept: each change is in memory at once and on disk soon. Any thread may look, one may change."""

    def __init__(self, kept: Iterable[Refusal], saving: Saving) -> None:
        self._refused = set(kept)
        self._saving = saving

    def __len__(self) -> int:
        return len(self._refused)

    def __contains__(self, refusal: object) -> bool:
        return refusal in self._refused

    def refuse(self, refusal: Refusal) -> None:
        """Never offer it again."""
        self._refused.add(refusal)
        self._saving.put_refusal(refusal, stands=True)

    def allow(self, refusal: Refusal) -> None:
        """Offer it again after all."""
        self._refused.discard(refusal)
        self._saving.put_refusal(refusal, stands=False)
