#include "app/cli/command.h"
#include "core/base/error.h"

#include <QGuiApplication>
#include <QHash>
#include <QLoggingCategory>
#include <QTextStream>

#include <sys/resource.h>
#include <sys/stat.h>

#include <memory>
#include <string_view>

namespace {

const char usage[] = R"(用法：
  jixiaoctl import FILE [--json OUT|-] [--store DIR]        导入文本、DOCX、XLSX 或交换 JSON，自动识别表样
  jixiaoctl review FILE | --store DIR [--json OUT|-]        审核；退出码 0 无错误，1 有错误级问题，2 输入读不了
  jixiaoctl rules show [--store DIR]                        正在使用的审核规则
  jixiaoctl rules verify FILE [--trust 公钥]                核对一份签名的规则
  jixiaoctl rules install FILE --store DIR [--trust 公钥]   装入数据文件夹；写明的公钥今后一直受信任
  jixiaoctl rules key -o FILE                               为管理员新建签名密钥，显示公钥
  jixiaoctl rules sign FOLDER --key FILE [-o OUT]           把规则文件夹做成一份签名的规则
  jixiaoctl score FILE [--outcomes FILE] [--profile NAME] [--points interpolated|flat] [--json OUT|-]
                  [--fill FORM -o OUT]                      自评表，每个得分都写出算式，完成情况见下；--fill 另填一张自评表样
  jixiaoctl export FILE | --store DIR --format pdf|docx|xlsx|json -o OUT
  jixiaoctl store init DIR [--enrol CODE | --offline | --person NAME --unit NAME]
  jixiaoctl store check DIR
  jixiaoctl store slots DIR [add --name NAME | rename --slot ID --name NAME | remove --slot ID | change [--slot ID] | recovery]
                                                            本机人员：列出、添加、改名、移除、改口令、换恢复码
  jixiaoctl store rekey DIR                                 换用新的数据密钥重写数据；有人离开或文件被复制走之后用
  jixiaoctl store backup DIR [-o FOLDER] [--keep N]         加密备份并逐页核对，默认放在 DIR/backups；另留最近各周一份
  jixiaoctl store restore DIR --from BACKUP [--preview] [--discard-unsent] [--json OUT|-]
                                                            先预览再恢复；原有数据移到一旁，未发送的修改保留
  jixiaoctl store salvage DIR -o NEWDIR                     从损坏的数据里读出还完好的部分；退出码 1 表示有缺失
  jixiaoctl store export DIR -o FILE                        整个单位的记录和留痕，JSON，不加密
  jixiaoctl store import DIR FILE                           读入这样的文件；重复导入不改变任何内容
  jixiaoctl store attach DIR --form ID [--row ID] [--period 2025|2025-07] FILE
                                                            把文件加密存为佐证材料，显示它的内容标识
  jixiaoctl store evidence DIR [--extract HASH -o FILE|-] [--clean-up]
                                                            列出佐证材料；取出一份；清理没有记录和留痕提到的内容
  jixiaoctl sync --store DIR                                推送并拉取一次
  jixiaoctl sync status --store DIR                         待发送的内容和原因
  jixiaoctl package request --store DIR -o FOLDER           登记文件，交给管理员；显示本设备的指纹
  jixiaoctl package export --store DIR -o FOLDER [--level public|internal|confidential] [--max-kb N]
                                                            没有回执的全部内容，签名加密，按大小拆分
  jixiaoctl package import FILE|FOLDER… --store DIR [--fingerprint 服务器指纹] [--preview] [--accept-gap]
                                                            回执、审批结果和登记结果；先进隔离区，--preview 只看不导入
  jixiaoctl package receipt --store DIR                     导出到第几号，对方收到第几号，多少项在等回执
  jixiaoctl package verify [FILE] [--store DIR]             谁在何时用哪台设备签的，内容是否还一致
  jixiaoctl package slip FILE… -o OUT.pdf [--store DIR] [--from 文字] [--to 文字]
                                                            可打印的交接单，带二维码
口令来自环境变量 JIXIAO_PASSPHRASE_FILE 指向的文件，或标准输入的一行；不接受命令行参数。
新口令来自 JIXIAO_NEW_PASSPHRASE_FILE 指向的文件，或标准输入的下一行。
完成情况是一个 JSON 文件，数字写成文本；指标用 row（从 0 起）或 name 指明，表用 document（从 0 起）或 project 指明：
  {"format": "jixiao.outcomes/1", "documents": [{"document": 0, "budgetInForce": "700.00", "executedAmount": "689.50",
    "indicators": [{"row": 0, "actualValue": "93%", "deviationReason": "…", "evidence": "…", "notApplicable": "…",
                    "score": "8.50", "targetTooLow": false, "sampleSize": "200", "surveyDate": "2025-12-01"}]}]}
  另可写 fundsReason、projectStart（日期）和 month（1–12，按到该月底的进度亮灯，不评分）；自评表自己有完成值，可以不带 --outcomes。
退出码：0 成功，1 有错误级问题，2 输入或用法有误，3 其他失败。
)";

/// Only printing needs fonts and with them a (windowless) graphical application.
std::unique_ptr<QCoreApplication> makeApplication(int& argc, char* argv[]) {
    const auto word = [&](int index) { return index < argc ? std::string_view(argv[index]) : std::string_view(); };
    const bool prints = word(1) == "export" || (word(1) == "package" && word(2) == "slip");
    if (!prints) return std::make_unique<QCoreApplication>(argc, argv);
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QGuiApplication>(argc, argv);
}

} // namespace

int main(int argc, char* argv[]) {
    using namespace jixiao::cli;
    ::umask(077);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    // What a person needs to know is in the one line of report(); QT_LOGGING_RULES brings the rest back.
    QLoggingCategory::setFilterRules(QStringLiteral("*.info=false\n*.warning=false"));
    const auto app = makeApplication(argc, argv);
    QCoreApplication::setApplicationVersion(QStringLiteral(JIXIAO_VERSION));

    auto arguments = QCoreApplication::arguments().mid(1);
    const QHash<QString, int (*)(Context&)> commands{
        {QStringLiteral("import"), runImport}, {QStringLiteral("review"), runReview},
        {QStringLiteral("rules"), runRules},   {QStringLiteral("score"), runScore},
        {QStringLiteral("export"), runExport}, {QStringLiteral("store"), runStore},
        {QStringLiteral("sync"), runSync},     {QStringLiteral("package"), runPackage}};
    const auto name = arguments.isEmpty() ? QString() : arguments.takeFirst();
    if (name == QLatin1String("--version")) {
        QTextStream(stdout) << "jixiaoctl " << QCoreApplication::applicationVersion() << Qt::endl;
        return Ok;
    }
    const auto command = commands.value(name);
    if (command == nullptr) {
        const bool asked = name == QLatin1String("--help") || name == QLatin1String("help");
        QTextStream(asked ? stdout : stderr) << QString::fromUtf8(usage);
        return asked ? Ok : BadInput;
    }
    Context context;
    context.arguments = arguments;
    return command(context);
}
