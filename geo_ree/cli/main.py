"""``geo-ree``: the public names from a shell, nothing more.

Exit status: 0 done; 1 findings of ``check``, ``validate`` or ``audit --strict``; 2 wrong use or bad input, with one
clear line on stderr. A command that is stopped from outside ends with 128 and the number of the signal, as shells count
it, and leaves no half-written file.
"""

from __future__ import annotations

import io
import logging
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Any, NoReturn

import click

from geo_ree import __version__
from geo_ree.cli.checks import audit, changes, check, validate
from geo_ree.cli.data import cite, export, list_ids
from geo_ree.cli.options import examples
from geo_ree.cli.pages import compare, draw_map, find
from geo_ree.cli.printing import leave_standard_output, tell
from geo_ree.errors import GeoReeError

COMMANDS = (compare, draw_map, find, export, list_ids, cite, audit, check, changes, validate)
# What ends a program from outside; each would leave a temporary file behind if nothing caught it.
STOPPED_BY = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
INTERRUPTED = 128 + signal.SIGINT
CLOSED_PIPE = 128 + 13


class Group(click.Group):
    """A group whose commands turn every error of geo_ree into one line and exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a person who meets an error sees what is wrong, never a traceback."""
        with ExitStack() as around:
            around.enter_context(_any_encoding())
            around.enter_context(_notices())
            around.enter_context(_ends_when_stopped())
            try:
                return super().invoke(ctx)
            except BrokenPipeError:
                # Whoever reads has seen enough: `geo-ree list sources | head`.
                leave_standard_output()
                ctx.exit(CLOSED_PIPE)
            except KeyboardInterrupt:
                tell("geo-ree: interrupted")
                ctx.exit(INTERRUPTED)
            except MemoryError:
                tell("geo-ree: there is not enough memory for this")
                ctx.exit(2)
            except (GeoReeError, OSError) as error:
                tell(f"geo-ree: {error}")
                _leave_full_output()
                ctx.exit(2)


class Notices(logging.Handler):
    """What the library logs, such as a built-in row that a user's folder replaces: one line each on stderr."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print one line."""
        tell(f"geo-ree: {record.getMessage()}")


@contextmanager
def _any_encoding() -> Iterator[None]:
    """Let a terminal or pipe with a narrow encoding show ? for ı; it must not end the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    yield


@contextmanager
def _notices() -> Iterator[None]:
    log = logging.getLogger("geo_ree")
    level, notices = log.level, Notices(logging.INFO)
    log.addHandler(notices)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.removeHandler(notices)
        log.setLevel(level)


@contextmanager
def _ends_when_stopped() -> Iterator[None]:
    """Let a signal that ends the program unwind it, so that no temporary file stays.

    Only the main thread may say so, and a signal that somebody ignores (``nohup``) or handles is left to them.
    """
    is_main = threading.current_thread() is threading.main_thread()
    caught = [one for one in STOPPED_BY if is_main and signal.getsignal(one) is signal.SIG_DFL]
    for one in caught:
        signal.signal(one, _stop)
    try:
        yield
    finally:
        for one in caught:
            signal.signal(one, signal.SIG_DFL)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def _leave_full_output() -> None:
    """Drop what standard output did not take, on a full disk for one, which Python would try again as it ends."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        leave_standard_output()


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples(
        "geo-ree compare beylikova bayan-obo -o compare.html",
        "geo-ree map -o atlas.html",
        "geo-ree route beylikova USORF",
        "geo-ree export deposits -o deposits.geojson",
        "geo-ree list deposits",
    ),
)
@click.version_option(__version__, prog_name="geo-ree")
def main() -> None:
    """Rare-earth deposits, plants and proposed routes, every figure traced to its source."""


for command in COMMANDS:
    main.add_command(command)
