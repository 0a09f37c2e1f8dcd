"""What a person refused in this project, now and before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reader.core.refusal import Refusal


class Refusals:
    """A set that is kept: each change is in memory at once and on disk soon. Any thread may look, one may change."""

    def __init__(self, kept: Iterable[Refusal], keep: Callable[[Refusal, bool], None]) -> None:
        """`keep` has a change written: something was refused (True), or it was not after all."""
        self._refused = set(kept)
        self._keep = keep

    def __len__(self) -> int:
        return len(self._refused)

    def __iter__(self) -> Iterator[Refusal]:
        return iter(list(self._refused))

    def __contains__(self, refusal: object) -> bool:
        return refusal in self._refused

    def refuse(self, refusal: Refusal) -> None:
        """Never offer it again."""
        self._refused.add(refusal)
        self._keep(refusal, True)

    def allow(self, refusal: Refusal) -> None:
        """Offer it again after all."""
        self._refused.discard(refusal)
        self._keep(refusal, False)
