"""Which command was meant."""

from __future__ import annotations

import argparse
import errno
import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from reader import __version__
from reader.cli import parsers
from reader.cli.arguments import TROUBLE
from reader.cli.crash import crashed, install_hooks
from reader.cli.ending import Ending, let_go_of_streams
from reader.cli.printing import print_bytes, print_lines
from reader.cli.talk import say
from reader.core.errors import CorpusError, NoArticlesError, ReaderError

if TYPE_CHECKING:
    from reader.corpus.reading import Reading


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
        if command is None:
            _check_slip(given)
            return _open(parsers.opening().parse_args(given), ending)
        return COMMANDS[command](parsers.PARSERS[command]().parse_args(given[1:]), ending)
    except NoArticlesError as error:
        say(f"reader: {error}.{' To try it out: reader --samples.' if command in (None, 'serve') else ''}")
        return TROUBLE
    except ReaderError as error:
        say(f"reader: {error}.")
        return TROUBLE
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 0
    except Exception as error:  # noqa: BLE001 - whatever it is, Python's own words would reach the terminal as they are
        return TROUBLE if _is_too_long(error) else crashed(error)


def _is_too_long(error: Exception) -> bool:
    """Is it only that no file can have a name that was given? Says so then: nobody looks at every path beforehand."""
    if not (isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG):
        return False
    say(f"reader: {error.filename} is a longer name than can be that of a file or folder. Name another one.")
    return True


def _check_slip(given: Sequence[str]) -> None:
    """Raise CorpusError where the first word is nearly a command and nothing is called so: `reader exprot news`."""
    word = given[0] if given else ""
    if word and not word.startswith("-") and not os.path.lexists(word):
        from difflib import get_close_matches

        if near := get_close_matches(word, COMMANDS, n=1, cutoff=0.75):
            raise CorpusError(f"There is no file or folder {word}. The command nearest to it is {near[0]}")


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


def _open(options: argparse.Namespace, ending: Ending) -> int:
    if options.version:
        print_lines(f"reader {__version__}")
        return 0
    if options.completion:
        from reader.cli.completion import completion

        print_bytes([completion(options.completion).encode()])
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
        samples=options.samples,
        read_only=options.read_only,
        ending=ending,
    )


def _serve(options: argparse.Namespace, ending: Ending) -> int:
    from reader.cli.serving.command import serve

    return serve(options, _reading(options), ending)


def _export(options: argparse.Namespace, _ending: Ending) -> int:
    from reader.cli.exporting import export

    return export(options, _reading(options))


def _import(options: argparse.Namespace, _ending: Ending) -> int:
    from reader.cli.importing import import_

    return import_(options, _reading(options), options.annotator)


def _convert(options: argparse.Namespace, _ending: Ending) -> int:
    from reader.cli.importing import convert

    return convert(options)


def _init(options: argparse.Namespace, _ending: Ending) -> int:
    from reader.cli.init import init

    return init(options.path)


def _edit(options: argparse.Namespace, _ending: Ending) -> int:
    from reader.cli.editing import edit
    from reader.cli.opening import login

    return edit(options, _reading(options), login)


def _formats(_options: argparse.Namespace, _ending: Ending) -> int:
    from reader.formats import formats

    for form in formats():
        ways = " and ".join(way for way, there in (("export", form.dump), ("import", form.load)) if there is not None)
        extra = f" Needs: pip install 'close-reader[{form.extra}]'" if form.extra else ""
        loses = f" Loses {form.loses}." if form.loses else ""
        print_lines(f"{form.name:14}{ways}: {form.title}. Keeps {form.keeps}.{loses}{extra}")
    return 0


def _check(options: argparse.Namespace, _ending: Ending) -> int:
    from reader.cli.check import check

    return check(options, _reading(options))


def _stats(options: argparse.Namespace, _ending: Ending) -> int:
    from reader.cli.stats import stats

    return stats(options, _reading(options))


COMMANDS: Mapping[str, Callable[[argparse.Namespace, Ending], int]] = {
    "export": _export,
    "import": _import,
    "convert": _convert,
    "formats": _formats,
    "edit": _edit,
    "check": _check,
    "stats": _stats,
    "init": _init,
    "serve": _serve,
}
"""What the commands do; what they take is in `parsers.PARSERS`."""
