"""Letters for pictures, five squares wide and seven high: enough for signs on boards, no font file, no library."""

from __future__ import annotations

WIDE, HIGH = 5, 7

_ROWS = """
0 0E11131519110E 1 040C040404040E 2 0E11010204081F 3 1F02040201110E 4 02060A121F0202 5 1F101E0101110E 6 0608101E11110E
7 1F010204080808 8 0E11110E11110E 9 0E11110F01020C A 0E11111F111111 B 1E11111E11111E C 0E11101010110E D 1C12111111121C
E 1F10101E10101F F 1F10101E101010 G 0E11101711110F H 1111111F111111 I 0E04040404040E J 0702020202120C K 11121418141211
L 1010101010101F M 111B1515111111 N 11111915131111 O 0E11111111110E P 1E11111E101010 Q 0E11111115120D R 1E11111E141211
S 0F10100E01011E T 1F040404040404 U 1111111111110E V 11111111110A04 W 1111111515150A X 11110A040A1111 Y 1111110A040404
Z 1F01020408101F - 0000001F000000 + 0004041F040400 * 0004150E150400 # 0A0A1F0A1F0A0A / 00010204081000 \\ 00100804020100
< 02040810080402 > 08040201020408 ^ 040A1100000000 ? 0E110102040004 = 00001F001F0000 . 000000000C0C00 | 04040404040404
_ 0000000000001F @ 0E11010D15150E ! 04040404000004 : 000C0C000C0C00 ; 000C0C000C0408 , 000000000C0408 ( 02040808080402
) 08040202020408 [ 0E08080808080E ] 0E02020202020E ' 04040800000000 " 0A0A0000000000 $ 040F140E051E04 % 18190204081303
& 0C12140815120D { 02040408040402 } 08040402040408 ~ 00000815020000 × 00110A040A1100 · 00000004000000
∧ 00040A11000000 ∨ 00110A04000000
"""
_HOLLOW = (0x1F, 0x11, 0x11, 0x11, 0x11, 0x11, 0x1F)
"""Stands for a letter that has no picture here."""


def _read(table: str) -> dict[str, tuple[int, ...]]:
    words = table.split()
    return {
        letter: tuple(int(code.zfill(2 * HIGH)[i : i + 2], 16) for i in range(0, 2 * HIGH, 2))
        for letter, code in zip(words[::2], words[1::2], strict=True)
    }


GLYPHS = _read(_ROWS)


def squares(text: str) -> list[tuple[int, int]]:
    """(row, column) of every square that is dark in one line of text, letters six columns apart."""
    dark = []
    for number, letter in enumerate(text):
        rows = GLYPHS.get(letter.upper(), _HOLLOW) if letter.strip() else ()
        for row, bits in enumerate(rows):
            dark += [(row, number * (WIDE + 1) + c) for c in range(WIDE) if bits >> (WIDE - 1 - c) & 1]
    return dark


def width(text: str) -> int:
    """Columns of squares that a line of text takes."""
    return max(len(text) * (WIDE + 1) - 1, 0)
