// One form's way from paper to the server and back, through the real programs: the app on two devices, the server, the
// terminal. Prints each step; the exit status says whether the journey held.
#include "tests/flow/demo.h"
#include "tests/flow/programs.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTextStream>

#include <functional>

using namespace jixiao::flow;

namespace {

const QString passphrase = QStringLiteral("jixiao-demo");
const QString filler = QStringLiteral("填报员·甲");
const QString head = QStringLiteral("分管局领导·戊");
const QString wall = QStringLiteral("维修院墙资金");
const QString wallReason = QStringLiteral("院墙项目多为定性要求，已逐项写明核查办法");
const QString cases = QStringLiteral("办案经费");

class Journey {
public:
    Journey(Place place, QString document, int tables)
        : place_(std::move(place)),
          document_(std::move(document)),
          tables_(tables),
          server_(place_),
          filler_(place_, QStringLiteral("filler")),
          head_(place_, QStringLiteral("head")) {}

    bool run();

private:
    bool step(const QString& title, const std::function<void()>& work);
    void enrol(App& app, const QString& person);
    void unlock(App& app);
    void syncNow(App& app);

    void prepareServer();
    void importDocument();
    void correct();
    void explain();
    void submit();
    void sendBack();
    void resubmit();
    void approve();
    void editOfflineAndDie();
    void arriveOnce();
    void exportPdf();

