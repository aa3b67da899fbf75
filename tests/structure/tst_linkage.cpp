#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

namespace {

QString buildFolder() { return QStringLiteral(JIXIAO_BUILD_DIR); }

QStringList builtPrograms() {
    const QDir bin(buildFolder() + QStringLiteral("/bin"));
    QStringList programs;
    for (const QString& name : bin.entryList({QStringLiteral("jixiao*")}, QDir::Files | QDir::Executable))
        programs << bin.filePath(name);
    return programs;
}

QString outputOf(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished() || process.exitCode() != 0) return {};
    return QString::fromUtf8(process.readAllStandardOutput());
}

/// The programs of build.ninja that link SQLCipher without hiding its symbols.
QStringList linksWithoutHiding(const QString& ninja) {
    static const QRegularExpression start(QStringLiteral("^build (\\S*bin/\\S+): CXX_EXECUTABLE_LINKER"));
    QStringList found;
    QString program;
    bool cipher = false;
    bool hidden = false;
    const QStringList lines = (ninja + QStringLiteral("\n\n")).split(u'\n');
    for (const QString& line : lines) {
        if (const auto match = start.match(line); match.hasMatch()) program = match.captured(1);
        if (line.contains(u"libsqlcipher.a") && line.contains(u"LINK_LIBRARIES")) cipher = true;
        if (line.contains(u"--exclude-libs,ALL")) hidden = true;
        if (!line.isEmpty()) continue;
        if (!program.isEmpty() && cipher && !hidden) found << program;
        program.clear();
        cipher = hidden = false;
    }
    return found;
}

} // namespace

/// The programs carry one private SQLite: SQLCipher inside, its symbols hidden, no libsqlite3 beside it.
class TestLinkage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void missingFlagIsSeen();
    void cipherSymbolsAreHidden();
    void noSecondSqlite();
};

void TestLinkage::missingFlagIsSeen() {
    const QString block = QStringLiteral("build bin/a: CXX_EXECUTABLE_LINKER__a_ x.o\n  LINK_FLAGS = %1\n"
                                         "  LINK_LIBRARIES = /usr/lib/libsqlcipher.a  -lm\n\n");
    QCOMPARE(linksWithoutHiding(block.arg(QStringLiteral("-Wl,--exclude-libs,ALL"))), QStringList());
    QCOMPARE(linksWithoutHiding(block.arg(QString())), QStringList{QStringLiteral("bin/a")});
}

void TestLinkage::cipherSymbolsAreHidden() {
    QFile ninja(buildFolder() + QStringLiteral("/build.ninja"));
    QVERIFY2(ninja.open(QIODevice::ReadOnly), "the presets build with Ninja");
    const QStringList found = linksWithoutHiding(QString::fromUtf8(ninja.readAll()));
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u' ')));
}

void TestLinkage::noSecondSqlite() {
    const QStringList programs = builtPrograms();
    QVERIFY2(!programs.isEmpty(), "build the programs first");
    for (const QString& program : programs) {
        const QString libraries = outputOf(QStringLiteral("ldd"), {program});
        QVERIFY2(libraries.contains(u"libQt6Core"), qPrintable(program + libraries));
        QVERIFY2(!libraries.contains(u"libsqlite3"), qPrintable(program + libraries));
        QVERIFY2(!libraries.contains(u"libsqlcipher"), qPrintable(program + libraries));
        QVERIFY2(!libraries.contains(u"not found"), qPrintable(program + libraries));
        const QString exported =
            outputOf(QStringLiteral("nm"), {QStringLiteral("-D"), QStringLiteral("--defined-only"), program});
        QVERIFY2(!exported.contains(u"sqlite3_"), qPrintable(program + QStringLiteral(" exports SQLite symbols")));
    }
}

QTEST_GUILESS_MAIN(TestLinkage)
#include "tst_linkage.moc"
