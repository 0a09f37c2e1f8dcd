"""Opening tables: which reader each file needs, and how the rows of a folder are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from reader.core.errors import CorpusError, DecodingError
from reader.corpus.files import opened, why_not
from reader.corpus.reading import Reading
from reader.corpus.tables.blocks import Blocks
from reader.corpus.tables.corpus import Tables
from reader.corpus.tables.jsonl import JsonLines
from reader.corpus.tables.names import Names
from reader.corpus.tables.row import Table
from reader.corpus.tables.separated import Separated

SHARD = re.compile(r"-[0-9]+-of-[0-9]+$")
"""How the files of one split end: `train-00000-of-00002.parquet`."""


def open_table(path: Path, reading: Reading) -> Tables:
    """The rows of one file. Raises CorpusError."""
    names = Names()
    # A link that a person names is meant.
    table = _table(path.parent, path, names, reading._replace(follow=True))
    return Tables(path, [(path, table)], [names], reading)


def open_tables(folder: Path, files: Sequence[str], reading: Reading) -> Tables:
    """The rows of several files of a folder: `train/12`, as Hugging Face counts them. Raises CorpusError."""
    splits: dict[str, list[str]] = {}
    for file in files:
        splits.setdefault(_split(file), []).append(file)
    parts: list[tuple[Path, Table]] = []
    names = []
    for split, shards in splits.items():
        if len({_ending(shard) for shard in shards}) > 1:
            raise CorpusError(f"{folder} holds {' and '.join(shards[:2])}: open one of them, they have the same name")
        names.append(Names(f"{split}/", bare=True))
        parts += [(folder / shard, _table(folder, folder / shard, names[-1], reading)) for shard in shards]
    return Tables(folder, parts, names, reading)


def _table(root: Path, path: Path, names: Names, reading: Reading) -> Table:
    opening = partial(opened, root, path, reading)
    ending = _ending(path.name)
    try:
        if ending == ".parquet":
            from reader.corpus.tables.parquet import Parquet  # noqa: PLC0415 - it may not be installed

            return Parquet(path, opening, names, reading)
        blocks = Blocks(path, opening, packed=ending.endswith(".gz"), limit=reading.max_unpacked)
        kind = JsonLines if ending.startswith((".jsonl", ".ndjson")) else Separated
        return kind(blocks, names, reading)
    except OSError as error:
        raise CorpusError(f"{path}: {why_not(path, error)}") from error
    except (CorpusError, DecodingError) as error:
        raise CorpusError(f"{path}: {error}") from error
    except MemoryError as error:
        raise CorpusError(f"{path} has more rows than the memory of this machine can hold") from error


def _split(file: str) -> str:
    """What the rows of a file are called: its path without `data/`, the number of the shard, and the ending."""
    bare = file[: -len(_ending(file))].removeprefix("data/")
    return SHARD.sub("", bare)


def _ending(file: str) -> str:
    name = file.lower()
    packed = ".gz" if name.endswith(".gz") else ""
    return f".{name.removesuffix(packed).rpartition('.')[2]}{packed}"
