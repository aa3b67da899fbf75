import QtQuick
import Jixiao.App
import Jixiao.Controls

JErrorState {
    required property SessionViewModel session

    details: session.error.details
    next: session.error.next
    requestId: session.error.requestId
    safe: session.error.safe
    what: session.error.what
}
