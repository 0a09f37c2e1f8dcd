"""What changed between versions of the state file: one small function from each version to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from reader.core.errors import StoreError
from reader.store.records import SCHEMA

Tables = dict[str, dict[str, Any]]
"""What TinyDB keeps: table name -> document id -> document."""


class NewerError(StoreError):
    """A newer reader wrote this: nothing of it may be touched."""


def with_context(tables: Tables) -> Tables:
    """From 1 to 2: annotations have the text around them. An old store does not know it, so it is empty."""
    articles = {
        number: {**document, "annotations": [{"before": "", "after": "", **item} for item in document["annotations"]]}
        if isinstance(document.get("annotations"), list)
        else document
        for number, document in tables.get("articles", {}).items()
    }
    return {**tables, "articles": articles}


def with_suggestions(tables: Tables) -> Tables:
    """From 2 to 3: articles may have suggestions. An old store has none."""
    return tables


MIGRATIONS: Sequence[Callable[[Tables], Tables]] = (with_context, with_suggestions)
"""The first is from version 1 to version 2, and so on. Each is given what the one before it returned."""


def migrated(tables: Tables, name: str) -> tuple[Tables, int]:
    """Tables in the newest version, and the version they had; `name` is the file's, for errors.

    Raises StoreError for a version that is newer than any known here, or none, and for documents that cannot be read.
    """
    versions = [meta.get("schema") for meta in tables.get("meta", {}).values() if isinstance(meta, dict)]
    # Without articles and without a version it is an empty file of TinyDB's.
    version = versions[0] if versions else 1
    if not isinstance(version, int) or version < 1:
        raise StoreError(f"{name} says that it is of schema {version!r}, and there is none")
    if version > SCHEMA:
        raise NewerError(
            f"{name} was written by a newer reader (schema {version}; this one knows {SCHEMA}). "
            "It was left as it is; update close-reader to open it"
        )
    try:
        for step in MIGRATIONS[version - 1 :]:
            tables = step(tables)
    except (AttributeError, KeyError, TypeError) as error:
        raise StoreError(f"{name} is no store of version {version}: {error!r}") from error
    return tables, version
