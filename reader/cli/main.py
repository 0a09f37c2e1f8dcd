"""Which command was meant, and what every command has in common."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NoReturn

from reader import __version__
from reader.cli.crash import crashed, install_hooks
from reader.cli.ending import Ending, let_go_of_streams
from reader.cli.talk import say
from reader.core.errors import ReaderError

if TYPE_CHECKING:
    from reader.corpus.reading import Reading

ALL_ANSWERS = "for Prodigy: also what was rejected or skipped"

EXAMPLES = """\
commands:
  tag place /Nagorno-Karabakh/                     whole words, where nothing is tagged; "words", flags i and p
  relabel actor place where text = "Moscow"
  delete figure where length > 5 words
  list claim where contains figure
  flag, unflag, note SPANS "…"; accept and refuse for suggestions; * stands for every label
conditions, with and, or, not, ( ):
  text, note, annotator, article   = != ~ /expression/ contains like
  length (chars, words), score, created, updated   = != < <= > >=
  label, status   = !=;   flag, note;   contains, inside, overlaps LABEL"""

TROUBLE = 2
"""The exit code when nothing could be done; the reason is one sentence on standard error."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    with Ending() as ending:
        if arguments is None:
            # The process is ours alone.
            install_hooks(ending.fail)
        code = _run(given, ending)
        if ending.error is not None and not code:
            code = crashed(ending.error)
    let_go_of_streams()
    return ending.code or code


def _run(given: Sequence[str], ending: Ending) -> int:
    command = given[0] if given and given[0] in COMMANDS else None
    try:
        return COMMANDS[command](given[1:]) if command else _open(given, ending)
    except ReaderError as error:
        say(f"reader: {error}.")
        return TROUBLE
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 0
    except Exception as error:  # noqa: BLE001 - whatever it is, Python's own words would reach the terminal as they are
        return crashed(error)


class Parser(argparse.ArgumentParser):
    """Argparse with one sentence for an error and, where a person reads it, a coloured help."""

    def error(self, message: str) -> NoReturn:
        """Leave with the sentence; every character in it is shown, none acts."""
        say(f"reader: {message}. See {self.prog} --help.")
        raise SystemExit(TROUBLE)


def parser(prog: str, description: str, epilog: str | None = None) -> Parser:
    """A parser with what every command takes."""
    made = Parser(prog=prog, description=description, epilog=epilog, formatter_class=_formatter)
    made.add_argument(
        "path", nargs="?", metavar="PATH", help="a folder of .txt and .md articles, one article, or a table"
    )
    _add_common(made)
    return made


def _add_common(made: Parser) -> None:
    """What every command takes that reads articles."""
    made.add_argument(
        "--store", metavar="FILE", help="the annotations file (default: annotations.json beside the articles)"
    )
    made.add_argument(
        "--encoding", metavar="NAME", help="of articles that are not UTF-8 and do not say theirs, such as windows-1252"
    )
    made.add_argument("--follow", action="store_true", help="follow links to folders, and links out of the folder")
    # The numbers stand here as well, for the help: what they belong to is imported with the articles.
    for what, usual in (("bytes", "100,000,000"), ("lines", "2,000,000")):
        text = f"the most {what} an article may have (default: {usual}; 0: no limit)"
        made.add_argument(f"--max-{what}", metavar="N", type=int, help=text)
    text = "the most bytes that may come out of a packed table (default: 4,000,000,000; 0: no limit)"
    made.add_argument("--max-unpacked", metavar="N", type=int, help=text)
    made.add_argument("--text-column", metavar="NAME", help="of a table: what holds the texts (default: text)")
    made.add_argument(
        "--id-column", metavar="NAME", help="of a table: what holds the ids (default: id, if there is one)"
    )


def _reading(options: argparse.Namespace) -> Reading:
    from reader.corpus.reading import reading

    return reading(
        options.encoding,
        options.follow,
        options.max_bytes,
        options.max_lines,
        options.max_unpacked,
        options.text_column,
        options.id_column,
    )


def _formatter(prog: str) -> argparse.HelpFormatter:
    # Imported when help is asked for: it costs more than everything else that --version does.
    from rich_argparse import RawDescriptionRichHelpFormatter

    return RawDescriptionRichHelpFormatter(prog, max_help_position=26)


def _open(given: Sequence[str], ending: Ending) -> int:
    made = parser(
        "reader",
        "Close reading in the terminal: tag spans of articles from the keyboard.\n"
        "Without PATH: the articles of the current folder, else the samples.",
        "To write the spans as training data: reader export --help\n"
        "To tag, change or list spans by a command: reader edit --help\n"
        "Your own keys: keymap.toml in the folder of the configuration, ~/.config/close-reader on Linux",
    )
    made.add_argument(
        "--annotator", metavar="NAME", help="the name written into your annotations (default: your login)"
    )
    made.add_argument(
        "--theme", metavar="NAME", help="dark, light, ansi (the terminal's own colours), or any theme of Textual"
    )
    made.add_argument(
        "--read-only", action="store_true", help="look at articles and spans, also while another reader has them open"
    )
    made.add_argument("--version", action="store_true", help="show the version and leave")
    options = made.parse_args(given)
    if options.version:
        # Not argparse's own action: that one imports the formatter of the help.
        sys.stdout.write(f"reader {__version__}\n")
        return 0
    # What a start makes stays: looking through it for garbage, several times over, costs a tenth of the start. The
    # app turns the collector on again when its screen stands.
    gc.disable()
    from reader.cli.opening import open_app

    return open_app(
        options.path,
        options.store,
        options.annotator,
        options.theme,
        _reading(options),
        read_only=options.read_only,
        ending=ending,
    )


