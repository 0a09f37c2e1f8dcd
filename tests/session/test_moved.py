"""Articles that were renamed or moved are recognised by their text."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from reader.session.moved import Known, renamed

TEXTS = st.text(max_size=4)


class Folder:
    """Files in memory, which remember what was read of them."""

    def __init__(self, texts: dict[str, str], encoding: str = "utf-8") -> None:
        self.texts = texts
        self.encoding = encoding
        self.read: list[str] = []

    @property
    def sizes(self) -> list[tuple[str, int]]:
        """Each file with its size in bytes."""
        return [(name, len(text.encode(self.encoding))) for name, text in self.texts.items()]

    def digest(self, name: str) -> str:
        """The digest of a text."""
        self.read.append(name)
        return digest(self.texts[name])


def digest(text: str) -> str:
    """The digest of a text, as articles have it."""
    return hashlib.sha256(text.encode()).hexdigest()


def known(**texts: str) -> dict[str, Known]:
    """What the store knows of some articles."""
    return {name: Known(digest(text), len(text)) for name, text in texts.items()}


def test_a_renamed_file_is_recognised_and_no_other_is_read() -> None:
    """Only what may be it by its size is read."""
    folder = Folder({"new.txt": "The war.", "long.txt": "x" * 100, "short.txt": "x", "same size.txt": "The was."})

    found = renamed(known(old="The war."), folder.sizes, folder.digest)

    assert found.ids == {"old": "new.txt"}
    assert found.undecided == {}
    assert folder.read == ["new.txt", "same size.txt"]


def test_nothing_is_read_when_nothing_is_missing() -> None:
    """A folder of strangers is no reason to read them; they are not even counted."""
    folder = Folder({"new.txt": "The war."})
    strangers = iter(folder.sizes)

    found = renamed({}, strangers, folder.digest)

    assert (found.ids, folder.read) == ({}, [])
    assert next(strangers, None) is not None


def test_two_files_with_the_text_are_not_decided() -> None:
    """Nor are two articles of the store with the text of one file."""
    folder = Folder({"one.txt": "The war.", "two.txt": "The war.", "three.txt": "Peace."})

    found = renamed(known(old="The war.", this="Peace.", that="Peace."), folder.sizes, folder.digest)

    assert found.ids == {}
    assert found.undecided == {"old": ("one.txt", "two.txt"), "this": ("three.txt",), "that": ("three.txt",)}


def test_what_is_no_text_is_passed_over() -> None:
    """A file that cannot be decoded is nobody's."""
    assert renamed(known(old="The war."), [("new.txt", 8)], lambda _name: None).ids == {}


@given(st.dictionaries(st.sampled_from("abcdef"), TEXTS), st.dictionaries(st.sampled_from("uvwxyz"), TEXTS),
       st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))  # fmt: skip
def test_only_the_same_text_is_paired_and_each_file_once(
    old: dict[str, str], new: dict[str, str], encoding: str
) -> None:
    """However the file is encoded, whatever else there is: a text that is there once before and after is found."""
    folder = Folder(new, encoding)

    found = renamed(known(**old), folder.sizes, folder.digest)

    before, after = list(old.values()), list(new.values())
    assert found.ids == {
        o: n for o, text in old.items() for n, other in new.items()
        if text == other and before.count(text) == after.count(text) == 1
    }  # fmt: skip
    assert not found.ids.keys() & found.undecided.keys()
