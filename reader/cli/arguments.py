"""A parser of a command line whose help reads well, and the arguments that several commands take."""

from __future__ import annotations

import argparse
from typing import NoReturn

from reader.cli.talk import say

TROUBLE = 2
"""The exit code when nothing could be done; the reason is one sentence on standard error."""

PATH = "a folder of .txt and .md articles, one article, or a table"

HELP_AT = 26
"""The column in which an option is explained."""

Group = argparse._ActionsContainer  # noqa: SLF001 - what arguments are added to has no other name
"""What arguments are added to."""


class Parser(argparse.ArgumentParser):
    """Argparse with one sentence for an error, and a help of the same parts for every command."""

    def __init__(self, prog: str, usage: str, does: str, more: str = "", examples: str = "", after: str = "") -> None:
        """`usage` is what stands behind the name, a line for each way; `does` is one line, `more` may be several.

        `examples` and what is said `after` them stand at the end.
        """
        ways = "\n       ".join(f"{prog} {way}" for way in usage.split("\n"))
        parts = (f"Examples:\n{_indented(examples)}" if examples else "", after)
        super().__init__(
            prog,
            ways,
            f"{does}\n{more}".rstrip(),
            "\n\n".join(filter(None, parts)),
            formatter_class=_formatter,
            add_help=False,
        )
        self.does = does
        """What the command does, in one line."""

    def options(self, title: str = "options") -> Group:
        """A part of the help, with this title."""
        return self.add_argument_group(title)

    def add_last(self) -> Group:
        """Add what ends the list of options."""
        group = self.options("help")
        group.add_argument("-h", "--help", action="help", help="show this and leave")
        return group

    def error(self, message: str) -> NoReturn:
        """Leave with the sentence; every character in it is shown, none acts."""
        say(f"reader: {message}. See {self.prog} --help.")
        raise SystemExit(TROUBLE)


def _indented(lines: str) -> str:
    return "\n".join(f"  {line}" for line in lines.split("\n"))


def _formatter(prog: str) -> argparse.HelpFormatter:
    # Imported when help is asked for: it costs more than everything else that --version does.
    from rich_argparse import RawDescriptionRichHelpFormatter

    class Formatter(RawDescriptionRichHelpFormatter):
        # Brackets in a text are brackets.
        text_markup = False
        help_markup = False
        group_name_formatter = str.capitalize

    return Formatter(prog, max_help_position=HELP_AT)


def add_path(made: Parser, without: str = "the articles of the current folder, else the samples") -> Group:
    """The corpus; `without` is what is meant when it is left out. Gives the part for what else has no name."""
    group = made.options("arguments")
    group.add_argument("path", nargs="?", metavar="PATH", help=f"{PATH} (default: {without})")
    return group


def add_articles(made: Parser) -> None:
    """What every command takes that reads articles."""
    group = made.options("articles and annotations")
    group.add_argument(
        "--store", metavar="FILE", help="the annotations file (default: annotations.json beside the articles)"
    )
    group.add_argument(
        "--encoding", metavar="NAME", help="of articles that are not UTF-8 and do not say theirs, such as windows-1252"
    )
    group.add_argument("--follow", action="store_true", help="follow links to folders, and links out of the folder")
    # The numbers stand here as well, for the help: what they belong to is imported with the articles.
    for what, usual in (("bytes", "100,000,000"), ("lines", "2,000,000")):
        text = f"the most {what} an article may have (default: {usual}; 0: no limit)"
        group.add_argument(f"--max-{what}", metavar="N", type=int, help=text)
    text = "the most bytes that may come out of a packed table (default: 4,000,000,000; 0: no limit)"
    group.add_argument("--max-unpacked", metavar="N", type=int, help=text)
    group.add_argument("--text-column", metavar="NAME", help="of a table: what holds the texts (default: text)")
    group.add_argument(
        "--id-column", metavar="NAME", help="of a table: what holds the ids (default: id, if there is one)"
    )


def add_opening(group: Group) -> None:
    """How the app is opened."""
    group.add_argument(
        "--annotator", metavar="NAME", help="the name in your annotations (default: what a file says, else your login)"
    )
    group.add_argument(
        "--theme", metavar="NAME", help="dark, light, ansi (the terminal's own colours), or any theme of Textual"
    )
    group.add_argument("--samples", action="store_true", help="open the two sample articles, to try it out")
    group.add_argument(
        "--read-only", action="store_true", help="look at articles and spans, also while another reader has them open"
    )


def add_status(group: Group) -> None:
    """Which articles, by their status."""
    from reader.core.change import STATUSES

    names = tuple(map(str, STATUSES))
    group.add_argument(
        "--status",
        metavar="STATUS",
        choices=names,
        help=f"only articles with this status: {', '.join(names)}",
    )


def add_writing(made: Parser) -> None:
    """How a format is written; each format takes what means something to it."""
    group = made.options("what some formats let one choose")
    add_offsets(group)
    group.add_argument(
        "--flatten",
        metavar="WHICH",
        choices=("outermost", "innermost"),
        help="which span stays where only one fits: outermost or innermost",
    )
    group.add_argument("--scheme", metavar="TAGS", choices=("IOB2", "BIOES"), help="of tokens: IOB2 (default) or BIOES")
    either = argparse.BooleanOptionalAction
    group.add_argument("--ents", action=either, help="for spaCy: doc.ents instead of doc.spans")
    group.add_argument("--spreadsheet", action=either, help="for CSV: safe to be opened in a spreadsheet")
    group.add_argument("--split", metavar="80/10/10", help="percentages of train, dev and test, by article")
    group.add_argument("--seed", metavar="N", type=int, help="what the split is drawn with (default: 0)")


def add_offsets(group: Group) -> None:
    """What offsets count."""
    group.add_argument(
        "--offsets",
        metavar="UNITS",
        choices=("codepoint", "utf16", "grapheme"),
        help="what offsets count, where one may choose: codepoint, utf16 or grapheme",
    )


def add_answers(group: Group) -> None:
    """Which answers of Prodigy are read."""
    group.add_argument("--all-answers", action="store_true", help="for Prodigy: also what was rejected or skipped")


def add_format(group: Group, option: str, text: str, *, required: bool = False, dest: str = "format") -> None:
    """The name of a format."""
    from reader.formats import MODULES

    group.add_argument(option, dest=dest, metavar="FORMAT", choices=tuple(MODULES), required=required, help=text)
