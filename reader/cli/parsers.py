"""What each command takes, and how that is explained."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reader.cli.arguments import (
    Group,
    Parser,
    add_answers,
    add_articles,
    add_format,
    add_offsets,
    add_opening,
    add_path,
    add_status,
    add_writing,
)

SHELLS = ("bash", "zsh", "fish")
"""The shells that a completion can be written for."""

OPENING = """\
reader news                 tag the articles of the folder news
reader                      those of the current folder, else the samples
reader news.jsonl           the rows of a table
reader export news --format spacy --output news-spacy"""

MORE = """\
In the app ? shows every key, F2 the guidelines, F4 exports; everything is saved
at once. README.md explains the rest, its section Reference all files, variables
and exit codes. A folder that is called as a command is opened as ./export.
Your own settings, keys: config.toml and keymap.toml in ~/.config/close-reader
Those of a corpus, its labels: reader.toml beside the articles (reader init)"""

LANGUAGE = """\
Commands for spans:
  tag place /Nagorno-Karabakh/       whole words, where nothing is tagged;
                                     "words" as well; flags i (any case) and p
  relabel actor place where text = "Moscow"
  delete figure where length > 5 words
  list claim where contains figure
  flag, unflag, note SPANS "…"; accept, refuse suggestions; * is any label
Conditions, with and, or, not, ( ):
  text, note, annotator, article     = != ~ /expression/ contains like
  length (chars, words), score, created, updated     = != < <= > >=
  label, status     = !=
  flag, note, contains LABEL, inside LABEL, overlaps LABEL

