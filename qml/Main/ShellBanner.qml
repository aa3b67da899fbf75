import QtQuick
import Jixiao.App
import Jixiao.Controls

// What must be seen on whatever page: that the app is about to lock itself, and what became of the data that was restored.
JBanner {
    id: banner

    required property SessionViewModel session
    readonly property bool locking: session.lockCountdown > 0

    dismissible: !locking
    severity: "warning"
    text: locking ? qsTr("%1 秒后自动锁定，继续操作即可取消；正在填写的内容会先保存。").arg(session.lockCountdown) : session.rescueText

    onDismissed: session.acknowledgeRescue()
}
