#include "app/gui/app_controller.h"

#include <QJSEngine>

namespace jixiao {

namespace {

AppController* theController = nullptr;

} // namespace

AppController::AppController(Services& services)
    : session_(services),
      projects_(services),
      overview_(projects_),
      form_(services),
      outcomeForms_(services, projects_),
      outcome_(services),
      approvals_(services, projects_),
      sync_(services),
      settings_(services),
      people_(services),
      backups_(services),
      restore_(services, session_),
      importer_(services),
      newForm_(services) {
    Q_ASSERT(theController == nullptr);
    theController = this;
    connect(&session_, &SessionViewModel::aboutToLock, this, &AppController::flush);
    connect(&session_, &SessionViewModel::aboutToLock, &backups_, &BackupViewModel::stop);
    connect(&backups_, &BackupViewModel::damageFound, &session_, &SessionViewModel::reportDamage);
    connect(&settings_, &SettingsViewModel::changed, &session_, &SessionViewModel::restartAutoLock);
}

AppController::~AppController() { theController = nullptr; }

void AppController::flush() {
    form_.flush();
    outcome_.flush();
}

AppController* AppController::create(QQmlEngine*, QJSEngine*) {
    Q_ASSERT(theController != nullptr);
    QJSEngine::setObjectOwnership(theController, QJSEngine::CppOwnership);
    return theController;
}

QString AppController::version() const { return QStringLiteral(JIXIAO_VERSION); }

} // namespace jixiao
