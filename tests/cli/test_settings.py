"""What files set: after the command line, the project before the person; each fault is one sentence."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from reader.cli import places
from reader.cli.asked import table_of, theme_of
from reader.cli.opening import _set
from reader.core.errors import ReaderError
from reader.corpus.reading import Reading
from reader.resources import folder
from reader.session.session import Session
from reader.store.desk import Desk
from reader.store.keymap import read_keymap
from tests.cli.conftest import Ran
from tests.cli.test_export import spans, tag
from tests.conftest import OpenSession


@pytest.fixture
def project(corpus_folder: Path) -> Path:
    """The project file beside the samples, empty."""
    path = corpus_folder / "reader.toml"
    path.touch()
    return path


@pytest.mark.parametrize("name", ["annotator", "theme", "determiner"])
def test_the_project_comes_before_the_person(project: Path, config: Path, name: str) -> None:
    """Of what neither says nothing is known."""
    values = ["with", "learnt"]

    def said() -> object:
        return places.found(str(project.parent), None).settings.value(name)

    assert said() is None
    config.write_text(f'{name} = "{values[0]}"')
    assert said() == values[0]
    project.write_text(f'{name} = "{values[1]}"')
    assert said() == values[1]


@pytest.mark.parametrize(
    ("said", "options", "expected"),
    [
        ("", (), ["claim", "place"]),
        ('labels = ["claim"]', (), ["claim"]),
        ('labels = ["claim"]', ("--labels", "place"), ["place"]),
        ('annotator = ["ann"]\nstatus = "open"', (), ["claim"]),
        ('status = "done"', (), []),
        ('status = "done"', ("--status", "open"), ["claim", "place"]),
    ],
)
def test_an_export_does_what_the_project_says(
    open_session: OpenSession, project: Path, ran: Ran, said: str, options: tuple[str, ...], expected: list[str]
) -> None:
    """Unless the command line says otherwise."""
    session = open_session()
    tag(session, "ann", (0, 222, "claim"))
    tag(session, "ben", (128, 134, "place"))
    session.close()
    project.write_text(f"[export]\n{said}\n")

    done = ran("export", project.parent, *options)

    assert [label for label, _ in spans(done.out)] == expected


def test_the_format_and_its_options_too(project: Path, config: Path, ran: Ran) -> None:
    """Of both files, name by name; a switch can be turned off again."""
    project.write_text('[export]\nformat = "csv"\n')
    config.write_text('[export]\nformat = "md"\nspreadsheet = true\n')

    there, off = ran("export", project.parent), ran("export", project.parent, "--no-spreadsheet")

    assert there.out.startswith("\ufeffarticle")
    assert off.out.startswith("article")


def test_labels_of_a_project_are_in_what_is_exported(open_session: OpenSession, project: Path, ran: Ran) -> None:
    """Its names, glosses and keys; spans with other labels are written as well."""
    session = open_session()
    tag(session, "ann", (0, 9, "place"), (10, 20, "event"))
    session.close()
    project.write_text("[labels.event]\nkey = 'z'\ngloss = 'what happened'\n[labels.date]\nkey = 'd'\n")
    out = project.parent.parent / "out"

    told = ran("export", project.parent, "--format", "chat", "--lossy").out
    page = ran("export", project.parent, "--format", "html").out
    ran("export", project.parent, "--format", "label-studio", "--output", out)
    ran("export", project.parent, "--format", "brat", "--output", f"{out}-brat")

    interface = "".join(path.read_text() for path in out.rglob("*.xml"))
    assert "- event: what happened" in told
    assert "what happened" in page
    assert "something said to be so" not in page
    assert '<Label value="event" hotkey="z"/>' in interface
    assert '<Label value="place"/>' in interface
    assert Path(f"{out}-brat/annotation.conf").read_text().split()[1:4] == ["event", "date", "place"]


def test_statistics_count_the_labels_of_the_project(open_session: OpenSession, project: Path, ran: Ran) -> None:
    """In its order, the others behind them; claims are spans like any other there."""
    session = open_session()
    tag(session, "ann", (0, 9, "place"), (10, 20, "event"))
    session.close()
    project.write_text("[labels.event]\nkey = 'z'\n")

    done = ran("stats", project.parent)

    assert done.code == 0
    assert done.out.index("event") < done.out.index("place")
    assert "claim" not in done.out.partition("strings")[0]


def test_an_import_says_which_labels_the_project_has_not(project: Path, tmp_path: Path, ran: Ran) -> None:
    """They come in all the same."""
    file = tmp_path / "in.jsonl"
    text = (project.parent / "000_6ab15a8d931c05ba.txt").read_text()
    file.write_bytes(orjson.dumps({"text": text, "spans": [{"start": 0, "end": 2, "label": "PER"}]}))

    done = ran("import", file, "--into", project.parent)

    assert done.code == 0
    assert "reader import: 1 span with labels that are not this project's: PER 1.\n" in done.err


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("[labels.a]", "line 1: the label a has no key"),
        ("\nencoding = 'utf-99'", "line 2: There is no text encoding 'utf-99'"),
        ("[export]\nformat = 'pdf'", "line 2: there is no format 'pdf'; there are jsonl, brat"),
        ("[export]\nsplit = '50/20'", "line 2: split '50/20' needs two or three percentages that make 100"),
        ("store = '../a.json'", "line 1: store ../a.json is not below the folder of the articles"),
        ("store = '/tmp/a.json'", "line 1: store /tmp/a.json is not below"),
        ("store = '.'", "line 1: store . is not below"),
        ("\nstore = 'spans/'", "line 2: store spans/ is a folder; name a file"),
        ('store = "a\\u0000b"', "line 1: store holds a character that cannot be shown, U+0000"),
    ],
)
@pytest.mark.parametrize("command", ["export", "import"])
def test_what_is_wrong_is_one_sentence(project: Path, ran: Ran, source: str, sentence: str, command: str) -> None:
    """With file and line, and exit code 2."""
    project.write_text(source)
    (project.parent / "in.jsonl").write_text('{"text": "a", "spans": []}')
    given = (project.parent,) if command == "export" else (project.parent / "in.jsonl", "--into", project.parent)

    done = ran(command, *given)

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"reader: The project file {project}, {sentence}")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("command", ["export", "check", "init", "stats"])
def test_a_link_that_leads_nowhere_is_no_file_that_is_not_there(project: Path, ran: Ran, command: str) -> None:
    """Its labels would be missed otherwise, and nobody would know why."""
    project.unlink()
    project.symlink_to("../shared.toml")

    done = ran(command, project.parent)

    assert (done.code, done.out) == (2, "")
    assert f"The project file {project} is a link to ../shared.toml, which is not there." in done.err
    assert project.is_symlink()


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("\ntheme = 'lihgt'", "line 2: There is no theme 'lihgt'; the nearest names are light"),
        ("preset = 'emacs'", 'line 1: there is no preset "emacs"'),
        ("\n[keys]\n'go.nowhere' = ['z']", 'line 3: there is no command "go.nowhere"'),
        ("[labels.event]\nkey = 'e'", 'line 2: "e" of tag.event is a key of go.sentence'),
    ],
)
@pytest.mark.parametrize("command", ["check", "init"])
def test_what_only_the_app_would_refuse_is_said_by_those_that_guard_a_corpus(
    project: Path, ran: Ran, source: str, sentence: str, command: str
) -> None:
    """With file and line; `reader export`, which needs neither theme nor keys, goes on."""
    project.write_text(source)

    done = ran(command, project.parent)

    assert done.code == 2
    assert f"The project file {project}, {sentence}" in done.err
    assert ran("export", project.parent).code == 0


def test_a_link_does_not_lead_the_store_out(project: Path, tmp_path: Path) -> None:
    """A folder below that is really elsewhere is elsewhere."""
    (tmp_path / "elsewhere").mkdir()
    (project.parent / "inside").symlink_to(tmp_path / "elsewhere")
    project.write_text("store = 'inside/a.json'")

    with pytest.raises(ReaderError, match="is not below the folder of the articles"):
        places.found(str(project.parent), None)


def test_where_the_store_is(project: Path, config: Path) -> None:
    """Below the folder; of a table with its name; what the command line names comes first and may be anywhere."""
    config.write_text('store = ".reader/a.json"')
    table = project.parent / "news.jsonl"
    table.write_text('{"text": "a"}')

    def place(path: Path, store: str | None = None) -> Path:
        return places.find(str(path), store)[1]

    assert place(project.parent) == project.parent / ".reader" / "a.json"
    assert place(table) == project.parent / ".reader" / "news.jsonl.a.json"
    project.write_text("store = 'spans/b.json'")
    assert place(project.parent / "000_6ab15a8d931c05ba.txt") == project.parent / "spans" / "b.json"
    assert place(project.parent, "/x/c.json") == Path("/x/c.json")


def test_what_is_set_for_the_samples_is_in_the_users_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is ever written beside those that are installed."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")

    found = places.found(None, None)

    assert found.corpus.root == folder("seeds")
    assert found.settings.paths[0] == found.store.with_name("reader.toml")
    assert found.store.is_relative_to(tmp_path / "data")


def test_an_encoding_that_is_asked_for_comes_first(project: Path) -> None:
    """Else that of the files holds."""
    project.write_text("encoding = 'windows-1252'")

    assert places.found(str(project.parent), None).corpus.reading.encoding == "cp1252"
    assert places.found(str(project.parent), None, Reading("koi8-r")).corpus.reading.encoding == "koi8-r"


@pytest.mark.parametrize(("said", "advance", "expected"), [("", True, True), ("advance = false", True, False)])
def test_a_session_begins_as_the_files_say(
    project: Path, session: Session, tmp_path: Path, said: str, advance: bool, expected: bool
) -> None:
    """Else as it was left."""
    project.write_text(f"determiner = 'with'\n{said}\n[export]\nseed = 3\n")
    desk = Desk(tmp_path / "desk.json")
    desk.remember_advance(advance)

    _set(session, places.found(str(project.parent), None).settings, desk)

    assert session.advance is expected
    assert session.memory.with_determiner
    assert session.exports == {"seed": 3}


def test_the_theme_of_a_file_is_said_with_its_line(project: Path) -> None:
    """One that is asked for comes first, and what is remembered last."""
    project.write_text("\ntheme = 'lihgt'")
    settings = places.found(str(project.parent), None).settings
    known = ["reader-dark", "reader-light", "nord"]

    assert theme_of("dark", settings, "nord", known) == "reader-dark"
    with pytest.raises(
        ReaderError, match=r"reader.toml, line 2: There is no theme 'lihgt'; the nearest names are light"
    ):
        theme_of(None, settings, "nord", known)


def test_keys_of_a_project_are_checked_with_those_of_the_person(project: Path, tmp_path: Path) -> None:
    """The project's first, the person's over them; then each label has to have its own."""
    project.write_text("[labels.event]\nkey = 'e'\n")
    keymap = tmp_path / "keymap.toml"
    keymap.write_text('[keys]\n"go.sentence" = [")"]\n')

    def table(person: Path | None) -> dict[str, tuple[str, ...]]:
        settings = places.found(str(project.parent), None).settings
        return {c.id: c.keys for c in table_of(settings, read_keymap(person) if person else None)}

    with pytest.raises(
        ReaderError, match=r'reader.toml, line 2: "e" of tag.event is a key of go.sentence; take another'
    ):
        table(None)
    assert table(keymap)["tag.event"] == ("e",)
    project.write_text('preset = "arrows"\n[labels.event]\nkey = "e"\n')
    assert table(None)["tag.all.event"] == ("E",)
