#pragma once

#include "core/base/error.h"

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace jixiao {

/// A failure as QML sees it: three sentences, plus details one tap away.
struct ErrorInfo {
    Q_GADGET
    QML_VALUE_TYPE(errorInfo)
    Q_PROPERTY(QString what MEMBER what FINAL)
    Q_PROPERTY(QString safe MEMBER safe FINAL)
    Q_PROPERTY(QString next MEMBER next FINAL)
    Q_PROPERTY(QString details MEMBER details FINAL)
    Q_PROPERTY(QString requestId MEMBER requestId FINAL)
    Q_PROPERTY(QString code MEMBER code FINAL)
    Q_PROPERTY(bool isSet MEMBER isSet FINAL)

public:
    QString what;
    QString safe;
    QString next;
    QString details;
    QString requestId;
    QString code;
    bool isSet = false;

    static ErrorInfo from(const Error& error);
    friend bool operator==(const ErrorInfo&, const ErrorInfo&) = default;
};

} // namespace jixiao
