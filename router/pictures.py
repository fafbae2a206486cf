"""A picture from outside: PNG, JPEG or WebP by its first bytes, bounded in bytes and pixels. Nothing here decodes it.

The size in pixels stands in the file's head; what a head claims is all that is needed to refuse a picture that would
cost a fortune to look at.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field

from router.errors import UsageError

MOST_BYTES = 3_500_000
"""A photo of a page; in base64 it is below the 5 MB that the strictest provider takes."""
MOST_PIXELS = 25_000_000
MOST_SIDE = 8_000
"""The longest side that providers take."""
LEAST_SIDE = 8
SMALLER = "crop it to the board, or make it smaller"
_DATA_URL = re.compile(r"data:(image/[a-z0-9.+-]+)?(?:;[a-z]+=[\w-]+)*;base64,", re.I)
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG segments that begin a frame and hold its size."""
_OTHERS = ((b"GIF8", "a GIF"), (b"BM", "a BMP"), (b"%PDF", "a PDF"), (b"II*\0", "a TIFF"), (b"MM\0*", "a TIFF"))


class BadPicture(UsageError):
    """A picture that is none, or too large."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of a picture and what their head says."""

    data: bytes = field(repr=False)
    media: str
    width: int
    height: int

    @classmethod
    def of(cls, data: bytes, name: str = "the picture") -> Picture:
        """Raises BadPicture for anything that is no picture of a known form or too large."""
        if len(data) > MOST_BYTES:
            raise BadPicture(f"{name} holds {len(data)} bytes, more than {MOST_BYTES}", hint=SMALLER)
        media = media_of(data)
        if media is None:
            what = next((said for magic, said in _OTHERS if data.startswith(magic)), "none of these")
            raise BadPicture(
                f"{name} is {what}, and pictures are taken as PNG, JPEG or WebP", hint="save it in one of these forms"
            )
        size = _SIZES[media](data)
        if size is None:
            raise BadPicture(f"{name} is a broken {media}: its head says no size", hint="save it anew")
        width, height = size
        if max(width, height) > MOST_SIDE or width * height > MOST_PIXELS:
            raise BadPicture(f"{name} has {width}x{height} pixels, which is too many", hint=SMALLER)
        if min(width, height) < LEAST_SIDE:
            raise BadPicture(f"{name} has {width}x{height} pixels, too few to show a board", hint="send a larger one")
        return cls(data, media, width, height)

    @classmethod
    def of_url(cls, url: str) -> Picture:
        """The picture in a data: URL. Raises BadPicture; no other address is ever followed."""
        head = _DATA_URL.match(url[:200])
        if head is None:
            raise BadPicture("a picture is taken as a base64 data: URL only", hint="nothing is fetched for a request")
        body = url[head.end() :]
        if len(body) > MOST_BYTES * 4 // 3 + 4:
            raise BadPicture(f"the picture holds more than {MOST_BYTES} bytes", hint=SMALLER)
        try:
            data = base64.b64decode(body, validate=True)
        except (binascii.Error, ValueError) as exc:
            raise BadPicture(f"the picture is not base64: {exc}", hint="send it as data:image/png;base64,...") from None
        return cls.of(data)

    @property
    def url(self) -> str:
        """As a data: URL, with the form that its bytes have, whatever its sender called it."""
        return f"data:{self.media};base64,{base64.b64encode(self.data).decode()}"


def media_of(head: bytes) -> str | None:
    """The form of a file by its first bytes; None where it is no picture that is taken."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    return "image/webp" if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else None


def tokens_of(url: str) -> int:
    """More tokens than any provider counts for the picture, for budgets: one for every 500 pixels, at least 1,600."""
    picture = Picture.of_url(url)
    return max(1_600, picture.width * picture.height // 500)


def _png(data: bytes) -> tuple[int, int] | None:
    if data[12:16] != b"IHDR" or len(data) < 24:
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker == 0x01 or 0xD0 <= marker <= 0xD8:  # filling bytes, and markers without a length
            at += 1 if marker == 0xFF else 2
            continue
        if marker in _FRAMES:
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
    return None


def _webp(data: bytes) -> tuple[int, int] | None:
    if len(data) < 30:
        return None
    form = data[12:16]
    if form == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if form == b"VP8L" and data[20] == 0x2F:
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
    return None


_SIZES = {"image/png": _png, "image/jpeg": _jpeg, "image/webp": _webp}
