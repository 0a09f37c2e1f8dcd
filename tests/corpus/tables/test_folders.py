"""Folders of tables, as Hugging Face writes them; and folders that stay what they are."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from reader.core.errors import CorpusError, DecodingError
from reader.corpus.corpus import open_corpus
from reader.corpus.reading import Reading
from tests.corpus.tables.test_tables import lines, trouble


def write(place: Path, groups: int = 100, **columns: object) -> None:
    """Write a Parquet file."""
    place.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(pa.table(columns), place, row_group_size=groups)


def test_a_dataset(tmp_path: Path) -> None:
    """Splits by name, shards one after the other, rows counted from 0 as the library counts them; its card is none."""
    (tmp_path / "README.md").write_text("# A dataset")
    write(tmp_path / "data" / "train-00000-of-00002.parquet", text=["a", "b"])
    write(tmp_path / "data" / "train-00001-of-00002.parquet", text=["c"])
    write(tmp_path / "data" / "test-00000-of-00001.parquet", text=["d"])

    corpus = open_corpus(tmp_path)

    assert list(corpus.ids) == ["test/0", "train/0", "train/1", "train/2"]
    assert [corpus.article(i).text for i in range(4)] == ["d", "a", "b", "c"]
    assert [corpus.index(name) for name in ("train/2", "train/3", "x/0", "test/00", "test/row 1")] == [3, *[None] * 4]


def test_tables_with_ids(tmp_path: Path) -> None:
    """They keep them behind the name of the split; the same id in two splits is two articles."""
    (tmp_path / "train.jsonl").write_bytes(lines({"id": 1, "text": "a"}, {"text": "b"}))
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "test.csv").write_bytes(b"id,text\n1,c\n")

    corpus = open_corpus(tmp_path)

    assert list(corpus.ids) == ["en/test/1", "train/1", "train/row 2"]
    assert [corpus.index(identity) for identity in corpus.ids] == [0, 1, 2]


def test_a_folder_of_articles_stays_one(tmp_path: Path) -> None:
    """Tables in it are no articles, and what the tool itself writes is no table."""
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "t.jsonl").write_bytes(lines({"text": "a"}))
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "README.md").write_text("read me")
    (alone / "annotations.history.jsonl").write_bytes(lines({"text": "a"}))
    (alone / "x.jsonl.refused-1.jsonl").write_bytes(lines({"text": "a"}))

    assert list(open_corpus(tmp_path).ids) == ["a.txt", "alone/README.md"]
    assert list(open_corpus(alone).ids) == ["README.md"]


def test_two_tables_of_one_name(tmp_path: Path) -> None:
    """Their rows would have the same ids: it is asked which is meant."""
    (tmp_path / "t.jsonl").write_bytes(lines({"text": "a"}))
    (tmp_path / "t.csv").write_bytes(b"text\na\n")

    with pytest.raises(CorpusError, match=r"t\.csv and t\.jsonl: open one of them"):
        open_corpus(tmp_path)


def test_links_are_followed_when_asked(tmp_path: Path) -> None:
    """The cache of the Hugging Face hub is made of links out of the folder."""
    (tmp_path / "blob").write_bytes(lines({"text": "a"}))
    folder = tmp_path / "snapshot"
    folder.mkdir()
    (folder / "train.jsonl").symlink_to(tmp_path / "blob")

    with pytest.raises(CorpusError, match="--follow"):
        open_corpus(folder)
    assert open_corpus(folder, reading=Reading(follow=True)).article(0).text == "a"


def test_parquet(tmp_path: Path) -> None:
    """Rows of any row group in any order; ids of whole numbers and text; nulls say so."""
    place = tmp_path / "t.parquet"
    texts = [f"text {number}\r\nü😀" for number in range(1500)]
    write(place, 700, id=list(range(1500)), title=["T"] * 1500, text=[*texts[:-1], None])

    corpus = open_corpus(place)

    order = [0, 1498, 3, 900, 699, 700, 1, 1200, 0]
    assert [corpus.read(index).text for index in order] == [texts[index] for index in order]
    assert (corpus.ids[1200], corpus.index("1200"), corpus.heading(0)) == ("1200", 1200, ("T", ""))
    assert trouble(corpus, 1499) == "row 1500 has empty for 'text', and text is needed"


def test_parquet_ids_that_are_not_all_different(tmp_path: Path) -> None:
    """They are as in any other table."""
    write(tmp_path / "t.parquet", id=["a", None, "a", "row 1", "b"], text=["x"] * 5)

    assert list(open_corpus(tmp_path / "t.parquet").ids) == ["a", "row 2", "row 3", "row 4", "b"]


def test_parquet_that_is_none_or_changes(tmp_path: Path) -> None:
    """Sentences, no other errors."""
    place = tmp_path / "t.parquet"
    place.write_bytes(b"PAR1 nothing of the kind PAR1")
    with pytest.raises(CorpusError, match="cannot be read as Parquet"):
        open_corpus(place)
    write(place, text=["a"] * 1000)
    with pytest.raises(CorpusError, match="--max-unpacked 0"):
        open_corpus(place, reading=Reading(max_unpacked=10))
    write(place, other=["a"])
    with pytest.raises(CorpusError, match="no column text"):
        open_corpus(place)
    write(place, text=[1, 2])
    corpus = open_corpus(place)
    assert "has a number" in trouble(corpus, 0)
    os.truncate(place, 20)
    assert "was changed" in trouble(corpus, 1)


def test_parquet_that_is_damaged_inside(tmp_path: Path) -> None:
    """Rows that cannot be read say so."""
    place = tmp_path / "t.parquet"
    write(place, 50, text=[os.urandom(50).hex() for _ in range(200)])
    data = bytearray(place.read_bytes())
    data[10:2000] = b"\xff" * 1990
    place.write_bytes(data)

    corpus = open_corpus(place)

    with pytest.raises(DecodingError, match="cannot be read"):
        corpus.read(0)
    assert len(corpus.read(199).text) == 100
