import QtQuick
import QtTest
import Jixiao.Theme
import Jixiao.Test

TestCase {
    id: test

    readonly property var statuses: ["draft", "waiting", "sending", "received", "returned", "approved", "conflict", "refused"]

    name: "Theme"

    TextMetrics {
        id: digits

        font.pixelSize: Theme.fontBody
    }

    function cleanup() {
        Theme.mode = "light";
        Theme.highContrast = false;
        Theme.textScale = 1;
        Theme.reducedMotion = false;
        compare(TestHelper.takeWarnings(), "");
    }

    function test_contrast_data() {
        return [{
                "tag": "light",
                "set": Theme.colorSet("Light"),
                "least": 4.5
            }, {
                "tag": "dark",
                "set": Theme.colorSet("Dark"),
                "least": 4.5
            }, {
                "tag": "contrastLight",
                "set": Theme.colorSet("ContrastLight"),
                "least": 7
            }, {
                "tag": "contrastDark",
                "set": Theme.colorSet("ContrastDark"),
                "least": 7
            }];
    }

    function test_contrast(data) {
        const set = data.set;
        const grounds = ["page", "surface", "sunken", "hover", "selected"];
        for (const ground of grounds) {
            for (const ink of ["text", "textMuted"])
                atLeast(set[ink], set[ground], data.least, ink + " on " + ground);
            atLeast(set.primary, set[ground], 4.5, "primary on " + ground);
        }
        atLeast(set.text, set.pressed, data.least, "text on pressed");
        for (const fill of ["primary", "primaryHover", "primaryPressed"])
            atLeast(set.textOnPrimary, set[fill], data.least === 7 ? 7 : 4.5, "textOnPrimary on " + fill);
        for (const fill of ["danger", "dangerHover"])
            atLeast(set.textOnDanger, set[fill], 4.5, "textOnDanger on " + fill);
        atLeast(set.textOnInverse, set.inverse, data.least, "textOnInverse");
        atLeast(set.actionOnInverse, set.inverse, 4.5, "actionOnInverse");
        for (const status of statuses) {
            const tone = set[status];
            for (const ground of [tone.soft, set.page, set.surface, set.hover, set.sunken])
                atLeast(tone.ink, ground, data.least, status + " on " + ground);
            atLeast(set.text, tone.soft, data.least, "text on soft " + status);
            atLeast(set.surface, tone.ink, 4.5, "badge words on " + status);
        }
        for (const ground of ["page", "surface"])
            atLeast(set.outline, set[ground], 3, "outline on " + ground);
    }

    function atLeast(ink, ground, least, what) {
        const ratio = TestHelper.contrast(ink, ground);
        verify(ratio >= least, what + ": " + ratio.toFixed(2) + " < " + least);
    }

    function test_contrastMeasures() {
        compare(Math.round(TestHelper.contrast("#000000", "#ffffff")), 21);
        verify(TestHelper.contrast("#777777", "#ffffff") < 4.5);
    }

    function test_oneMeaningOneColourOneIconOneWord() {
        for (const set of [Theme.colorSet("Light"), Theme.colorSet("Dark")]) {
            const inks = new Set(statuses.map(s => String(set[s].ink)));
            compare(inks.size, statuses.length);
        }
        compare(new Set(statuses.map(s => Theme.statusIcon(s))).size, statuses.length);
        compare(new Set(statuses.map(s => Theme.statusWord(s))).size, statuses.length);
    }

    function test_modes() {
        Theme.mode = "dark";
        compare(String(Theme.colors.page), "#12161c");
        Theme.mode = "light";
        compare(String(Theme.colors.page), "#f4f6f9");
        Theme.highContrast = true;
        compare(String(Theme.colors.text), "#000000");
        Theme.mode = "system";
        compare(Theme.dark, Theme.systemDark);
    }

    function test_typeScale() {
        compare([Theme.fontSmall, Theme.fontBody, Theme.fontTitle, Theme.fontHeading, Theme.fontDisplay], [12, 14, 16, 20, 28]);
        Theme.textScale = 2;
        compare([Theme.fontSmall, Theme.fontDisplay], [24, 56]);
        Theme.textScale = 9;
        compare(Theme.fontBody, 28);
        Theme.textScale = 0.1;
        compare(Theme.fontBody, 14);
        compare(Theme.line(14), 21);
    }

    function test_widthClasses_data() {
        return [{
                "tag": "599",
                "width": 599,
                "expected": "compact"
            }, {
                "tag": "600",
                "width": 600,
                "expected": "medium"
            }, {
                "tag": "999",
                "width": 999,
                "expected": "medium"
            }, {
                "tag": "1000",
                "width": 1000,
                "expected": "expanded"
            }];
    }

    function test_widthClasses(data) {
        Theme.windowWidth = data.width;
        compare(Theme.widthClass(data.width), data.expected);
        compare([Theme.compact, Theme.medium, Theme.expanded].filter(on => on).length, 1);
        verify(Theme[data.expected]);
    }

    function test_reducedMotion() {
        verify(Theme.motion > 0 && Theme.motion <= 200);
        Theme.reducedMotion = true;
        compare(Theme.motion + Theme.motionShort, 0);
    }

    function test_digitsAreOfOneWidth() {
        digits.text = "1111111111";
        const narrow = digits.advanceWidth;
        digits.text = "8888888888";
        compare(digits.advanceWidth, narrow);
    }
}
