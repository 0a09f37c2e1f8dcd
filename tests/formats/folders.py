"""What a format wrote, as a folder that it can be read from."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping

from reader.formats.format import Fault, Format, Loaded, Options, Piece, Source


def files(pieces: Iterable[Piece]) -> dict[str, bytes]:
    """The files that the pieces make; those of one file have to follow each other."""
    made: dict[str, list[bytes]] = {}
    last = None
    for path, piece in pieces:
        assert path == last or path not in made, "the pieces of a file are mixed with others"
        made.setdefault(path, []).append(piece)
        last = path
    return {path: b"".join(parts) for path, parts in made.items()}


def source(made: Mapping[str, bytes], texts: Mapping[str, str] | None = None) -> Source:
    """The files as something to be read; `texts` are at hand by their names."""
    return Source(sorted(made), lambda name: io.BytesIO(made[name]), (texts or {}).get)


DEFAULTS = Options()


def read(
    form: Format, made: Mapping[str, bytes], texts: Mapping[str, str] | None = None, options: Options = DEFAULTS
) -> list[Loaded]:
    """Every article of some files; no part of them may be a fault."""
    assert form.load is not None
    found = list(form.load(source(made, texts), options))
    assert not [part for part in found if isinstance(part, Fault)], found
    return [part for part in found if isinstance(part, Loaded)]


def faults(form: Format, made: Mapping[str, bytes], options: Options = DEFAULTS) -> list[Fault]:
    """What of some files cannot be read."""
    assert form.load is not None
    return [part for part in form.load(source(made), options) if isinstance(part, Fault)]
