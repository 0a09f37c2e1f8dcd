"""What the screens have in common that fill while a thread looks through the articles, or through the history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Event
from typing import Any, Generic, TypeVar

from textual.message import Message
from textual.screen import ModalScreen

from reader.core.errors import ReaderError
from reader.screens.carrying import Answer
from reader.session.session import Session
from reader.session.work import StoppedError
from reader.widgets.rowlist import RowList

News = TypeVar("News")
"""What the thread tells of, now and then."""


class Looking(ModalScreen[Answer], Generic[News]):
    """Begins to look when it is shown, and stops when it is left. Only messages lead from the thread to the screen."""

    @dataclass
    class Told(Message):
        """The thread has news."""

        news: Any

    @dataclass
    class Ended(Message):
        """It is through; `trouble` says why when it could not go on to the end."""

        trouble: str = ""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.searching = True
        """Is it still looking?"""
        self._stop = Event()
        self.looked = Event()
        """Set when the thread has ended."""

    # For each screen to say

    def news(self) -> Iterator[News]:
        """Look; runs in the thread. May raise ReaderError, and StoppedError."""
        raise NotImplementedError

    def take(self, news: News) -> None:
        """Show what was found."""
        raise NotImplementedError

    def over(self, trouble: str) -> None:
        """Say that this is all; `trouble` says why when it is not."""
        raise NotImplementedError

    def tell(self, sentence: str = "") -> None:
        """Show how far everything is, and a sentence, else what is under the bar."""
        raise NotImplementedError

    # What they share

    def on_mount(self) -> None:
        """Look."""
        self.run_worker(self._look, thread=True)

    def on_unmount(self) -> None:
        """Have the looking end, however the screen was left."""
        self._stop.set()

    def on_resize(self) -> None:
        """Show the bars for the width there is."""
        self.tell()

    def on_looking_told(self, message: Told) -> None:
        """Take what was found; nothing more comes in once it was stopped."""
        if self.searching:
            self.take(message.news)

    def on_looking_ended(self, message: Ended) -> None:
        """It is through."""
        self.searching = False
        self.over(message.trouble)

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Say what is under the bar."""
        message.stop()
        self.tell()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A row was clicked: it is only looked at."""
        message.stop()
        self.tell()

    @property
    def waiting_for(self) -> str:
        """What has to be done before anything is changed from here; empty when nothing has."""
        work = self.session.work
        return "" if work is None else f"still {work.progress}; it is done as soon as you are back in the text"

    def stop_looking(self) -> None:
        """Look no further, and keep what was found."""
        self.searching = False
        self._stop.set()

    def is_stopped(self) -> bool:
        """Does nobody want to know any more? Any thread may ask."""
        return self._stop.is_set()

    def _look(self) -> None:
        try:
            for news in self.news():
                if self.is_stopped():
                    return
                self.post_message(self.Told(news))
        except StoppedError:
            return
        except ReaderError as error:
            self.post_message(self.Ended(str(error)))
        else:
            self.post_message(self.Ended())
        finally:
            self.looked.set()
