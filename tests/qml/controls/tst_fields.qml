import QtQuick
import QtTest
import Jixiao.Theme
import Jixiao.Fields
import Jixiao.Test

Item {
    id: root

    property int undone: 0
    property string model: ""
    property bool echoing: true

    height: 600
    width: 500

    Shortcut {
        sequences: [StandardKey.Undo]

        onActivated: ++root.undone
    }

    Column {
        spacing: 12
        width: parent.width

        TextFieldEditor {
            id: line

            label: "项目名称"
            mandatory: true
            value: root.model
            width: parent.width

            onEdited: text => {
                if (root.echoing)
                    root.model = text;
            }
        }

        LongTextEditor {
            id: longText

            label: "年度目标"
            limit: 10
            width: parent.width
        }

        MoneyEditor {
            id: money

            label: "预算总额"
            shownValue: "1,280.00"
            value: "1280.00"
            width: parent.width
        }

        EnumEditor {
            id: choice

            label: "项目类型"
            options: [{
                    "value": "recurrent",
                    "text": "常年性项目"
                }, {
                    "value": "one_off",
                    "text": "一次性项目"
                }]
            value: "one_off"
            width: parent.width
        }

        ValueEditor {
            id: target

            echo: "≥ 90 %"
            fixText: "改为 ≥90%"
            label: "指标值"
            message: "没有写比较符号"
            severity: "warning"
            value: "90%"
            width: parent.width
        }
    }

    SignalSpy {
        id: lineEdited
        signalName: "edited"
        target: line
    }
    SignalSpy {
        id: lineCommitted
        signalName: "committed"
        target: line
    }
    SignalSpy {
        id: longEdited
        signalName: "edited"
        target: longText
    }
    SignalSpy {
        id: longCommitted
        signalName: "committed"
        target: longText
    }
    SignalSpy {
        id: moneyEdited
        signalName: "edited"
        target: money
    }
    SignalSpy {
        id: choiceCommitted
        signalName: "committed"
        target: choice
    }
    SignalSpy {
        id: fixSpy
        signalName: "fixRequested"
        target: target
    }

    TestCase {
        name: "Fields"
        when: windowShown

        function init() {
            Theme.mode = "light";
            root.echoing = true;
            choice.input?.forceActiveFocus();
            target.input.forceActiveFocus();
            root.model = "";
            line.value = Qt.binding(() => root.model);
            line.input.clear();
            longText.value = "";
            longText.input.clear();
            root.undone = 0;
            for (const spy of [lineEdited, lineCommitted, longEdited, longCommitted, moneyEdited, choiceCommitted, fixSpy])
                spy.clear();
        }

        function cleanup() {
            compare(TestHelper.takeWarnings(), "");
        }

        function test_everyKeyIsEdited() {
            line.input.forceActiveFocus();
            keyClick("a");
            keyClick("b");
            compare(lineEdited.count, 2);
            compare(root.model, "ab");
            compare(lineCommitted.count, 0);
        }

        function test_enterCommits() {
            line.input.forceActiveFocus();
            keyClick("a");
            keyClick(Qt.Key_Return);
            compare(lineCommitted.count, 1);
            compare(lineCommitted.signalArguments[0][0], "a");
        }

        function test_leavingCommitsOnceAndOnlyAfterAChange() {
            line.input.forceActiveFocus();
            longText.input.forceActiveFocus();
            compare(lineCommitted.count, 0);
            line.input.forceActiveFocus();
            keyClick("x");
            longText.input.forceActiveFocus();
            compare(lineCommitted.count, 1);
            compare(lineCommitted.signalArguments[0][0], "x");
        }

        function test_compositionIsEditedBeforeItIsText_data() {
            return [{
                    "tag": "line",
                    "field": line,
                    "spy": lineEdited
                }, {
                    "tag": "long",
                    "field": longText,
                    "spy": longEdited
                }];
        }

        function test_compositionIsEditedBeforeItIsText(data) {
            data.field.input.forceActiveFocus();
            keyClick("a");
            keyClick("b");
            keyClick(Qt.Key_Left);
            TestHelper.compose(data.field.input, "预算");
            compare(data.field.input.text, "ab");
            compare(data.spy.signalArguments[data.spy.count - 1][0], "a预算b");
            const before = data.spy.count;
            TestHelper.finish(data.field.input, "预算");
            compare(data.field.input.text, "a预算b");
            compare(data.spy.count, before, "the finished text is what was already reported");
        }

        function test_compositionSurvivesLeaving_data() {
            return [{
                    "tag": "line",
                    "field": line,
                    "spy": lineCommitted
                }, {
                    "tag": "long",
                    "field": longText,
                    "spy": longCommitted
                }];
        }

        function test_compositionSurvivesLeaving(data) {
            data.field.input.forceActiveFocus();
            TestHelper.compose(data.field.input, "绩效");
            money.input.forceActiveFocus();
            compare(data.spy.count, 1);
            compare(data.spy.signalArguments[0][0], "绩效");
            compare(data.field.input.text, "绩效");
        }

        function test_cancelledCompositionIsTakenBack() {
            line.input.forceActiveFocus();
            keyClick("a");
            TestHelper.compose(line.input, "yu");
            TestHelper.finish(line.input, "");
            compare(root.model, "a");
        }

        function test_valueFromOutsideDoesNotDisturbAComposition() {
            line.input.forceActiveFocus();
            TestHelper.compose(line.input, "预");
            root.model = "别处的修改";
            compare(line.input.preeditText, "预");
            TestHelper.finish(line.input, "预算");
            compare(root.model, "预算");
        }

        function test_echoKeepsTheCursor() {
            root.model = "abcd";
            line.input.forceActiveFocus();
            line.input.cursorPosition = 1;
            keyClick("x");
            compare(line.input.text, "axbcd");
            compare(line.input.cursorPosition, 2);
            compare(lineEdited.count, 1);
        }

        function test_lateEchoDoesNotBringBackOldText() {
            root.echoing = false;
            line.input.forceActiveFocus();
            keyClick("a");
            keyClick("b");
            keyClick("c");
            root.model = "a";
            compare(line.input.text, "abc");
            root.model = "abc";
            compare(line.input.text, "abc");
            compare(lineEdited.count, 3);
        }

        function test_valueFromTheFormIsShownAndNotReported() {
            line.input.forceActiveFocus();
            keyClick("a");
            lineEdited.clear();
            root.model = "一键修正";
            compare(line.input.text, "一键修正");
            compare(lineEdited.count, 0);
            root.model = "a";
            compare(line.input.text, "a", "a value typed before comes back when the form undoes to it");
        }

        function test_undoReachesThePage_data() {
            return [{
                    "tag": "line",
                    "field": line
                }, {
                    "tag": "long",
                    "field": longText
                }, {
                    "tag": "money",
                    "field": money
                }];
        }

        function test_undoReachesThePage(data) {
            data.field.input.forceActiveFocus();
            keyClick("7");
            const text = data.field.input.text;
            keyClick("z", Qt.ControlModifier);
            compare(root.undone, 1);
            compare(data.field.input.text, text, "the editor undoes nothing by itself");
        }

        function test_longTextGrowsAndCounts() {
            const before = longText.implicitHeight;
            longText.value = "一\n二\n三\n四\n五\n六";
            tryVerify(() => longText.implicitHeight > before);
            compare(longText.used, 11);
            compare(longEdited.count, 0);
        }

        function test_longTextCtrlEnterCommitsAndTabMovesOn() {
            longText.input.forceActiveFocus();
            keyClick("a");
            keyClick(Qt.Key_Return, Qt.ControlModifier);
            compare(longCommitted.count, 1);
            compare(longText.input.text, "a");
            keyClick(Qt.Key_Tab);
            verify(money.input.activeFocus);
            keyClick(Qt.Key_Backtab);
            verify(longText.input.activeFocus);
        }

        function test_moneyShowsGroupsAndEditsDigits() {
            verify(money.formatted);
            money.input.forceActiveFocus();
            verify(!money.formatted);
            compare(money.input.text, "1280.00");
            compare(money.input.horizontalAlignment, TextInput.AlignRight);
        }

        function test_enumChoosesByKeyboard() {
            choice.forceActiveFocus();
            keyClick(Qt.Key_Up);
            compare(choiceCommitted.count, 1);
            compare(choiceCommitted.signalArguments[0][0], "recurrent");
            choice.value = "unknown";
            choice.value = "one_off";
            compare(choiceCommitted.count, 1);
        }

        function test_spokenName() {
            compare(line.spokenName, "项目名称，必填");
            compare(line.input.Accessible.name, "项目名称，必填");
            compare(target.input.Accessible.description, "没有写比较符号");
        }
    }
}