def _export(given: Sequence[str]) -> int:
    from reader.cli.exporting import export
    from reader.formats import MODULES

    made = parser(
        "reader export",
        "Write articles with their spans as training data.",
        "What each format keeps and loses: reader formats",
    )
    made.add_argument("--format", choices=MODULES, default="jsonl", help="how to write them (default: jsonl)")
    made.add_argument("--output", metavar="PLACE", help="the file or folder to write (default: standard output)")
    made.add_argument("--status", choices=("open", "done"), help="only articles with this status")
    made.add_argument("--labels", metavar="A,B", help="only spans with these labels")
    made.add_argument("--annotator", metavar="A,B", help="only spans of these annotators")
    made.add_argument("--dry-run", action="store_true", help="only say what would be written, and what would be lost")
    made.add_argument("--lossy", action="store_true", help="write although the format loses spans")
    made.add_argument("--force", action="store_true", help="replace a folder that is there")
    _add_writing(made)
    options = made.parse_args(given)
    return export(options, _reading(options))


def _add_writing(made: Parser) -> None:
    """What may be said about how a format is written; each format takes what means something to it."""
    _add_offsets(made)
    made.add_argument("--flatten", choices=("outermost", "innermost"), help="which span stays where only one fits")
    made.add_argument("--scheme", choices=("IOB2", "BIOES"), default="IOB2", help="the tags of tokens (default: IOB2)")
    made.add_argument("--ents", action="store_true", help="for spaCy: doc.ents instead of doc.spans")
    made.add_argument("--spreadsheet", action="store_true", help="for CSV: safe to be opened in a spreadsheet")
    made.add_argument("--split", metavar="80/10/10", help="percentages of train, dev and test, by article")
    made.add_argument("--seed", type=int, default=0, help="what the split is drawn with (default: 0)")


def _add_offsets(made: Parser) -> None:
    made.add_argument(
        "--offsets", choices=("codepoint", "utf16", "grapheme"), help="what offsets count, where one may choose"
    )


def _add_reading(made: Parser) -> None:
    """What may be said about how a format is read."""
    _add_offsets(made)
    made.add_argument("--all-answers", action="store_true", help=ALL_ANSWERS)


def _import(given: Sequence[str]) -> int:
    from reader.cli.importing import import_
    from reader.formats import MODULES

    made = Parser(
        prog="reader import",
        description="Put articles and spans of other tools into a folder of articles. Nothing is overwritten.",
        formatter_class=_formatter,
    )
    made.add_argument("files", nargs="+", metavar="FILE", help="files or folders of other tools")
    made.add_argument("--format", choices=MODULES, help="how they are written (default: by their looks)")
    made.add_argument("--into", metavar="PATH", default=".", help="the folder of articles (default: the current one)")
    made.add_argument("--annotator", metavar="NAME", default="", help="whose spans they are, unless the file says it")
    made.add_argument("--as-suggestions", action="store_true", help="offer the spans only: each is to be accepted")
    _add_reading(made)
    _add_common(made)
    options = made.parse_args(given)
    return import_(options, _reading(options), options.annotator)


def _convert(given: Sequence[str]) -> int:
    from reader.cli.importing import convert
    from reader.formats import MODULES

    made = Parser(
        prog="reader convert",
        description="Write what a file of one tool says as another reads it.",
        formatter_class=_formatter,
    )
    made.add_argument("file", metavar="IN", help="a file or folder of another tool")
    made.add_argument("output", metavar="OUT", help="the file or folder to write; - for standard output")
    made.add_argument("--from", dest="source", choices=MODULES, help="how IN is written (default: by its looks)")
    made.add_argument("--to", dest="format", choices=MODULES, required=True, help="how to write OUT")
    made.add_argument("--lossy", action="store_true", help="write although the format loses spans")
    made.add_argument("--force", action="store_true", help="replace a folder that is there")
    _add_writing(made)
    made.add_argument("--all-answers", action="store_true", help=ALL_ANSWERS)
    return convert(made.parse_args(given))


def _edit(given: Sequence[str]) -> int:
    from reader.cli import places
    from reader.cli.editing import edit
    from reader.cli.opening import login
    from reader.store.config import read_config

    made = parser(
        "reader edit",
        "Tag, relabel, delete, flag, note or list spans of all articles by a command. What it does is shown first.",
        EXAMPLES,
    )
    made.add_argument("command", metavar="COMMAND", help="what is to be done, in quotation marks")
    made.add_argument("--annotator", metavar="NAME", help="the name written into new spans (default: your login)")
    made.add_argument("--yes", action="store_true", help="do it without asking")
    made.add_argument("--dry-run", action="store_true", help="only show what would be done")
    made.add_argument("--json", action="store_true", help="a line of JSON for each span, and one with the counts")
    options = made.parse_args(given)
    config = read_config(places.config_file())
    return edit(options, _reading(options), lambda: options.annotator or config.annotator or login())


def _formats(given: Sequence[str]) -> int:
    from reader.formats import formats

    Parser(prog="reader formats", description="List the formats, and what each keeps and loses.").parse_args(given)
    for form in formats():
        ways = " and ".join(way for way, there in (("export", form.dump), ("import", form.load)) if there is not None)
        extra = f" Needs: pip install 'close-reader[{form.extra}]'" if form.extra else ""
        loses = f" Loses {form.loses}." if form.loses else ""
        sys.stdout.write(f"{form.name:14}{ways}: {form.title}. Keeps {form.keeps}.{loses}{extra}\n")
    return 0


COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "export": _export,
    "import": _import,
    "convert": _convert,
    "edit": _edit,
    "formats": _formats,
}
"""The commands other than opening; a folder of the same name is opened as `./export`."""
