"""Reading files of others, whatever happens to them meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from reader.core.errors import DecodingError, FormatError
from reader.corpus.corpus import Corpus
from reader.formats.format import Fault, Format, Loaded, Options, Source


def loaded_of(form: Format, source: Source, options: Options) -> Iterator[Loaded | Fault]:
    """What a file or folder of a format holds. Raises FormatError, also when a file cannot be read."""
    if form.load is None:
        raise FormatError(f"{form.name} can be written, but not read")
    try:
        yield from form.load(source, options)
    except OSError as error:
        raise FormatError(f"{error.filename or 'The file'} cannot be read: {error.strerror or error}") from error


def text_at_hand(corpus: Corpus, name: str) -> str | None:
    """The text of an article by its id, or by its name without the end; None when there is none that can be read."""
    for identity in (name, f"{name}.txt", f"{name}.md"):
        index = corpus.index(identity)
        if index is not None:
            try:
                return corpus.article(index).text
            except DecodingError:
                return None
    return None
