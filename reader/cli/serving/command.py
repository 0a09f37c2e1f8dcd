"""`reader serve`: say what is shared, where and with whom, and serve it until told to end."""

from __future__ import annotations

import argparse
import asyncio
import errno
import ipaddress
import socket
import sys
import threading

from reader.cli import places
from reader.cli.ending import KEEPING, Ending
from reader.cli.talk import say
from reader.core.errors import ReaderError
from reader.corpus.reading import Reading
from reader.session.wording import counted
from reader.text.visible import visible

OURS = ("path", "port", "host")
"""What is not handed on to the app by its name."""

MISSING = "The app in a browser needs what is not installed: pip install 'close-reader[web]'"

LISTENING = {
    errno.EADDRINUSE: "Port {port} of {host} is taken. Name another with --port, such as --port 0 for any that is free",
    errno.EACCES: "Port {port} cannot be had without more rights. Name one from 1024 on with --port",
    errno.EADDRNOTAVAIL: "{host} is no address of this machine. Leave --host out for this machine alone",
}
"""What went wrong when it cannot be listened, and what to do."""


def serve(asked: argparse.Namespace, reading: Reading, ending: Ending) -> int:
    """Serve until a signal comes. Raises ReaderError."""
    try:
        from reader.cli.serving.server import Server  # noqa: F401
    except ModuleNotFoundError as error:
        raise ReaderError(MISSING) from error
    near = is_loopback(asked.host)
    # Opened once here: what every page would say is said now.
    found = places.found(asked.path, asked.store, reading)
    asyncio.run(_serve(asked, found, ending, near=near))
    return 0


async def _serve(asked: argparse.Namespace, found: places.Found, ending: Ending, *, near: bool) -> None:
    from reader.cli.serving.server import Server
    from reader.cli.serving.tab import app_command

    gone = threading.Event()
    server = Server(app_command(words_of(asked)), f"{found.corpus.root.name or found.corpus.root} · reader")
    with ending.guarding(server.leave, lambda: gone.wait(KEEPING)):
        try:
            runner, port = await server.start(asked.host, asked.port)
        except (OSError, OverflowError) as error:
            raise ReaderError(_why(error, asked.host, asked.port)) from error
        _announce(f"http://{_named(asked.host)}:{port}/{server.secret}/", found, near=near)
        if not near:
            _warn(asked.host, port)
        await server.stay()
        await runner.cleanup()
        gone.set()


def words_of(asked: argparse.Namespace) -> list[str]:
    """The words of a command line that open the app as it was asked for; one word each, whatever is in it."""
    words = []
    for name, value in vars(asked).items():
        if name in OURS or value is None or value is False:
            continue
        option = f"--{name.replace('_', '-')}"
        words.append(option if value is True else f"{option}={value}")
    return words if asked.path is None else [*words, "--", asked.path]


def is_loopback(host: str) -> bool:
    """Does nobody from elsewhere reach a host? Raises ReaderError for one that is not known."""
    try:
        there = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ReaderError(f"There is no host {host!r}. Leave --host out for this machine alone") from error
    return all(ipaddress.ip_address(str(each[4][0]).partition("%")[0]).is_loopback for each in there)


def _announce(address: str, found: places.Found, *, near: bool) -> None:
    corpus, place = found.corpus, found.store
    who = "whoever uses this machine" if near else "whoever reaches this machine over the network"
    lines = (
        f"Address:     {address}",
        f"Articles:    {corpus.root.absolute()} ({counted(len(corpus), 'article')})",
        f"Annotations: {place.absolute()}",
        f"Open to:     {who} and has the address",
        "Ctrl+C ends it; everything tagged is saved.",
    )
    sys.stdout.write("".join(f"{visible(line)}\n" for line in lines))
    sys.stdout.flush()


def _warn(host: str, port: int) -> None:
    say(
        f"reader serve: warning: {host} can be reached from other machines. There is no password but the address, and "
        "nothing on the way is encrypted: whoever has the address can read these articles, change their annotations "
        f"and write exports as you. Safer: leave --host out, and come with ssh -L {port}:127.0.0.1:{port} HERE."
    )


def _named(host: str) -> str:
    """A host as it stands in an address; a name of this machine for one that means all of them."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.is_unspecified:
        return socket.gethostname()
    return f"[{host}]" if isinstance(address, ipaddress.IPv6Address) else host


def _why(error: Exception, host: str, port: int) -> str:
    number = error.errno if isinstance(error, OSError) else None
    said = LISTENING.get(number or 0, "It cannot be served at port {port} of {host}: " + str(error).rstrip("."))
    return said.format(host=host, port=port)
