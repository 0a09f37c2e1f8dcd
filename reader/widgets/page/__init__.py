"""The page: the text of an article with its highlights, cursor and selection."""

from reader.widgets.page.page import Page

__all__ = ["Page"]
