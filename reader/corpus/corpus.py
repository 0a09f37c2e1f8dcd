"""Opening a corpus: a folder of articles, one article, a table, or a folder of tables."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from reader.core.errors import CorpusError, NoArticlesError
from reader.corpus.articles import HEAD, KEPT_TEXT, Corpus
from reader.corpus.files import broken_link
from reader.corpus.listing import CARD, Listing, is_table, natural, tables_below
from reader.corpus.reading import BY_THE_RULES, Reading
from reader.disk import kind_of

__all__ = ["HEAD", "KEPT_TEXT", "Corpus", "open_corpus"]


def open_corpus(path: Path, leave_out: Iterable[Path] = (), reading: Reading = BY_THE_RULES) -> Corpus:
    """The corpus of a folder, or of one file in its folder. Hidden files and those of `leave_out` are not in it.

    Raises CorpusError when there is nothing to read, NoArticlesError among them when there is no article.
    """
    kind = _kind(path)
    if not kind and is_table(path.name):
        from reader.corpus.tables.opening import open_table  # noqa: PLC0415 - for those who open a table

        return open_table(path, reading)
    if not kind:
        # A link that a person names is meant.
        return Corpus(path.parent, [path.name], whole=False, reading=reading._replace(follow=True))
    if kind != "a folder":
        raise CorpusError(f"{path} is {kind}; a folder of articles or one text file is needed")
    if not os.access(path, os.R_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
        raise CorpusError(f"The folder {path} cannot be read: permission denied")
    listing = Listing(path, {place.resolve() for place in leave_out}, follow=reading.follow)
    ids = sorted(listing, key=natural)
    if not set(ids) - {CARD} and (found := tables_below(path, follow=reading.follow)):
        from reader.corpus.tables.opening import open_tables  # noqa: PLC0415 - for those who open tables

        return open_tables(path, found, reading)
    if not ids:
        raise NoArticlesError(
            f"The folder {path} holds no articles: no file there ends in .txt or .md, "
            f"and none is a table (.jsonl, .csv, .tsv, .parquet){_others(path)}{_links(listing)}"
        )
    corpus = Corpus(path, ids, reading=reading)
    corpus.unreadable = sorted(listing.unreadable)
    return corpus


def _kind(path: Path) -> str:
    """What there is at a path, links followed; empty for a plain file. Raises CorpusError when there is nothing."""
    try:
        return kind_of(path.stat().st_mode)
    except OSError as error:
        if broken := broken_link(path):
            raise CorpusError(f"{path} is {broken}") from error
        if isinstance(error, FileNotFoundError | NotADirectoryError):
            raise NoArticlesError(f"There is no file or folder {path}") from error
        raise CorpusError(f"{path} cannot be opened: {error.strerror}") from error


def _others(folder: Path) -> str:
    """What is there that is no article, so that a person sees where they are."""
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    return f"; there is {names[0]}{f', and {len(names) - 1} more' if names[1:] else ''}" if names else "; it is empty"


def _links(listing: Listing) -> str:
    if not listing.links:
        return ""
    return f", and links to folders, such as {min(listing.links)}, are walked only with --follow"
