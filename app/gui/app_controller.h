#pragma once

#include "app/gui/approvals_view_model.h"
#include "app/gui/backup_view_model.h"
#include "app/gui/form_view_model.h"
#include "app/gui/import_view_model.h"
#include "app/gui/new_form_view_model.h"
#include "app/gui/outcome_forms_model.h"
#include "app/gui/outcome_view_model.h"
#include "app/gui/overview_view_model.h"
#include "app/gui/people_view_model.h"
#include "app/gui/project_list_model.h"
#include "app/gui/restore_view_model.h"
#include "app/gui/services.h"
#include "app/gui/session_view_model.h"
#include "app/gui/settings_view_model.h"
#include "app/gui/sync_view_model.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

class QQmlEngine;
class QJSEngine;

namespace jixiao {

/// The one object QML finds by itself (`App`); everything else hangs on it as a typed property.
class AppController : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(App)
    QML_SINGLETON
    Q_PROPERTY(jixiao::SessionViewModel* session READ session CONSTANT FINAL)
    Q_PROPERTY(jixiao::OverviewViewModel* overview READ overview CONSTANT FINAL)
    Q_PROPERTY(jixiao::ProjectListModel* projects READ projects CONSTANT FINAL)
    Q_PROPERTY(jixiao::FormViewModel* form READ form CONSTANT FINAL)
    Q_PROPERTY(jixiao::OutcomeFormsModel* outcomeForms READ outcomeForms CONSTANT FINAL)
    Q_PROPERTY(jixiao::OutcomeViewModel* outcome READ outcome CONSTANT FINAL)
    Q_PROPERTY(jixiao::ApprovalsViewModel* approvals READ approvals CONSTANT FINAL)
    Q_PROPERTY(jixiao::SyncViewModel* sync READ sync CONSTANT FINAL)
    Q_PROPERTY(jixiao::SettingsViewModel* settings READ settings CONSTANT FINAL)
    Q_PROPERTY(jixiao::PeopleViewModel* people READ people CONSTANT FINAL)
    Q_PROPERTY(jixiao::BackupViewModel* backups READ backups CONSTANT FINAL)
    Q_PROPERTY(jixiao::RestoreViewModel* restore READ restore CONSTANT FINAL)
    Q_PROPERTY(jixiao::ImportViewModel* importer READ importer CONSTANT FINAL)
    Q_PROPERTY(jixiao::NewFormViewModel* newForm READ newForm CONSTANT FINAL)
    Q_PROPERTY(QString version READ version CONSTANT FINAL)

public:
    /// `services` must outlive the controller; main() makes exactly one before the engine loads.
    explicit AppController(Services& services);
    ~AppController() override;
    static AppController* create(QQmlEngine* engine, QJSEngine* scriptEngine);

    SessionViewModel* session() { return &session_; }
    OverviewViewModel* overview() { return &overview_; }
    ProjectListModel* projects() { return &projects_; }
    FormViewModel* form() { return &form_; }
    OutcomeFormsModel* outcomeForms() { return &outcomeForms_; }
    OutcomeViewModel* outcome() { return &outcome_; }
    ApprovalsViewModel* approvals() { return &approvals_; }
    SyncViewModel* sync() { return &sync_; }
    SettingsViewModel* settings() { return &settings_; }
    PeopleViewModel* people() { return &people_; }
    BackupViewModel* backups() { return &backups_; }
    RestoreViewModel* restore() { return &restore_; }
    ImportViewModel* importer() { return &importer_; }
    NewFormViewModel* newForm() { return &newForm_; }
    QString version() const;
    /// Everything typed is in the store when it returns: for suspend and quit.
    void flush();
    /// Another page is shown: what the one before has left can go.
    Q_INVOKABLE void leavePage() { Q_EMIT pageLeft(); }

Q_SIGNALS:
    void pageLeft();

private:
    SessionViewModel session_;
    ProjectListModel projects_;
    OverviewViewModel overview_;
    FormViewModel form_;
    OutcomeFormsModel outcomeForms_;
    OutcomeViewModel outcome_;
    ApprovalsViewModel approvals_;
    SyncViewModel sync_;
    SettingsViewModel settings_;
    PeopleViewModel people_;
    BackupViewModel backups_;
    RestoreViewModel restore_;
    ImportViewModel importer_;
    NewFormViewModel newForm_;
};

} // namespace jixiao
