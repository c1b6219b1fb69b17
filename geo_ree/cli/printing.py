"""What is printed, with nothing in it that a terminal would obey, and what is written to files.

Names and notes come from whoever wrote the layers. A terminal obeys control characters in them (to move, to colour, to
set its title), and bidirectional ones show a text in another order than it has: both are shown as escapes.
"""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from pathlib import Path
from typing import Any

import click

from geo_ree.errors import UnsupportedFormat, UnwritableFile

STANDARD_OUTPUT = "-"
PAGE_SUFFIXES = (".html", ".htm")
GEOJSON_SUFFIXES = (".geojson", ".json")
# Controls, formats (the bidirectional ones among them), surrogates, separators of lines and paragraphs.
OBEYED = ("Cc", "Cf", "Cs", "Zl", "Zp")
# Formats that names in Persian and Indic scripts are spelt with; they change no order.
SPELLING = "\u200c\u200d"


def visible(text: str) -> str:
    r"""Return text in one line, with the characters that a terminal would obey as escapes.

    Examples
    --------
    >>> print(visible("Kızılcaören\x1b[2J \u202eoba\n"))
    Kızılcaören\x1b[2J \u202eoba\n
    """
    return "".join(_escaped(character) if _is_obeyed(character) else character for character in text)


def visible_json(value: object) -> str:
    r"""Return a value as indented JSON in which no character is one that a terminal would obey; it reads back the same.

    Examples
    --------
    >>> print(visible_json({"name": "a" + chr(0x202E)}))
    {
      "name": "a\u202e"
    }
    """
    # Line ends are the layout's: those in texts are escaped already.
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return "".join(_json_escape(one) if _is_obeyed(one) and one != "\n" else one for one in text)


def say(*columns: str) -> None:
    """Print one line of text, its columns parted by tabs."""
    _print("\t".join(visible(column) for column in columns))


def say_lines(text: str) -> None:
    """Print several lines of text."""
    _print("\n".join(visible(line) for line in text.rstrip("\n").split("\n")))


def tell(text: str) -> None:
    """Print on standard error: what was done, what was found, what is wrong."""
    click.echo("\n".join(visible(line) for line in text.split("\n")), err=True)


def write(text: str, output: str, *, quiet: bool = False) -> None:
    """Write a file whole or not at all and say so; ``-`` is standard output, which then carries nothing else."""
    if output == STANDARD_OUTPUT:
        print_file(text)
        return
    from geo_ree._atomic import write_text

    path = write_text(Path(output), text)
    done = f"wrote {path} ({len(text.encode()) / 1000:,.0f} kB)"
    if quiet:
        tell(done)
    else:
        say(done)


def print_file(text: str) -> None:
    """Print what a program is to read: UTF-8 as it is, whatever the locale; on a terminal as any other text."""
    if _standard_output().isatty():
        say_lines(text)
        return
    try:
        content = text.encode()
    except UnicodeEncodeError as error:
        raise UnwritableFile("standard output", f"character {error.start} of the text has no UTF-8 form") from error
    stream = _standard_output().buffer
    stream.write(content)
    stream.flush()


def refuse_other_suffixes(output: str, suffixes: tuple[str, ...]) -> None:
    """Refuse a file name that says another format than the one that would be written."""
    suffix = Path(output).suffix.lower()
    if output != STANDARD_OUTPUT and suffix not in suffixes:
        raise UnsupportedFormat(f"{output!r}: this command writes {' or '.join(suffixes)}, not {suffix or 'that'}")


def leave_standard_output() -> None:
    """Send what is still to be printed nowhere: nobody reads it, and Python would complain of that as it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def _print(text: str) -> None:
    _standard_output()
    click.echo(text)


def _standard_output() -> Any:
    if sys.stdout is None:
        raise UnwritableFile("standard output", "it is closed")
    return sys.stdout


def _is_obeyed(character: str) -> bool:
    return unicodedata.category(character) in OBEYED and character not in SPELLING


def _escaped(character: str) -> str:
    # As Python spells it: \n, \x1b, \u202e.
    return character.encode("unicode_escape").decode("ascii")


def _json_escape(character: str) -> str:
    return json.dumps(character)[1:-1]
