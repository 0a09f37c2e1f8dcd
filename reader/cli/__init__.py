"""The command line: `reader` opens the app, `reader export` writes spans. Textual is imported only to open the app."""

from reader.cli.main import main

__all__ = ["main"]
