#include "stage.h"

#include "core/store/form_repository.h"

#include <QAccessible>
#include <QGuiApplication>
#include <QTest>

namespace jixiao::pages {

namespace {

constexpr int settleTimeoutMs = 30'000;

constexpr int patienceMs = 60'000;
const QString passphrase = QStringLiteral("correct horse battery");

QStringList& warnings() {
    static QStringList list;
    return list;
}

/// What Qt 6.4 says of its own bookkeeping when the machine is so busy that a frame and its clock pass each other.
const auto ofQtItself = QStringLiteral("QUnifiedTimer::stopAnimationDriver: driver is not running");

void keep(QtMsgType type, const QMessageLogContext&, const QString& text) {
    if (type != QtDebugMsg && type != QtInfoMsg && text != ofQtItself) warnings() += text;
    fprintf(stderr, "%s\n", qPrintable(text));
}

QQuickItem* search(QQuickItem* item, const QByteArray& type) {
    if (!item->isVisible()) return nullptr;
    const QByteArray name = item->metaObject()->className();
    if (name == type || name.startsWith(type + "_QML")) return item;
    const auto children = item->childItems();
    for (auto* child : children)
        if (auto* found = search(child, type)) return found;
    return nullptr;
}

/// What people do to a document between two programs, mended by the importer; and a line that belongs to no form.
QList<std::pair<QString, QString>> damages() {
    return {
        {QStringLiteral("\t\n\t质量指标\n\t是否提高执法办案水平。\n"),
         QStringLiteral("\t质量指标\n\t是否提高执法办案水平。\n")},
        {QStringLiteral("\t\n\t时效指标\n\t是否满足执法办案工作需要\n\t是否满足执法办案工作需要\n\t是\n\t工作经验\n"),
         QStringLiteral("\t时效指标\n\t是否满足执法办案工作需要\n\t是否满足执法办案工作需要\n\t是\n\t工作经验\n\t\n")},
        {QStringLiteral("2020年部门预算绩效文件\n"), QStringLiteral("2020年部门预算绩效文件（联系人名单另行报送）\n")}};
}

template <typename Condition>
bool await(Condition condition) {
    return QTest::qWaitFor(condition, patienceMs);
}

} // namespace

void watchLog() { qInstallMessageHandler(keep); }

QString takeWarnings() {
    const auto text = warnings().join(u'\n');
    warnings().clear();
    return text;
}

Stage::Stage() : application_(folder_.filePath(QStringLiteral("data"))) {
    if (application_.show()) window_ = qobject_cast<QQuickWindow*>(application_.engine().rootObjects().constFirst());
}

bool Stage::start() {
    auto* session = app().session();
    session->startLocally(QStringLiteral("李敏"), QStringLiteral("石家庄市公安局高新技术开发区分局"), passphrase);
    return await([session] { return session->stage() == SessionViewModel::Stage::Ready && !session->isBusy(); });
}

bool Stage::importSample() {
    QFile sample(QStringLiteral(JIXIAO_SOURCE_DIR "/assets/sample/gaoxin-2020.txt"));
    QFile damaged(folder_.filePath(QStringLiteral("绩效目标表.txt")));
    if (!sample.open(QFile::ReadOnly) || !damaged.open(QFile::WriteOnly)) return false;
    auto text = QString::fromUtf8(sample.readAll());
    for (const auto& [before, after] : damages())
        text.replace(before, after);
    damaged.write(text.toUtf8());
    damaged.close();
    auto* importer = app().importer();
    importer->load(damaged.fileName());
    return await([importer] { return importer->count() > 0 && !importer->isBusy(); });
}

bool Stage::unlock() {
    auto* session = app().session();
    session->unlock(passphrase);
    return await([session] { return session->stage() == SessionViewModel::Stage::Ready && !session->isBusy(); });
}

bool Stage::open(const Id& form) {
    auto* model = app().form();
    model->open(form.toString());
    const bool loaded = await([&] { return model->formId() == form.toString() && !model->isLoading(); });
    settle();
    return loaded;
}

Id Stage::store(const FormDocument& document) {
    auto& services = application_.services();
    const auto outcome = services.store()->call([&](Store& store) {
        return FormRepository(store, services.catalogue(), services.ids())
            .importForms({document}, Id::fromString(services.actor().unitId).value_or(Id()), services.actor());
    });
    services.notifyEdited({});
    return outcome ? outcome->declarations.value(0) : Id();
}

QQuickItem* Stage::find(const QString& type) const { return search(window_->contentItem(), type.toLatin1()); }

QString Stage::focusName() const {
    for (auto* item = window_->activeFocusItem(); item != nullptr; item = item->parentItem()) {
        auto* accessible = QAccessible::queryAccessibleInterface(item);
        const auto name = accessible != nullptr ? accessible->text(QAccessible::Name) : QString();
        if (!name.isEmpty()) return name;
    }
    return {};
}

void Stage::show(const QString& place) {
    app().form()->close();
    if (auto* shell = find(QStringLiteral("Shell"))) shell->setProperty("place", place);
    settle();
}

void Stage::resize(const QSize& size) {
    window_->resize(size);
    settle();
}

/// Lets frames be drawn until motions have ended, a review that waits for the keyboard to rest has begun, and no worker
/// is busy any more.
void Stage::settle() {
    constexpr int restFrames = 4;
    constexpr int movingFrames = 15;
    int frames = 0;
    const auto counted = QObject::connect(
        window_, &QQuickWindow::frameSwapped, window_, [&frames] { ++frames; }, Qt::DirectConnection);
    const int wanted = app().settings()->reducedMotion() ? restFrames : movingFrames;
    const bool rested = QTest::qWaitFor(
        [&] {
            window_->update();
            return frames >= wanted && application_.services().workers().activeThreadCount() == 0;
        },
        settleTimeoutMs);
    QObject::disconnect(counted);
    if (!rested) qWarning("the window does not come to rest");
}

QImage Stage::look() {
    settle();
    return window_->grabWindow();
}

} // namespace jixiao::pages
