"""Makes one of the app's own faces of a Noto CJK face, under a name of its own.

The characters of everyday text are one family and the rarer ones another, which is read only when one of them is shown.

usage: subset.py SOURCE INDEX FAMILY STYLE OUTPUT        FAMILY: "Jixiao Sans" or "Jixiao Sans More"
"""

import sys

from fontTools import subset

# Latin, punctuation, arrows, mathematics, numbers in circles, marks, full-width forms.
SYMBOLS = [
    (0x0020, 0x007E), (0x00A0, 0x00FF), (0x2010, 0x2044), (0x2070, 0x2094), (0x2100, 0x2127), (0x2150, 0x217F),
    (0x2190, 0x2199), (0x2200, 0x226F), (0x2460, 0x249B), (0x25A0, 0x25CF), (0x2605, 0x2611), (0x2713, 0x2718),
    (0x3000, 0x3017), (0x3220, 0x3229), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6),
]
# Rows of GB 2312: 3,755 characters by frequency, 3,008 that are rarer.
ROWS = {"Jixiao Sans": (0xB0, 0xD7), "Jixiao Sans More": (0xD8, 0xF7)}


def characters(family):
    first, last = ROWS[family]
    wanted = set()
    for high in range(first, last + 1):
        for low in range(0xA1, 0xFF):
            wanted.update(map(ord, bytes([high, low]).decode("gb2312", errors="ignore")))
    if family == "Jixiao Sans":
        for begin, end in SYMBOLS:
            wanted.update(range(begin, end + 1))
    return wanted


def make(source, index, family, style, output):
    options = subset.Options()
    options.font_number = index
    options.layout_features = ["ccmp", "kern", "locl", "mark", "mkmk"]
    options.drop_tables += ["BASE", "DSIG", "VORG", "vhea", "vmtx"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters(family))
    subsetter.subset(font)
    full = f"{family} {style}"
    for name, text in ((1, family), (2, style), (3, full), (4, full), (6, full.replace(" ", "-"))):
        font["name"].setName(text, name, 3, 1, 0x409)
    subset.save_font(font, output, options)


if __name__ == "__main__":
    make(sys.argv[1], int(sys.argv[2]), *sys.argv[3:6])
