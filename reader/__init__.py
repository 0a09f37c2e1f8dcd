"""reader: close reading in the terminal, from articles to labelled spans."""

__version__ = "0.1.0"
"""The one place the version is written; the packaging reads it here."""
