#include "tests/flow/demo.h"

#include <QFile>
#include <QTextStream>

namespace jixiao::flow {

namespace {

const QString passphrase = QStringLiteral("jixiao-demo");

void prepareDevice(const Place& place, Server& server, const QString& device, const QString& person) {
    if (QFile::exists(place.path(device))) return;
    const auto program = QStringLiteral("jixiaoctl");
    runProgram(place, program,
               {QStringLiteral("store"), QStringLiteral("init"), place.path(device), QStringLiteral("--enrol"),
                server.invite(person)});
    runProgram(place, program, {QStringLiteral("sync"), QStringLiteral("--store"), place.path(device)});
}

} // namespace

void useSamplePassphrase(const Place& place, const QString& text) {
    QFile secret(place.path(QStringLiteral("passphrase")));
    if (!secret.open(QIODevice::WriteOnly)) throw Failure{secret.errorString()};
    secret.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    secret.write(text.toUtf8());
    qputenv("JIXIAO_PASSPHRASE_FILE", secret.fileName().toUtf8());
}

int runDemo(const Place& place) {
    QTextStream out(stdout);
    Server server(place);
    const bool first = !QFile::exists(place.path(QStringLiteral("server")));
    server.start();
    useSamplePassphrase(place, passphrase);
    if (first) {
        out << QStringLiteral("建立样例单位、人员和两台设备……") << Qt::endl;
        server.administrate({QStringLiteral("load"), place.source + QStringLiteral("/assets/sample/bureau.json")});
    }
    const bool fresh = !QFile::exists(place.path(QStringLiteral("filler")));
    prepareDevice(place, server, QStringLiteral("filler"), QStringLiteral("填报员·甲"));
    if (fresh) {
        const QStringList store{QStringLiteral("--store"), place.path(QStringLiteral("filler"))};
        const auto sample = place.source + QStringLiteral("/assets/sample/gaoxin-2020.txt");
        runProgram(place, QStringLiteral("jixiaoctl"), QStringList{QStringLiteral("import"), sample} + store);
        runProgram(place, QStringLiteral("jixiaoctl"), QStringList{QStringLiteral("sync")} + store);
    }
    prepareDevice(place, server, QStringLiteral("head"), QStringLiteral("分管局领导·戊"));
    qunsetenv("JIXIAO_PASSPHRASE_FILE");

    const auto app = place.program(QStringLiteral("jixiao"));
    out << QStringLiteral("解锁口令：%1").arg(passphrase) << Qt::endl;
    out << QStringLiteral("单位负责人的设备，在另一个终端打开：%1 --data %2")
               .arg(app, place.path(QStringLiteral("head")))
        << Qt::endl;
    return QProcess::execute(app, {QStringLiteral("--data"), place.path(QStringLiteral("filler"))});
}

} // namespace jixiao::flow
