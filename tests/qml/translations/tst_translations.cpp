#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

#include <algorithm>

namespace {

struct Message {
    QString context;
    QString source;
    QString translation;
    bool finished = true;

    QString key() const { return context + QStringLiteral(": ") + source; }
};

QList<Message> messagesOf(const QString& file) {
    QFile input(file);
    if (!input.open(QFile::ReadOnly)) return {};
    QXmlStreamReader xml(&input);
    QList<Message> messages;
    Message message;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) continue;
        if (xml.name() == u"name") message.context = xml.readElementText();
        if (xml.name() == u"source") message.source = xml.readElementText();
        if (xml.name() != u"translation") continue;
        message.finished = xml.attributes().value(QLatin1String("type")).isEmpty();
        message.translation = xml.readElementText();
        messages += message;
    }
    return messages;
}

QStringList keysOf(const QList<Message>& messages) {
    QStringList keys;
    for (const auto& message : messages)
        keys += message.key();
    keys.sort();
    return keys;
}

QStringList placeholdersOf(const QString& text) {
    static const QRegularExpression pattern(QStringLiteral("%\\d+"));
    QStringList found;
    for (auto it = pattern.globalMatch(text); it.hasNext();)
        found += it.next().captured();
    found.sort();
    return found;
}

const QString catalogue = QStringLiteral(JIXIAO_SOURCE_DIR "/assets/i18n/jixiao_en.ts");

} // namespace

/// The English catalogue: complete, true to its placeholders, and in step with the sources.
class TranslationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyMessageIsTranslated() {
        const auto messages = messagesOf(catalogue);
        QVERIFY(messages.size() > 200);
        static const QRegularExpression chinese(QStringLiteral("[\\x{3400}-\\x{9FFF}]"));
        for (const auto& message : messages) {
            QVERIFY2(message.finished && !message.translation.isEmpty(), qPrintable(message.key()));
            QVERIFY2(!message.translation.contains(chinese), qPrintable(message.key()));
        }
    }

    void placeholdersSurvive() {
        for (const auto& message : messagesOf(catalogue)) {
            auto wanted = placeholdersOf(message.source);
            auto found = placeholdersOf(message.translation);
            wanted.removeDuplicates();
            found.removeDuplicates();
            QVERIFY2(wanted == found, qPrintable(message.key()));
        }
    }

    void catalogueMatchesTheSources() {
        const QTemporaryDir folder;
        const auto fresh = folder.filePath(QStringLiteral("fresh.ts"));
        QVERIFY(QFile::copy(catalogue, fresh));
        QVERIFY(QFile::setPermissions(fresh, QFile::ReadOwner | QFile::WriteOwner));
        QProcess lupdate;
        lupdate.setWorkingDirectory(QStringLiteral(JIXIAO_SOURCE_DIR));
        lupdate.start(QStringLiteral(JIXIAO_LUPDATE),
                      QStringLiteral(JIXIAO_LUPDATE_ARGUMENTS).split(u' ') + QStringList{QStringLiteral("-ts"), fresh});
        QVERIFY(lupdate.waitForFinished(60'000));
        QCOMPARE(lupdate.exitCode(), 0);
        // Differences: build the target update_translations, then translate what is new.
        QCOMPARE(keysOf(messagesOf(fresh)), keysOf(messagesOf(catalogue)));
    }

    void programCarriesTheCatalogue() {
        QTranslator translator;
        QVERIFY(translator.load(QStringLiteral(":/i18n/jixiao_en.qm")));
        QCOMPARE(translator.translate("DecisionBar", "提交"), QStringLiteral("Submit"));
        QCOMPARE(translator.translate("jixiao::SyncViewModel", "离线"), QStringLiteral("Offline"));
    }
};

QTEST_GUILESS_MAIN(TranslationsTest)

#include "tst_translations.moc"
