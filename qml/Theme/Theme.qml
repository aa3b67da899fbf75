pragma Singleton
pragma ComponentBehavior: Bound
import QtQuick

// The design tokens. The settings write `mode`, `highContrast`, `textScale`, `reducedMotion` and `touch`; the main window
// writes `windowWidth`; everything else follows.
QtObject {
    id: theme

    // Written from outside.
    property string mode: "system"          // "light", "dark" or "system"
    property bool highContrast: false
    property real textScale: 1.0            // 1.0 to 2.0
    property bool reducedMotion: false
    property bool touch: false              // fingers rather than a pointer
    property real windowWidth: 1280

    // Colours.
    readonly property bool systemDark: systemColors.window.hslLightness < systemColors.windowText.hslLightness
    readonly property bool dark: mode === "dark" || (mode === "system" && systemDark)
    readonly property ColorSet colors: colorSet(highContrast ? (dark ? "ContrastDark" : "ContrastLight") : (dark ? "Dark" : "Light"))
    property var colorSets: ({})            // those in use so far: a program shows one or two of the four

    // Space and shape, in device-independent pixels on a 4-px grid.
    readonly property int space1: 4
    readonly property int space2: 8
    readonly property int space3: 12
    readonly property int space4: 16
    readonly property int space5: 20
    readonly property int space6: 24
    readonly property int space8: 32
    readonly property int space12: 48
    readonly property int radius: 8
    readonly property int radiusCard: 12
    readonly property int radiusPill: 999
    readonly property int focusWidth: 2
    readonly property int controlHeight: touch ? 48 : 36
    readonly property int rowHeight: touch ? 56 : 44
    readonly property int icon: Math.round(20 * Math.min(scale, 1.5))
    readonly property int iconSmall: Math.round(16 * Math.min(scale, 1.5))

    // Type, in pixels; `line()` gives the line height of a size.
    readonly property string fontFamily: appFont.font.family
    readonly property real scale: Math.max(1, Math.min(2, textScale))
    readonly property int fontSmall: Math.round(12 * scale)
    readonly property int fontBody: Math.round(14 * scale)
    readonly property int fontTitle: Math.round(16 * scale)
    readonly property int fontHeading: Math.round(20 * scale)
    readonly property int fontDisplay: Math.round(28 * scale)

    // Motion, in milliseconds; 0 with reduced motion.
    readonly property int motionShort: reducedMotion ? 0 : 100
    readonly property int motion: reducedMotion ? 0 : 180

    // Width classes of the window.
    readonly property int mediumFrom: 600
    readonly property int expandedFrom: 1000
    readonly property bool compact: windowWidth < mediumFrom
    readonly property bool medium: windowWidth >= mediumFrom && windowWidth < expandedFrom
    readonly property bool expanded: windowWidth >= expandedFrom

    readonly property SystemPalette systemColors: SystemPalette {
    }
    readonly property FontMetrics appFont: FontMetrics {
    }

    // "Light", "Dark", "ContrastLight" or "ContrastDark".
    function colorSet(name: string): ColorSet {
        if (!colorSets[name])
            colorSets[name] = Qt.createComponent(name + "Colors.qml").createObject(theme);
        return colorSets[name];
    }

    function line(size: int): int {
        return Math.round(size * 1.5);
    }

    // The words that are there, with dots between.
    function dotted(words: var): string {
        return words.filter(word => word !== "").join(" · ");
    }

    // "compact", "medium" or "expanded".
    function widthClass(width: real): string {
        return width < mediumFrom ? "compact" : (width < expandedFrom ? "medium" : "expanded");
    }

    // The colours of where a form stands: draft, waiting, sending, received, returned, approved, conflict, refused.
    function statusTone(status: string): Tone {
        switch (status) {
        case "waiting":
            return colors.waiting;
        case "sending":
            return colors.sending;
        case "received":
            return colors.received;
        case "returned":
            return colors.returned;
        case "approved":
            return colors.approved;
        case "conflict":
            return colors.conflict;
        case "refused":
            return colors.refused;
        default:
            return colors.draft;
        }
    }

    function statusIcon(status: string): string {
        switch (status) {
        case "waiting":
            return "clock";
        case "sending":
            return "send";
        case "received":
            return "cloud-ok";
        case "returned":
            return "return";
        case "approved":
            return "check-circle";
        case "conflict":
            return "conflict";
        case "refused":
            return "error";
        default:
            return "draft";
        }
    }

    function statusWord(status: string): string {
        switch (status) {
        case "waiting":
            return qsTr("待发送");
        case "sending":
            return qsTr("发送中");
        case "received":
            return qsTr("已送达");
        case "returned":
            return qsTr("已退回");
        case "approved":
            return qsTr("已通过");
        case "conflict":
            return qsTr("有冲突");
        case "refused":
            return qsTr("被拒收");
        default:
            return qsTr("草稿");
        }
    }

    // The colours of how bad something is: ok, hint, info, warning, error.
    function severityTone(severity: string): Tone {
        switch (severity) {
        case "ok":
            return colors.approved;
        case "info":
            return colors.sending;
        case "warning":
            return colors.waiting;
        case "error":
            return colors.refused;
        default:
            return colors.draft;
        }
    }

    function severityIcon(severity: string): string {
        switch (severity) {
        case "ok":
            return "check-circle";
        case "info":
            return "info";
        case "warning":
            return "warning";
        case "error":
            return "error";
        default:
            return "hint";
        }
    }

    function severityWord(severity: string): string {
        switch (severity) {
        case "ok":
            return qsTr("正常");
        case "info":
            return qsTr("说明");
        case "warning":
            return qsTr("提醒");
        case "error":
            return qsTr("错误");
        default:
            return qsTr("建议");
        }
    }
}
