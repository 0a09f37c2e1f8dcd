"""Hostile texts through every screen and every command: nothing acts on a terminal, falls over or moves an offset.

The app writes to a driver that keeps every byte, and the commands to streams that claim to be terminals.
`python -m tests.torture.hostile 300` runs it and shows what was found.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import io
import json
import os
import random
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.message_pump import MessagePump
from textual.pilot import Pilot

from reader.app import ReaderApp
from reader.cli import main
from reader.cli.crash import crashed
from reader.commands.keys import textual_name
from reader.core.annotation import Annotation
from reader.core.article import Article
from reader.core.change import Change
from reader.core.errors import DecodingError
from reader.core.span import Span
from reader.corpus.corpus import Corpus
from reader.screens.reading import Reading
from reader.screens.unsaved import Unsaved
from reader.session.session import Session
from reader.store.store import Store
from reader.text.visible import visible
from tests.raw import foreign
from tests.torture import texts

TOGETHER = 20
"""Articles in one run of the app: a start takes as long as some articles."""

PAINTED = 0.02
"""Seconds after which the screen has shown what the keys before did."""

KEYS = ("c)wa wp f+vlcj$hmwcA", "uuUd!xryG<pageup>Mo.L<escape>g")
"""What is typed into every article; a name in angle brackets is one key."""

SIZES = (Size(120, 40), Size(80, 24), Size(200, 50))
"""The terminals it is shown in."""

Spans = set[tuple[int, int, str, str]]
"""Start, end, label and text of everything tagged in an article."""


class Figures(NamedTuple):
    """How often what must not happen did."""

    tried: int
    """Texts."""
    raw: int
    """Places in what was sent to a terminal that could act on it."""
    crashed: int
    """Runs of the app and of commands that fell over."""
    shifted: int
    """Articles whose spans are not on the words they were put on, or not those that were made."""


def run(count: int, seed: int) -> Figures:
    """Try so many texts."""
    return tried(count, seed)[0]


def tried(count: int, seed: int) -> tuple[Figures, list[str]]:
    """The figures, and a line for each thing found."""
    chance = random.Random(seed)
    raw: list[str] = []
    fallen: list[str] = []
    shifted: list[str] = []
    for start in range(0, count, TOGETHER):
        some = [texts.text(chance) for _ in range(min(TOGETHER, count - start))]
        with tempfile.TemporaryDirectory() as place, at_home(Path(place) / "home"):
            batch = Batch(chance, some, Path(place))
            batch.show()
            batch.command()
        raw += batch.raw
        fallen += batch.fallen
        shifted += batch.shifted
    figures = Figures(count, len(raw), len(fallen), len(shifted))
    return figures, [*(f"raw: {w}" for w in raw), *(f"fell: {w}" for w in fallen), *(f"shifted: {w}" for w in shifted)]


class Given(Corpus):
    """Articles with these texts, whatever rules files have to keep to be read."""

    def __init__(self, root: Path, given: Mapping[str, str]) -> None:
        super().__init__(root, list(given))
        self._given = given

    def article(self, index: int) -> Article:
        """The article; one whose name is no text is refused, as everywhere."""
        name = self.ids[index]
        if any("\ud800" <= c <= "\udfff" for c in name):
            raise DecodingError("its name is not valid UTF-8. Rename the file to read it")
        return Article(name, self._given[name])

    def read(self, index: int) -> Article:
        """The same."""
        return self.article(index)

    def heading(self, index: int) -> tuple[str, str]:
        """Its title, and why it cannot be read."""
        try:
            return self.article(index).title[:400], ""
        except DecodingError as error:
            return "", str(error)


class Recording(HeadlessDriver):
    """A terminal that keeps what it is sent."""

    def __init__(self, sent: list[str], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._sent = sent

    @property
    def is_headless(self) -> bool:
        """Textual writes only to what it takes for a terminal."""
        return False

    def write(self, data: str) -> None:
        """Keep it."""
        self._sent.append(data)


class Batch:
    """Some texts, shown and exported together."""

    def __init__(self, chance: random.Random, given: Sequence[str], place: Path) -> None:
        self.raw: list[str] = []
        self.fallen: list[str] = []
        self.shifted: list[str] = []
        self._chance = chance
        self._folder = place / "corpus"
        self._store = self._folder / "annotations.json"
        self._texts = {texts.name(chance, i): text.lstrip("\ufeff") for i, text in enumerate(given)}
        self._made: dict[str, Spans] = {}
        self._folder.mkdir()
        for name, text in self._texts.items():
            (self._folder / name).write_bytes(text.encode())

    # The screens

    def show(self) -> None:
        """Open every text in the app, and do to it what a person does."""
        sent: list[str] = []
        session = self._session()
        driver: Any = partial(Recording, sent)
        app = ReaderApp(session, driver=driver)
        size = self._chance.choice(SIZES)
        with contextlib.redirect_stderr(io.StringIO()):
            asyncio.run(app.run_async(size=size, auto_pilot=partial(self._work, app)))
        if app.failure is not None:
            self.fallen.append(f"{type(app.failure).__name__}: {app.failure} at {_where(app.failure)}")
        self._compare(session)
        session.close()
        self.raw += foreign("".join(sent).encode("utf-8", "surrogatepass"))

    def _session(self) -> Session:
        store = Store.for_writing(self._store)
        return Session(Given(self._folder, self._texts), store, texts.line(self._chance).strip() or "?")

    async def _work(self, app: ReaderApp, _pilot: Pilot[Any]) -> None:
        try:
            for index in range(len(app.session.corpus)):
                await self._read(app, index)
                if app.failure is not None:
                    return
            await self._other_screens(app)
        except Exception as error:  # noqa: BLE001 - it is counted
            app.failure = app.failure or error
        app.exit()

    async def _read(self, app: ReaderApp, index: int) -> None:
        """What is done in one article."""
        reading = app.screen_stack[0]
        assert isinstance(reading, Reading)
        reading.action_open_article(index)
        self._tag_at_random(app.session)
        for keys in KEYS:
            await self._type(app, keys)
        opened = self._chance.choice("i/t")
        await self._type(app, opened)
        await self._paste(app)
        await self._type(app, "<enter>" if opened != "t" else "<escape>")
        self._look(app)

    def _tag_at_random(self, session: Session) -> None:
        """A span of any two offsets, as the mouse may draw it, and one by somebody hostile."""
        text = session.article.text
        if len(text) > 2 and not session.trouble:
            start, end = sorted(self._chance.sample(range(len(text)), 2))
            session.caret.select_between(start, end)
            span = Span(start, min(end, start + 50))
            name, then, note = (texts.line(self._chance) for _ in range(3))
            plain = Annotation(os.urandom(8).hex(), span, "actor", span.of(text), name, then, then, note)
            session.do(Change(session.article.id, added=(plain.placed(text, span),)))

    async def _other_screens(self, app: ReaderApp) -> None:
        """Whatever else can be shown, with what is open now."""
        session = app.session
        reading = app.screen_stack[0]
        assert isinstance(reading, Reading)
        await self._type(app, "1jjk3jk2?<escape>")
        await self._type(app, ":")
        await self._painted(app, 0.3)
        await self._paste(app)
        await self._type(app, "<escape>:open<down><escape>")
        await self._type(app, " ")
        reading.action_tag_corpus("actor")
        await self._painted(app, 0.3)
        await self._type(app, "ynau<escape><escape>")
        session.saving.on_change(session.saving.state)
        app.push_screen(Unsaved(session))
        await self._painted(app, 0.1)
        await self._type(app, "<escape>")
        app.notify(visible(texts.line(self._chance)), markup=False)
        app.cover(Size(30, 8))
        await self._painted(app, 0.1)

    async def _paste(self, app: ReaderApp) -> None:
        """As a terminal does: what it brings goes to the app."""
        app.post_message(events.Paste(texts.line(self._chance)))
        await _settled(app)
        self._look(app)

    async def _painted(self, app: ReaderApp, seconds: float) -> None:
        await _settled(app)
        await asyncio.sleep(seconds)
        self._look(app)

    async def _type(self, app: ReaderApp, keys: str) -> None:
        while keys:
            if keys.startswith("<"):
                key, _, keys = keys[1:].partition(">")
                event = events.Key(key, None)
            else:
                event, keys = events.Key(textual_name(keys[0]), keys[0]), keys[1:]
            app.post_message(event)
        await _settled(app)

    def _look(self, app: ReaderApp) -> None:
        """Newlines and looks are sent by Textual too: no cell may hold what could be one."""
        for strip in app.screen._compositor.render_strips():
            for segment in strip:
                if not segment.control and visible(segment.text) != segment.text:
                    self.raw.append(f"cells {segment.text!r}")

    def _compare(self, session: Session) -> None:
        """Every span stands on its words, in a text that is still the one given."""
        for index, (name, text) in enumerate(self._texts.items()):
            try:
                record = session.records.of(name)
            except DecodingError:
                continue
            made = self._made[name] = {(a.span.start, a.span.end, a.label, a.text) for a in record.annotations}
            wrong = [span for span in made if text[span[0] : span[1]] != span[3]]
            if wrong or record.stray or session.corpus.article(index).text != text:
                self.shifted.append(f"{name!r}: {wrong[:1]} {len(record.stray)} stray")

    # The commands

    def command(self) -> None:
        """Export what was tagged, and then everything that ends in a sentence."""
        chance = self._chance
        lifted = ("--encoding", "utf-8") if "--encoding" in self._said("--help") else ()
        out = self._folder.parent / "out.jsonl"
        said = self._said("export", str(self._folder), "--output", str(out), *lifted)
        self._compare_export(out, said)
        self._said("export", str(self._folder), *lifted)
        for form in ("text", "json", "github"):
            self._said("check", str(self._folder), "--format", form, *lifted)
        for more in ((), ("--json",)):
            self._said("stats", str(self._folder), *more, *lifted)
        wild = [texts.line(chance).replace("\0", "␀") for _ in range(6)]
        self._said("export", wild[0])
        self._said("export", "--store", wild[1], str(self._folder))
        self._said("export", "--format", wild[2])
        self._said("check", "--select", wild[2])
        self._said("export", str(self._folder), "--output", str(out / wild[3]))
        self._said(f"--{wild[4]}")
        self._said("export", "--help")
        self._said("--version")
        self._open_with("config.toml", f"{json.dumps(wild[5])} = 1")
        self._open_with("config.toml", f"theme = {json.dumps(texts.line(chance))}")
        self._open_with("config.toml", texts.line(chance) + "=")
        self._open_with("keymap.toml", f"[keys]\n{json.dumps(wild[5])} = [{json.dumps(wild[4])}]")
        self._open_with("keymap.toml", f'[keys]\n"go.next" = [{json.dumps(wild[4])}]')
        stream = Screen()
        with contextlib.redirect_stderr(stream):
            crashed(ValueError(texts.line(chance)))
        self.raw += [f"crash {where}" for where in foreign(stream.sent)]

    def _said(self, *arguments: str) -> str:
        """What a command says in a terminal."""
        out, errors = Screen(), Screen()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
            try:
                code = main(arguments)
            except BaseException as error:  # noqa: BLE001 - it is counted
                self.fallen.append(f"{arguments}: {error!r}")
                code = 0
        said = out.sent + errors.sent
        if b"something went wrong" in said:
            self.fallen.append(f"{arguments} ended with {code}: {errors.sent[-500:]!r}")
        self.raw += [f"{arguments[:2]} {where}" for where in foreign(said)]
        return said.decode("utf-8", "replace")

    def _open_with(self, name: str, content: str) -> None:
        """Start with a configuration that stops the start."""
        file = Path(os.environ["XDG_CONFIG_HOME"]) / "close-reader" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode("utf-8", "replace"))
        with mock.patch("reader.cli.opening.check_terminal"), mock.patch("reader.app.ReaderApp.run"):
            self._said(str(self._folder))
        # A start leaves it off until its screen stands.
        gc.enable()
        file.unlink()

    def _compare_export(self, out: Path, said: str) -> None:
        """What is in the file is what was tagged, unless it was said that the article is left out."""
        exported = {}
        for line in out.read_text(encoding="utf-8").split("\n")[:-1]:
            article = json.loads(line)
            exported[article["id"]] = article
        for name, made in self._made.items():
            article = exported.get(name)
            if article is None:
                if f"{visible(name)} is left out" not in said:
                    self.shifted.append(f"{name!r} is not exported")
                continue
            spans = {(s["start"], s["end"], s["label"], s["text"]) for s in article["spans"]}
            if spans != made or article["text"] != self._texts[name]:
                self.shifted.append(f"{name!r}: exported otherwise: {sorted(spans ^ made)[:2]}")


class Screen(io.TextIOWrapper):
    """A stream that claims to be a terminal."""

    def __init__(self) -> None:
        self._bytes = io.BytesIO()
        super().__init__(self._bytes, encoding="utf-8", errors="backslashreplace", write_through=True)

    def isatty(self) -> bool:
        """What is written here is seen by a person."""
        return True

    @property
    def sent(self) -> bytes:
        """What was written."""
        return self._bytes.getvalue()


@contextlib.contextmanager
def at_home(home: Path) -> Any:
    """Have the user's folders elsewhere."""
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    with mock.patch.dict(os.environ, {**folders, "HOME": str(home), "COLORTERM": "truecolor"}):
        yield


async def _settled(app: ReaderApp) -> None:
    """Wait until everything posted so far was heard, and painted; one that has fallen over hears no more."""
    error: asyncio.Event = app._exception_event
    fallen = asyncio.create_task(error.wait())
    try:
        for _ in range(2):
            await _heard(app, fallen)
            await _heard(app.screen, fallen)
    finally:
        fallen.cancel()
    await asyncio.sleep(PAINTED)


async def _heard(pump: MessagePump, fallen: asyncio.Task[Any]) -> None:
    heard = asyncio.Event()
    pump.call_later(heard.set)
    hearing = asyncio.create_task(heard.wait())
    done, _ = await asyncio.wait([hearing, fallen], timeout=60, return_when=asyncio.FIRST_COMPLETED)
    hearing.cancel()
    if not done:
        raise TimeoutError


def _where(error: BaseException) -> str:
    """The last places that an error came through."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)


if __name__ == "__main__":
    figures, found = tried(int((*sys.argv[1:], "300")[0]), int((*sys.argv[2:], "1")[0]))
    print("\n".join(visible(line[:400]) for line in found))
    print(figures)
