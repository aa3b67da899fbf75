import QtQuick
import QtTest
import Jixiao.Theme
import Jixiao.Controls
import Jixiao.Test

Item {
    id: root

    height: 700
    width: 700

    Column {
        spacing: 12

        JButton {
            id: button
            text: "提交审核"
        }
        JButton {
            id: busy
            busy: true
            text: "正在签名"
        }
        JIconButton {
            id: iconButton
            checkable: true
            iconName: "panel"
            name: "审核面板"
        }
        JChip {
            id: chip
            text: "全部"
        }
        JCheckBox {
            id: check
            text: "涉密"
        }
        JSwitch {
            id: toggle
            text: "自动发送"
            width: 300
        }
        JSegmented {
            id: segments
            name: "外观"
            options: ["浅色", "深色", "跟随系统"]
        }
        JSearchField {
            id: search
        }
        JListRow {
            id: row
            subtitle: "二级"
            title: "办案业务经费"
            width: 400
        }
        JSection {
            id: section
            collapsible: true
            title: "产出指标"
            width: 400
        }
        JErrorState {
            id: failure
            details: "503"
            requestId: "42"
            safe: "没有丢失"
            what: "没能送到"
            width: 400
        }
    }

    JDialog {
        id: dialog
        danger: true
        text: "不能恢复"
        title: "清空？"
    }
    JToastHost {
        id: toasts
        actionTime: 60000
        shortTime: 60000
    }

    SignalSpy {
        id: clicks
        signalName: "clicked"
        target: button
    }
    SignalSpy {
        id: busyClicks
        signalName: "clicked"
        target: busy
    }
    SignalSpy {
        id: rowClicks
        signalName: "clicked"
        target: row
    }
    SignalSpy {
        id: chosen
        signalName: "chosen"
        target: segments
    }
    SignalSpy {
        id: accepted
        signalName: "accepted"
        target: dialog
    }
    SignalSpy {
        id: rejected
        signalName: "rejected"
        target: dialog
    }
    SignalSpy {
        id: toastActions
        signalName: "actionClicked"
        target: toasts
    }

    TestCase {
        name: "Buttons"
        when: windowShown

        function initTestCase() {
            Theme.reducedMotion = true;
        }

        function cleanup() {
            Theme.textScale = 1;
            Theme.touch = false;
            for (const spy of [clicks, busyClicks, rowClicks, chosen, accepted, rejected, toastActions])
                spy.clear();
            compare(TestHelper.takeWarnings(), "");
        }

        function test_buttonByMouseAndKeyboard() {
            mouseClick(button);
            compare(clicks.count, 1);
            iconButton.forceActiveFocus();
            button.forceActiveFocus(Qt.TabFocusReason);
            verify(button.visualFocus);
            keyClick(Qt.Key_Space);
            keyClick(Qt.Key_Return);
            keyClick(Qt.Key_Enter);
            compare(clicks.count, 4);
            button.enabled = false;
            mouseClick(button);
            compare(clicks.count, 4);
            button.enabled = true;
        }

        function test_busyButtonKeepsFocusAndTakesNothing() {
            busy.forceActiveFocus(Qt.TabFocusReason);
            mouseClick(busy);
            keyClick(Qt.Key_Space);
            keyClick(Qt.Key_Return);
            compare(busyClicks.count, 0);
            verify(busy.activeFocus);
        }

        function test_toggles_data() {
            return [{
                    "tag": "icon",
                    "item": iconButton
                }, {
                    "tag": "chip",
                    "item": chip
                }, {
                    "tag": "check",
                    "item": check
                }, {
                    "tag": "switch",
                    "item": toggle
                }];
        }

        function test_toggles(data) {
            data.item.checked = false;
            data.item.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Space);
            verify(data.item.checked);
            mouseClick(data.item);
            verify(!data.item.checked);
            verify(data.item.Accessible.name !== "");
        }

        function test_segmentsByArrowAndMouse() {
            segments.currentIndex = 0;
            segments.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Right);
            compare(segments.currentIndex, 1);
            keyClick(Qt.Key_Left);
            keyClick(Qt.Key_Left);
            compare(segments.currentIndex, 0);
            mouseClick(segments, segments.width - 20, segments.height / 2);
            compare(segments.currentIndex, 2);
            compare(chosen.count, 3);
        }

        function test_searchFollowsComposition() {
            search.forceActiveFocus();
            TestHelper.compose(search, "办案");
            compare(search.query, "办案");
            TestHelper.finish(search, "办案");
            keyClick(Qt.Key_Escape);
            compare(search.query, "");
        }

        function test_rowByEnter() {
            row.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Return);
            mouseClick(row);
            compare(rowClicks.count, 2);
        }

        function test_sectionFolds() {
            section.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Space);
            verify(!section.expanded);
            mouseClick(section, 20, section.height / 2);
            verify(section.expanded);
        }

        function test_dialogStartsOnCancel() {
            dialog.open();
            tryVerify(() => dialog.opened);
            keyClick(Qt.Key_Return);
            tryVerify(() => !dialog.opened);
            compare(rejected.count, 1);
            dialog.open();
            tryVerify(() => dialog.opened);
            keyClick(Qt.Key_Escape);
            tryVerify(() => !dialog.opened);
            compare(accepted.count, 0);
        }

        function test_toastsAreAtMostThreeAndGiveBackTheirKey() {
            for (let i = 0; i < 5; ++i)
                toasts.show("已删除 " + i, "撤销", "key" + i);
            waitForRendering(toasts);
            compare(toasts.count, 3);
            const first = findByName(toasts, "撤销");
            verify(first !== null);
            mouseClick(first);
            compare(toastActions.count, 1);
            compare(toastActions.signalArguments[0][0], "key2");
            compare(toasts.count, 2);
        }

        function findByName(item, name) {
            for (let i = 0; i < item.children.length; ++i) {
                const child = item.children[i];
                if (child.visible && child.text === name && child.clicked !== undefined)
                    return child;
                const inner = findByName(child, name);
                if (inner)
                    return inner;
            }
            return null;
        }

        function test_errorReportIsCopied() {
            failure.copyReport();
            compare(TestHelper.clipboard(), "请求编号：42\n503");
        }

        function test_sizesForFingers() {
            Theme.touch = true;
            for (const item of [button, iconButton, chip, check, toggle, search, row])
                verify(item.implicitHeight >= 48, item.toString());
        }

        function test_nothingClipsAtDoubleText() {
            Theme.textScale = 2;
            verify(button.implicitHeight >= Theme.line(Theme.fontBody));
            verify(search.implicitHeight >= Theme.line(Theme.fontBody));
            verify(check.implicitHeight >= Theme.line(Theme.fontBody));
        }
    }
}
