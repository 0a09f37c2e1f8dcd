"""A store in use, and the hands of somebody else that reach into it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tests.torture.looking import STATE
from tests.torture.steps import TEXTS, Edit, Step, View, after
from tests.torture.subjects import Subject


@dataclass(frozen=True)
class Done:
    """What somebody else did."""

    foreign: tuple[bytes, ...] = ()
    """What they wrote: kept byte for byte somewhere, unless all they added was taken in."""
    added: View = field(default_factory=dict)
    """What they put in."""
    touched: frozenset[str] = frozenset()
    """The ids of what they changed or took away."""
    theirs: View = field(default_factory=dict)
    """What those are in their version."""
    still: Callable[[Path], bool] | None = None
    """Is what they set on the file still so?"""


class Scene(NamedTuple):
    """Where it happens."""

    subject: Subject
    path: Path
    """The store."""
    elsewhere: Path
    """A folder that belongs to somebody else."""
    earlier: dict[str, bytes]
    """The files as they once were, some steps ago."""
    random: Random

    @property
    def history(self) -> Path:
        """The history."""
        return self.path.with_name(self.subject.history)

    def replace(self, data: bytes, file: Path | None = None) -> None:
        """As Syncthing and git do it: a new file in the place of the old one."""
        file = file or self.path
        new = file.with_name(".syncthing.tmp")
        new.write_bytes(data)
        new.replace(file)

    def overwrite(self, data: bytes, file: Path | None = None) -> None:
        """As some editors do it: the same file with other bytes."""
        with (file or self.path).open("r+b") as stream:
            stream.write(data)
            stream.truncate()

    def content(self) -> Any:
        """The state as JSON."""
        return json.loads(self.path.read_bytes())

    def clone(self, steps: int, *, empty: bool = False) -> tuple[Path, View]:
        """The folder as somebody else has it who went on with the tool itself, or began anew; what they added."""
        place = self.elsewhere / f"{self.random.getrandbits(32):x}"
        ignored = shutil.ignore_patterns("*" if empty else ".*")
        shutil.copytree(self.path.parent, place, ignore=ignored)
        handle = self.subject.open(place / STATE)
        added: View = {}
        for number in range(steps):
            tag = number, number + 9, "claim", TEXTS["a.txt"][number : number + 9]
            step = Step((Edit("a.txt", {}, {f"{self.random.getrandbits(64):016x}": tag}),))
            handle.apply(step)
            added = after(added, [step])
        handle.fold()
        handle.close()
        return place / STATE, added


class Place(NamedTuple):
    """An annotation in the JSON of a store."""

    container: Any
    """The list or table it is in."""
    key: Any
    """Its index or key there."""
    article: str

    @property
    def item(self) -> dict[str, Any]:
        """The annotation itself."""
        found: dict[str, Any] = self.container[self.key]
        return found


def places(content: dict[str, Any]) -> Iterator[Place]:
    """Every annotation of a state, with a document for each or for each article."""
    for table in content.values():
        for key, document in list(table.items()):
            if "start" in document and "article" in document and "id" in document:
                yield Place(table, key, document["article"])
            for index in range(len(document.get("annotations", ()))):
                yield Place(document["annotations"], index, document["id"])


def dumped(content: Any) -> bytes:
    """As a program writes it that is not ours."""
    return json.dumps(content, indent=2, ensure_ascii=False).encode()


def link(target: Path, file: Path) -> None:
    """Put a symbolic link in the place of a file."""
    new = file.with_name(".new link")
    new.symlink_to(target)
    os.replace(new, file)  # noqa: PTH105, a link is meant and not what it points to