    Place place_;
    QString document_;
    int tables_; ///< of the document, of all kinds
    Server server_;
    App filler_;
    App head_;
    int number_ = 0;
};

bool Journey::step(const QString& title, const std::function<void()>& work) {
    QTextStream out(stdout);
    QElapsedTimer timer;
    timer.start();
    try {
        work();
    } catch (const Failure& failure) {
        out << QStringLiteral("[失败] %1. %2\n  %3").arg(++number_).arg(title, failure.text) << Qt::endl;
        return false;
    }
    out << QStringLiteral("[通过] %1. %2（%3 秒）")
               .arg(++number_)
               .arg(title)
               .arg(double(timer.elapsed()) / 1000, 0, 'f', 1)
        << Qt::endl;
    return true;
}

bool Journey::run() {
    return step(QStringLiteral("启动服务器，建立样例单位和人员"), [this] { prepareServer(); }) &&
           step(QStringLiteral("填报人用登记码登记设备"), [this] { enrol(filler_, filler); }) &&
           step(QStringLiteral("导入 %1 张表").arg(tables_), [this] { importDocument(); }) &&
           step(QStringLiteral("打开一张表，看审核提示，一键改正"), [this] { correct(); }) &&
           step(QStringLiteral("给每条提醒写说明，同类的一次写完"), [this] { explain(); }) &&
           step(QStringLiteral("提交，同步送达服务器"), [this] { submit(); }) &&
           step(QStringLiteral("单位负责人在第二台设备登记"), [this] { enrol(head_, head); }) &&
           step(QStringLiteral("负责人看到这张表，对一个指标写意见并退回"), [this] { sendBack(); }) &&
           step(QStringLiteral("填报人收到退回和指标旁的意见，改正后重新提交"), [this] { resubmit(); }) &&
           step(QStringLiteral("负责人批准，填报人看到已通过"), [this] { approve(); }) &&
           step(QStringLiteral("服务器停机，离线修改另一张表，程序被强行结束后重开，修改和待发送都在"),
                [this] { editOfflineAndDie(); }) &&
           step(QStringLiteral("服务器恢复，这一修改恰好到达一次"), [this] { arriveOnce(); }) &&
           step(QStringLiteral("导出 PDF"), [this] { exportPdf(); });
}

void Journey::prepareServer() {
    server_.start();
    server_.administrate({QStringLiteral("load"), place_.source + QStringLiteral("/assets/sample/bureau.json")});
}

void Journey::enrol(App& app, const QString& person) {
    app.start();
    app.type(QStringLiteral("登记码"), server_.invite(person));
    app.type(QStringLiteral("设置口令"), passphrase);
    app.type(QStringLiteral("再输一次"), passphrase);
    app.shot(QStringLiteral("01-first-use"));
    app.tap(QStringLiteral("开始使用"));
    app.tap(QStringLiteral("已抄好"));
    app.expect(QStringLiteral("总览"));
}

void Journey::unlock(App& app) {
    app.start();
    app.type(QStringLiteral("口令"), passphrase);
    app.tap(QStringLiteral("解锁"));
    app.expect(QStringLiteral("总览"));
}

void Journey::syncNow(App& app) {
    app.tap(QStringLiteral("同步…"));
    app.tap(QStringLiteral("立即同步"));
    app.expect(QStringLiteral("已同步…"));
}

void Journey::importDocument() {
    filler_.tap(QStringLiteral("项目"));
    filler_.tap(QStringLiteral("导入"));
    filler_.type(QStringLiteral("文件位置"), document_);
    filler_.tap(QStringLiteral("读取"));
    filler_.expect(QStringLiteral("已选 %1 张表，预算合计 1,004.60 万元").arg(tables_));
    filler_.shot(QStringLiteral("02-import"));
    filler_.tap(QStringLiteral("存入本机"));
    filler_.expect(QStringLiteral("共 %1 张表").arg(tables_));
    filler_.shot(QStringLiteral("03-projects"));
}

void Journey::correct() {
    filler_.tap(wall);
    const auto wrong = QStringLiteral("指标值“≤0.97万元”…");
    filler_.expect(wrong);
    filler_.shot(QStringLiteral("04-review"));
    filler_.tap(QStringLiteral("一键改正：改为≤9.70万元"));
    filler_.expectGone(wrong);
    filler_.tap(QStringLiteral("第 1 条 拨付资金金额"));
    filler_.expectText(QStringLiteral("指标值，必填"), QStringLiteral("≤9.70万元"));
    // The rules ask for a cost indicator in a repair project; this one is it, filed under the wrong kind.
    filler_.tap(QStringLiteral("二级指标，必填"));
    filler_.tap(QStringLiteral("成本指标"));
    filler_.expect(QStringLiteral("没有错误，还有…"));
    filler_.expect(QStringLiteral("已保存…"));
    filler_.shot(QStringLiteral("05-corrected"));
}

/// The button leads to the first warning without a reason, until there is none.
void Journey::explain() {
    const auto give = [this](const QString& rule, const QString& reason, int others = 0) {
        filler_.tap(QStringLiteral("提交前写说明…"));
        filler_.type(QStringLiteral("说明 %1…").arg(rule), reason);
        if (others > 0) filler_.tap(QStringLiteral("同类 %1 条也用这条").arg(others));
    };
    give(QStringLiteral("P41"), QStringLiteral("零星修缮，产出只有一项"));
    filler_.shot(QStringLiteral("05-explaining"));
    give(QStringLiteral("P62"), wallReason);
    give(QStringLiteral("P48"), QStringLiteral("按拨付时点考核"));
    give(QStringLiteral("P60"), QStringLiteral("年底由后勤科现场核查"), 2);
    give(QStringLiteral("P59"), QStringLiteral("只有完成和未完成两档"), 2);
    give(QStringLiteral("P63"), QStringLiteral("往年维修台账"), 1);
    give(QStringLiteral("P66"), QStringLiteral("服务对象不同"));
    filler_.expect(QStringLiteral("没有错误，可以提交"));
    filler_.expect(QStringLiteral("已保存…"));
    filler_.shot(QStringLiteral("05-explained"));
}

void Journey::submit() {
    filler_.tap(QStringLiteral("提交"));
    filler_.expect(QStringLiteral("已送达"));
    filler_.shot(QStringLiteral("06-received"));
}

void Journey::sendBack() {
    head_.tap(QStringLiteral("审批…"));
    head_.shot(QStringLiteral("07-inbox"));
    head_.tap(wall);
    head_.expect(QStringLiteral("说明：%1").arg(wallReason));
    head_.shot(QStringLiteral("07-reasons"));
    head_.tap(QStringLiteral("第 5 条 群众满意"));
    head_.tap(QStringLiteral("写意见：指标值"));
    head_.type(QStringLiteral("意见：指标值"), QStringLiteral("请写明调查多少户"));
    head_.tap(QStringLiteral("退回"));
    head_.type(QStringLiteral("退回意见"), QStringLiteral("满意度指标不够清楚"));
    head_.shot(QStringLiteral("08-return"));
    head_.tap(QStringLiteral("确认退回"));
    head_.expect(QStringLiteral("已退回…"));
    syncNow(head_);
}

void Journey::resubmit() {
    syncNow(filler_);
    filler_.tap(QStringLiteral("项目"));
    filler_.tap(wall);
    filler_.expect(QStringLiteral("已退回 · 第 2 轮"));
    filler_.tap(QStringLiteral("第 5 条 群众满意"));
    filler_.expect(QStringLiteral("审核意见：请写明调查多少户"));
    filler_.shot(QStringLiteral("09-returned"));
    filler_.type(QStringLiteral("绩效指标描述，必填"),
                 QStringLiteral("抽样走访周边100户居民，对院墙修缮表示满意的户数占比"));
    filler_.expect(QStringLiteral("没有错误，可以提交"));
    filler_.tap(QStringLiteral("重新提交"));
    filler_.expect(QStringLiteral("已送达…"));
}

void Journey::approve() {
    syncNow(head_);
    head_.tap(QStringLiteral("审批…"));
    head_.tap(wall);
    head_.tap(QStringLiteral("批准"));
    head_.expect(QStringLiteral("已通过…"));
    syncNow(head_);
    syncNow(filler_);
    filler_.tap(QStringLiteral("项目"));
    filler_.tap(wall);
    filler_.expect(QStringLiteral("已通过…"));
    filler_.shot(QStringLiteral("10-approved"));
    filler_.tap(QStringLiteral("打印预览"));
    filler_.expect(QStringLiteral("第 1 页"));
    filler_.shot(QStringLiteral("11-preview"));
    filler_.tap(QStringLiteral("返回填报"));
    filler_.tap(QStringLiteral("返回列表"));
}

const QString offlineText = QStringLiteral("用于案件侦办的差旅、取证和鉴定支出（离线填写）");

void Journey::editOfflineAndDie() {
    server_.stop();
    filler_.tap(cases);
    filler_.type(QStringLiteral("资金用途，必填"), offlineText);
    filler_.expect(QStringLiteral("已保存…"));
    filler_.kill();
    unlock(filler_);
    filler_.tap(QStringLiteral("项目"));
    filler_.tap(cases);
    filler_.expectText(QStringLiteral("资金用途，必填"), offlineText);
    filler_.tap(QStringLiteral("同步…"));
    filler_.expect(QStringLiteral("待发送（1）"));
    filler_.shot(QStringLiteral("12-offline"));
}

void Journey::arriveOnce() {
    server_.start();
    syncNow(filler_);
    filler_.expect(QStringLiteral("全部内容都已送达服务器。"));
    // A third device sees what the server holds, independently of both others.
    useSamplePassphrase(place_, passphrase);
    const auto witness = place_.path(QStringLiteral("witness"));
    runProgram(
        place_, QStringLiteral("jixiaoctl"),
        {QStringLiteral("store"), QStringLiteral("init"), witness, QStringLiteral("--enrol"), server_.invite(head)});
    runProgram(place_, QStringLiteral("jixiaoctl"), {QStringLiteral("sync"), QStringLiteral("--store"), witness});
    const auto json = place_.path(QStringLiteral("witness.json"));
    runProgram(place_, QStringLiteral("jixiaoctl"),
               {QStringLiteral("export"), QStringLiteral("--store"), witness, QStringLiteral("--format"),
                QStringLiteral("json"), QStringLiteral("-o"), json});
    QFile file(json);
    if (!file.open(QIODevice::ReadOnly)) throw Failure{file.errorString()};
    const auto documents = QJsonDocument::fromJson(file.readAll()).object()[QStringLiteral("documents")].toArray();
    int arrivals = 0;
    for (const auto& document : documents)
        arrivals += document.toObject()[QStringLiteral("fundUse")].toString() == offlineText ? 1 : 0;
    if (documents.size() != tables_ || arrivals != 1)
        throw Failure{
            QStringLiteral("the server holds %1 forms, %2 with the edit").arg(documents.size()).arg(arrivals)};
}

void Journey::exportPdf() {
    filler_.kill();
    runProgram(place_, QStringLiteral("jixiaoctl"),
               {QStringLiteral("export"), QStringLiteral("--store"), filler_.folder(), QStringLiteral("--format"),
                QStringLiteral("pdf"), QStringLiteral("-o"), place_.path(QStringLiteral("../forms.pdf"))});
    runProgram(place_, QStringLiteral("jixiaoctl"),
               {QStringLiteral("store"), QStringLiteral("check"), filler_.folder()});
}

int tryDemo(const Place& place) {
    try {
        return runDemo(place);
    } catch (const Failure& failure) {
        QTextStream(stderr) << failure.text << Qt::endl;
        return 1;
    }
}

} // namespace

