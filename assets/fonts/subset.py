"""Makes one of the app's own faces of a Noto CJK face, under a name of its own.

The characters of the texts in FOLDERS are one family, and the others of GB 2312 another, which is read only when one of
them is shown.

usage: subset.py SOURCE INDEX FAMILY STYLE OUTPUT FOLDERS...        FAMILY: "Jixiao Sans" or "Jixiao Sans More"
"""

import pathlib
import sys

from fontTools import subset

# Latin, punctuation, arrows, mathematics, numbers in circles, marks, full-width forms.
SYMBOLS = [
    (0x0020, 0x007E), (0x00A0, 0x00FF), (0x2010, 0x2044), (0x2070, 0x2094), (0x2100, 0x2127), (0x2150, 0x217F),
    (0x2190, 0x2199), (0x2200, 0x226F), (0x2460, 0x249B), (0x25A0, 0x25CF), (0x2605, 0x2611), (0x2713, 0x2718),
    (0x3000, 0x3017), (0x3220, 0x3229), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6),
]
TEXTS = (".json", ".qml", ".txt")


def used(folders):
    """The ideographs in the texts of the app: its words, the forms, the rules, the sample."""
    files = [file for folder in folders for file in pathlib.Path(folder).rglob("*") if file.suffix in TEXTS]
    return {code for file in files for code in map(ord, file.read_text(encoding="utf-8")) if 0x4E00 <= code <= 0x9FFF}


def gb2312():
    pairs = (bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return {ord(one) for pair in pairs for one in pair.decode("gb2312", errors="ignore")}


def characters(family, folders):
    if family != "Jixiao Sans":
        return gb2312() - used(folders)
    symbols = {code for begin, end in SYMBOLS for code in range(begin, end + 1)}
    return symbols | used(folders)


def make(source, index, family, style, output, folders):
    options = subset.Options()
    options.font_number = index
    options.layout_features = ["ccmp", "kern", "locl", "mark", "mkmk"]
    options.drop_tables += ["BASE", "DSIG", "VORG", "vhea", "vmtx"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters(family, folders))
    subsetter.subset(font)
    full = f"{family} {style}"
    for name, text in ((1, family), (2, style), (3, full), (4, full), (6, full.replace(" ", "-"))):
        font["name"].setName(text, name, 3, 1, 0x409)
    subset.save_font(font, output, options)


if __name__ == "__main__":
    make(sys.argv[1], int(sys.argv[2]), *sys.argv[3:6], sys.argv[6:])
