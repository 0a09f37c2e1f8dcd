"""Files with a CAS each, read one after the other: what JSON and XMI have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reader.core.errors import FormatError
from reader.formats.format import Fault, Loaded, Source
from reader.formats.jsonlines import fault
from reader.formats.uima.model import LARGEST, Cas, loaded


def articles(source: Source, suffix: str, read: Callable[[bytes], Cas]) -> Iterator[Loaded | Fault]:
    """An article a file that ends so; a single file may be called anything. `read` raises FormatError."""
    for name in source.names:
        if name.endswith(suffix) or len(source.names) == 1:
            yield _article(source, name, suffix, read)


def _article(source: Source, name: str, suffix: str, read: Callable[[bytes], Cas]) -> Loaded | Fault:
    data = b""
    try:
        with source.open(name) as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            return fault(name, f"it is larger than {LARGEST // 1024**2} MB", data)
        return loaded(name, suffix, read(data))
    except (FormatError, ValueError, LookupError) as error:
        return fault(name, str(error), data)
    except OSError as error:
        return Fault(name, f"it cannot be read: {error.strerror}")
