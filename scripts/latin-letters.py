#!/usr/bin/env python3
"""Writes src/token/latin.rs: the base letters of Latin letters with diacritics.

Source: the character database of Python's unicodedata (its version is written into the file). A letter's base is the ASCII
letters of its compatibility decomposition in lower case. Letters that do not decompose are in OTHER below.
"""
import os
import unicodedata

OTHER = {
    "æ": "ae", "ǽ": "ae", "ǣ": "ae", "œ": "oe", "ß": "ss", "ẞ": "ss", "ø": "o", "ǿ": "o", "ł": "l", "đ": "d", "ð": "d",
    "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ƒ": "f", "ƀ": "b", "ɓ": "b", "ƙ": "k", "ƚ": "l",
    "ƶ": "z", "ǥ": "g", "ɨ": "i", "ɉ": "j", "ɍ": "r", "ɏ": "y", "ȼ": "c", "ɇ": "e", "ə": "e", "ɗ": "d", "ɖ": "d",
}
RANGES = [(0xC0, 0x24F), (0x1E00, 0x1EFF)]


def base(c):
    low = c.lower()
    if low in OTHER:
        return OTHER[low]
    letters = [x for x in unicodedata.normalize("NFKD", c) if not unicodedata.combining(x)]
    low = "".join(letters).lower().replace("ʼ", "").replace("·", "")
    low = "".join(x for x in unicodedata.normalize("NFKD", low) if not unicodedata.combining(x))
    return low if low and low.isascii() and low.isalpha() and len(low) <= 2 else ""


out = [
    "//! Base letters of Latin letters with diacritics. Written by `scripts/latin-letters.py` from the Unicode",
    f"//! character database, version {unicodedata.unidata_version}; do not edit.",
    "",
]
for first, last in RANGES:
    out.append(f"/// The base letters of U+{first:04X} to U+{last:04X}; zero stands for none.")
    out.append("#[rustfmt::skip]")
    out.append(f"pub(super) static FROM_{first:X}: [[u8; 2]; {last - first + 1}] = [")
    row = []
    for code in range(first, last + 1):
        b = base(chr(code)).encode().ljust(2, b"\0")
        row.append(f"[{b[0]}, {b[1]}]")
        if len(row) == 8 or code == last:
            out.append("    " + ", ".join(row) + ",")
            row = []
    out.append("];")
    out.append("")
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "src", "token", "latin.rs")
with open(path, "w", encoding="utf8") as f:
    f.write("\n".join(out).rstrip() + "\n")