Exit codes: 0 done, 1 something was left out, 2 nothing could be done, 3 nobody
said yes"""


class Opening(Parser):
    """The parser of `reader` itself."""

    commands: Group
    """The part of the help that lists the commands."""

    def format_help(self) -> str:
        """The help, with a line for each command: their parsers are made for it only."""
        self.commands.description = "\n".join(f"{name:9} {made().does}" for name, made in PARSERS.items())
        return super().format_help()


def opening() -> Parser:
    """`reader` itself."""
    made = Opening(
        "reader",
        "[OPTIONS] [PATH]\nCOMMAND [OPTIONS] …",
        "Close reading in the terminal: tag spans of articles from the keyboard.",
        "",
        OPENING,
        MORE,
    )
    made.commands = made.options("commands")
    add_path(made)
    group = made.options()
    add_opening(group)
    add_articles(made)
    last = made.add_last()
    last.add_argument("--completion", metavar="SHELL", choices=SHELLS, help="print completions for bash, zsh or fish")
    # Not argparse's own action: that one imports the formatter of the help.
    last.add_argument("--version", action="store_true", help="show the version and leave")
    return made


def serve() -> Parser:
    """`reader serve`."""
    made = Parser(
        "reader serve",
        "[OPTIONS] [PATH]",
        "Open the app in a browser, at an address that is printed.",
        "It can be reached from this machine only, unless --host says otherwise.\n"
        "It ends with Ctrl+C; everything tagged is saved.",
        "reader serve news\nreader serve news --port 0 --read-only",
        "Needs: pip install 'close-reader[web]'\n\nExit codes: 2 nothing could be served, 128+n ended by signal n",
    )
    add_path(made)
    group = made.options()
    group.add_argument("--port", metavar="N", type=int, default=8000, help="0 for any that is free (default: 8000)")
    group.add_argument(
        "--host", metavar="ADDRESS", default="127.0.0.1", help="where it is reached (default: this machine alone)"
    )
    add_opening(group)
    add_articles(made)
    made.add_last()
    return made


def export() -> Parser:
    """`reader export`."""
    made = Parser(
        "reader export",
        "[OPTIONS] [PATH]",
        "Write articles with their spans as training data.",
        "What a format would lose is said before, and written with --lossy or a yes only.",
        "reader export news > news.jsonl\n"
        "reader export news --format conll --status done --split 80/10/10 --output data\n"
        "reader export news --format gliner --dry-run",
        "Exit codes: 0 all written, 1 something is left out, 2 nothing could be done,\n"
        "3 spans would be lost and nobody said that they may",
    )
    add_path(made)
    group = made.options()
    add_format(group, "--format", "how to write them (default: jsonl): one of those that reader formats lists")
    group.add_argument("--output", metavar="PLACE", help="the file or folder to write (default: standard output)")
    add_status(group)
    group.add_argument("--labels", metavar="A,B", help="only spans with these labels")
    group.add_argument("--annotator", metavar="A,B", help="only spans of these annotators")
    group.add_argument("--dry-run", action="store_true", help="only say what would be written, and what would be lost")
    group.add_argument("--lossy", action="store_true", help="write although the format loses spans")
    group.add_argument("--force", action="store_true", help="replace a folder that is there")
    add_writing(made)
    add_articles(made)
    made.add_last()
    return made


def import_() -> Parser:
    """`reader import`."""
    made = Parser(
        "reader import",
        "[OPTIONS] FILE…",
        "Put articles and spans of other tools into a folder of articles.",
        "Nothing is overwritten, and u in the next session takes all of it back.",
        "reader import project.jsonl --into news\nreader import model.jsonl --into news --as-suggestions",
        "Exit codes: 0 all taken, 1 something was refused and kept beside the file,\n2 nothing could be done",
    )
    made.options("arguments").add_argument(
        "files", nargs="+", metavar="FILE", help="files or folders of other tools, in any format of reader formats"
    )
    group = made.options()
    add_format(group, "--format", "how they are written (default: by their looks)")
    group.add_argument("--into", metavar="PATH", default=".", help="the folder of articles (default: the current one)")
    group.add_argument("--annotator", metavar="NAME", default="", help="whose spans they are, unless the file says it")
    group.add_argument("--as-suggestions", action="store_true", help="offer the spans only: each is to be accepted")
    add_offsets(group)
    add_answers(group)
    add_articles(made)
    made.add_last()
    return made


def convert() -> Parser:
    """`reader convert`."""
    made = Parser(
        "reader convert",
        "[OPTIONS] IN OUT --to FORMAT",
        "Write what a file of one tool says as another reads it.",
        "",
        "reader convert project.json project-spacy --to spacy\nreader convert corpus - --from brat --to jsonl",
        "Exit codes: as of reader import and reader export",
    )
    group = made.options("arguments")
    group.add_argument("file", metavar="IN", help="a file or folder of another tool")
    group.add_argument("output", metavar="OUT", help="the file or folder to write; - for standard output")
    group = made.options()
    add_format(group, "--to", "how to write OUT: one of those that reader formats lists", required=True)
    add_format(group, "--from", "how IN is written (default: by its looks)", dest="source")
    group.add_argument("--lossy", action="store_true", help="write although the format loses spans")
    group.add_argument("--force", action="store_true", help="replace a folder that is there")
    add_answers(group)
    add_writing(made)
    made.add_last()
    return made


def formats() -> Parser:
    """`reader formats`."""
    made = Parser("reader formats", "[OPTIONS]", "List the formats, and what each keeps and loses.")
    made.add_last()
    return made


def edit() -> Parser:
    """`reader edit`."""
    made = Parser(
        "reader edit",
        "[OPTIONS] [PATH] COMMAND",
        "Tag, relabel, delete, note or list spans everywhere by a command.",
        "What it does is shown first, and u in the next session takes it back.",
        "reader edit news 'relabel actor place where text = \"Moscow\"' --dry-run",
        LANGUAGE,
    )
    add_path(made).add_argument("command", metavar="COMMAND", help="what is to be done, in quotation marks")
    group = made.options()
    group.add_argument("--annotator", metavar="NAME", help="the name written into new spans (default: your login)")
    group.add_argument("--yes", action="store_true", help="do it without asking")
    group.add_argument("--dry-run", action="store_true", help="only show what would be done")
    group.add_argument("--json", action="store_true", help="a line of JSON for each span, and one with the counts")
    add_articles(made)
    made.add_last()
    return made


def check() -> Parser:
    """`reader check`."""
    made = Parser(
        "reader check",
        "[OPTIONS] [PATH]",
        "Look for what in a corpus does not agree with itself.",
        "",
        "reader check news\nreader check news --status done --ignore L --format github",
        "Exit codes: 0 nothing found, 1 something found, 2 nothing could be done",
    )
    add_path(made)
    group = made.options()
    group.add_argument("--select", metavar="RULES", action="append", help="only these: ids, or how they begin (E,L201)")
    group.add_argument("--ignore", metavar="RULES", action="append", help="all but these")
    group.add_argument(
        "--format",
        metavar="FORMAT",
        choices=("text", "json", "github"),
        default="text",
        help="how to write it: text (default), json or github",
    )
    add_status(group)
    group.add_argument("--rules", action="store_true", help="list the rules and leave")
    add_articles(made)
    made.add_last()
    return made


def stats() -> Parser:
    """`reader stats`."""
    made = Parser(
        "reader stats",
        "[OPTIONS] [PATH]",
        "Count spans, lengths, strings and the work of each day.",
        "",
        "reader stats news\nreader stats news --output report.html",
        "Exit codes: 0 counted, 2 nothing could be done",
    )
    add_path(made)
    group = made.options()
    shown = group.add_mutually_exclusive_group()
    shown.add_argument("--json", action="store_true", help="as JSON, with every article")
    shown.add_argument("--output", metavar="FILE", help="write a report: a page (.html) or a picture (.svg)")
    add_status(group)
    add_articles(made)
    made.add_last()
    return made


def init() -> Parser:
    """`reader init`."""
    made = Parser(
        "reader init",
        "[OPTIONS] [PATH]",
        "Write reader.toml and guidelines.md, to be changed, beside articles.",
        "All of reader.toml is comments. What is there already is left as it is.",
        "reader init news",
        "Exit codes: 0 written, or there already, 2 nothing could be done",
    )
    made.options("arguments").add_argument(
        "path", nargs="?", metavar="PATH", help="the folder of articles (default: the current one)"
    )
    made.add_last()
    return made


PARSERS: Mapping[str, Callable[[], Parser]] = {
    "export": export,
    "import": import_,
    "convert": convert,
    "formats": formats,
    "edit": edit,
    "check": check,
    "stats": stats,
    "init": init,
    "serve": serve,
}
"""The commands other than opening, in the order they are listed; a folder of the same name is opened as `./export`."""