int main(int argc, char* argv[]) {
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption out(QStringLiteral("out"), QStringLiteral("pictures and PDF go here"),
                                 QStringLiteral("DIR"), QStringLiteral("out"));
    const QCommandLineOption document(QStringLiteral("document"), QStringLiteral("the published tables"),
                                      QStringLiteral("FILE"),
                                      QStringLiteral(JIXIAO_SOURCE_DIR "/assets/sample/gaoxin-2020.txt"));
    const QCommandLineOption tables(QStringLiteral("tables"), QStringLiteral("how many tables the document has"),
                                    QStringLiteral("COUNT"), QStringLiteral("12"));
    const QCommandLineOption interactive(QStringLiteral("interactive"),
                                         QStringLiteral("open the app on the sample bureau"));
    parser.addOptions({out, document, tables, interactive});
    parser.addHelpOption();
    parser.process(app);

    const QDir folder(QDir(parser.value(out)).absolutePath());
    const bool demo = parser.isSet(interactive);
    const Place place{QCoreApplication::applicationDirPath(),
                      folder.filePath(demo ? QStringLiteral("demo") : QStringLiteral("data")),
                      QStringLiteral(JIXIAO_SOURCE_DIR)};
    if (!demo) QDir(place.folder).removeRecursively();
    if (!QDir().mkpath(place.folder)) return 1;
    if (demo) return tryDemo(place);

    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    Journey journey(place, QDir(parser.value(document)).absolutePath(), parser.value(tables).toInt());
    const bool held = journey.run();
    QTextStream(stdout) << (held ? QStringLiteral("全程通过，截图和 PDF 在 %1").arg(folder.path())
                                 : QStringLiteral("未走完，现场保留在 %1").arg(folder.path()))
                        << Qt::endl;
    return held ? 0 : 1;
}
