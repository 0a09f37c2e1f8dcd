"""What is written, given to be read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO

from reader.formats.format import Entry, Fault, Format, Loaded, Options, Source


def files(form: Format, given_ones: Iterable[Entry], options: Options | None = None) -> dict[str, bytes]:
    """What a format writes, by path; its pieces come in order and not mixed."""
    assert form.dump is not None
    written: dict[str, bytes] = {}
    last = None
    for path, data in form.dump(given_ones, options or Options()):
        assert path == last or path not in written
        written[path] = written.get(path, b"") + data
        last = path
    return written


def source(written: Mapping[str, bytes]) -> Source:
    """Files held in memory."""
    return Source(sorted(written), lambda name: BytesIO(written[name]))


def loaded(form: Format, written: Mapping[str, bytes], options: Options | None = None) -> list[Loaded | Fault]:
    """What a format reads from files held in memory."""
    assert form.load is not None
    return list(form.load(source(written), options or Options()))
