#pragma once

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/base/random.h"
#include "core/store/store.h"
#include "tests/support/verify.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace jixiao::test {

/// jixiaoctl as a person runs it, in a folder of its own.
class CliFixture {
public:
    struct Answer {
        int code = -1; ///< -1: it crashed or did not end
        QByteArray out;
        QByteArray err;

        /// One line that says what happened, what is safe and what to do, in Chinese; else what is wrong with it.
        QString complaint() const;
        bool isAbout(const char* errorCode) const { return err.contains(errorCode); }
    };

    CliFixture();

    Answer run(const QStringList& arguments, const QByteArray& input = {}) const;
    QString path(const QString& name) const { return dir.filePath(name); }
    QString write(const QString& name, const QByteArray& bytes) const;
    static QByteArray bytesOf(const QString& file);
    static QByteArray sample();
    /// Names, sizes and contents of everything in the folder.
    static QByteArray fingerprint(const QString& folder);

    /// A vault with the cheapest key derivation allowed, a store and a local person.
    QString makeStore(const QString& name = QStringLiteral("data"));
    std::unique_ptr<Store> open(const QString& folder);

    QTemporaryDir dir;
    SystemClock clock;
    SystemRandom random;
    UuidV7Source ids{clock, random};
    QString passphraseFile; ///< "" for none

    static const QByteArray passphrase;
};

/// Exit codes of jixiaoctl, and words of its command line.
enum Exit { Ok = 0, FindingsOpen = 1, BadInput = 2, Failed = 3 };
inline const QString json = QStringLiteral("--json");
inline const QString dash = QStringLiteral("-");
inline const QString importWord = QStringLiteral("import");
inline const QString reviewWord = QStringLiteral("review");
inline const QString exportWord = QStringLiteral("export");
inline const QString storeWord = QStringLiteral("store");
inline const QString storeOption = QStringLiteral("--store");

inline QJsonObject objectOf(const QByteArray& bytes) { return QJsonDocument::fromJson(bytes).object(); }

} // namespace jixiao::test

#define VERIFY_EXIT(answer, expected)                                                                                  \
    do {                                                                                                               \
        const auto& ended = (answer);                                                                                  \
        const auto endedSaying = QString::fromUtf8(ended.err + ended.out.left(400));                                   \
        QVERIFY2(ended.code == (expected),                                                                             \
                 qPrintable(QStringLiteral("exit %1: %2").arg(ended.code).arg(endedSaying)));                          \
    } while (false)
/// Failed as documented: exit code, one clear line, the error meant.
#define VERIFY_FAILS(answer, expected, errorCode)                                                                      \
    do {                                                                                                               \
        const auto& failure = (answer);                                                                                \
        VERIFY_EXIT(failure, expected);                                                                                \
        const auto wrong = failure.complaint();                                                                        \
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong + u'\n' + QString::fromUtf8(failure.err)));                         \
        QVERIFY2(failure.isAbout(errorCode), failure.err.constData());                                                 \
    } while (false)
