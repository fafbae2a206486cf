"""`solve FILE.png`: a model copies the cells; when the person at the terminal says that they are right, it is solved.

Where nobody can be asked (a pipe, `--json` in a script) nothing is solved unless `--yes` says so beforehand.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.cli import inputs
from router.errors import UsageError
from router.pictures import MOST_BYTES, Picture, media_of

if TYPE_CHECKING:
    from adapters.cli.solve import Options
    from router import Router
    from router.llm.seeing import Sight
    from router.types import Receipt

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".heic", ".tif", ".tiff")
REFUSED = "the board as it was read is not the one in the picture, so nothing was solved; send it as text, corrected"


def is_picture(name: str) -> bool:
    """Whether an argument names a file that is a picture, or is called like one."""
    if not inputs.is_file(name) or Path(name).is_fifo():
        return False
    if name.lower().endswith(SUFFIXES):
        return True
    try:
        with Path(name).open("rb") as stream:
            return media_of(stream.read(16)) is not None
    except OSError:
        return False


def given(texts: Sequence[str], file: Path | None) -> tuple[Path, str] | None:
    """The picture among the arguments and the words beside it; None where there is none. Raises UsageError."""
    named = [str(file)] if file is not None else []
    pictures = [name for name in [*texts, *named] if is_picture(name)]
    if not pictures:
        return None
    words = [text for text in texts if text not in pictures]
    if len(pictures) > 1 or len(words) > 1 or any(inputs.is_file(text) for text in words):
        raise UsageError(
            "a picture is solved alone: one file, and words in quotes if you like", hint="call it once for each"
        )
    return Path(pictures[0]), (inputs.argument(words[0], "TEXT") if words else "")


def read(path: Path) -> Picture:
    """The picture in a file. Raises UsageError."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as exc:
        raise UsageError(f"cannot read {str(path)!r}: {(exc.strerror or 'error').lower()}", hint="check it") from exc
    return Picture.of(data, repr(str(path)))


def look(router: Router, path: Path, words: str, options: Options, request: str) -> tuple[Sight, Receipt]:
    """What the model sees, and the receipt of that alone."""
    began = time.monotonic()
    sight = router.look(
        read(path),
        words,
        offline=options.offline,
        seconds=options.timeout,
        budget_usd=options.budget,
        request=request,
    )
    return sight, sight.receipt(time.monotonic() - began)


def asked(sight: Sight) -> bool | None:
    """Whether the person says that the board is right; None where nobody can be asked."""
    from adapters.show.display import clean

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    sys.stderr.write(f"read by {clean(sight.by)} from the picture:\n\n{clean(sight.board)}\n\n")
    sys.stderr.write("Is every cell right? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")
