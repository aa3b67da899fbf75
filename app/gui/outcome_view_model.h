#pragma once

#include "app/gui/error_info.h"
#include "app/gui/evidence_item.h"
#include "app/gui/outcome_scores.h"
#include "app/gui/services.h"

#include <QHash>
#include <QImage>
#include <QSet>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <memory>

namespace jixiao {

struct ExaminedFile;

/// What became of one form: actual values, amounts and reasons for a period, with what they are worth at every
/// keystroke. They reach the store about 0.4 s after the last one, at once on focus change, page change, lock, suspend
/// and quit; what the store does not take is kept and tried again.
class OutcomeViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("one per application")
    Q_PROPERTY(QString formId READ formId NOTIFY opened FINAL) ///< "" when none is open
    Q_PROPERTY(bool loading READ isLoading NOTIFY opened FINAL)
    Q_PROPERTY(QString title READ title NOTIFY opened FINAL)
    Q_PROPERTY(QString subtitle READ subtitle NOTIFY opened FINAL) ///< form name · year · code
    Q_PROPERTY(QString status READ status NOTIFY opened FINAL)     ///< key of the theme's status table
    Q_PROPERTY(bool editable READ isEditable NOTIFY opened FINAL)
    Q_PROPERTY(jixiao::OutcomeRowsModel* rows READ rows CONSTANT FINAL)
    Q_PROPERTY(QString period READ period NOTIFY periodChanged FINAL) ///< "2025", "2025-07"
    Q_PROPERTY(QVariantList periods READ periods NOTIFY opened FINAL) ///< [{value, label}]
    Q_PROPERTY(QString periodLabel READ periodLabel NOTIFY periodChanged FINAL)
    Q_PROPERTY(QString tallyLabel READ tallyLabel NOTIFY periodChanged FINAL) ///< "7月": the month a tally counts in
    Q_PROPERTY(QString profile READ profile NOTIFY sheetChanged FINAL)
    Q_PROPERTY(QVariantList profiles READ profiles CONSTANT FINAL) ///< [{value, label}]
    // The sheet
    Q_PROPERTY(bool scores READ scores NOTIFY sheetChanged FINAL) ///< a year with a total; else lights or grades only
    Q_PROPERTY(bool funds READ funds NOTIFY sheetChanged FINAL)
    Q_PROPERTY(QString moneyUnit READ moneyUnit NOTIFY opened FINAL)
    Q_PROPERTY(QString budget READ budget NOTIFY sheetChanged FINAL)
    Q_PROPERTY(QString budgetHint READ budgetHint NOTIFY sheetChanged FINAL)
    Q_PROPERTY(QString executed READ executed NOTIFY sheetChanged FINAL)
    Q_PROPERTY(QString fundsReason READ fundsReason NOTIFY sheetChanged FINAL)
    Q_PROPERTY(QString fundsProblem READ fundsProblem NOTIFY sheetChanged FINAL)
    Q_PROPERTY(QStringList fundsNeeds READ fundsNeeds NOTIFY sheetChanged FINAL)
    Q_PROPERTY(QString rate READ rate NOTIFY sheetChanged FINAL) ///< percent, "98.50"
    Q_PROPERTY(QString executionScore READ executionScore NOTIFY sheetChanged FINAL)
    Q_PROPERTY(QString executionWeight READ executionWeight NOTIFY sheetChanged FINAL)
    Q_PROPERTY(QString executionFrom READ executionFrom NOTIFY sheetChanged FINAL)
    Q_PROPERTY(QString fundsLight READ fundsLight NOTIFY sheetChanged FINAL)
    Q_PROPERTY(QString fundsLightFrom READ fundsLightFrom NOTIFY sheetChanged FINAL)
    Q_PROPERTY(QString total READ total NOTIFY sheetChanged FINAL)
    Q_PROPERTY(QString maximum READ maximum NOTIFY sheetChanged FINAL)
    Q_PROPERTY(QString totalFrom READ totalFrom NOTIFY sheetChanged FINAL)
    Q_PROPERTY(QString grade READ grade NOTIFY sheetChanged FINAL) ///< "" while something is open
    Q_PROPERTY(QString light READ light NOTIFY sheetChanged FINAL)
    Q_PROPERTY(QString checkLight READ checkLight NOTIFY sheetChanged FINAL)
    Q_PROPERTY(QString checkFrom READ checkFrom NOTIFY sheetChanged FINAL)
    Q_PROPERTY(QStringList notes READ notes NOTIFY sheetChanged FINAL)
    Q_PROPERTY(QStringList deviationClasses READ deviationClasses CONSTANT FINAL)
    Q_PROPERTY(QVariantList evaluationForms READ evaluationForms NOTIFY opened FINAL) ///< [{value, label}]
    // Saving
    Q_PROPERTY(SaveState saveState READ saveState NOTIFY saveStateChanged FINAL)
    Q_PROPERTY(QString savedAt READ savedAt NOTIFY saveStateChanged FINAL) ///< "14:05:09"
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY sheetChanged FINAL)
    Q_PROPERTY(jixiao::ErrorInfo error READ error NOTIFY errorChanged FINAL)
    Q_PROPERTY(bool filling READ isFilling NOTIFY fillingChanged FINAL)
    // Files as evidence; those of a row stand in its role "files"
    Q_PROPERTY(bool attaching READ isAttaching NOTIFY attachingChanged FINAL) ///< a file is being looked at and stored
    Q_PROPERTY(QString evidencePatterns READ evidencePatterns CONSTANT FINAL) ///< "*.jpg *.pdf", for a dialog
    Q_PROPERTY(jixiao::EvidenceItem openItem READ openItem NOTIFY pictureChanged FINAL) ///< the picture that is open

public:
    enum class SaveState { Saved, Saving, Failed };
    Q_ENUM(SaveState)

    explicit OutcomeViewModel(Services& services);
    ~OutcomeViewModel() override;

    Q_INVOKABLE void open(const QString& formId);
    Q_INVOKABLE void close(); ///< saves first
    Q_INVOKABLE void choosePeriod(const QString& period);
    Q_INVOKABLE void chooseProfile(const QString& profile);

    // Editing; `row` is a row of `rows`.
    Q_INVOKABLE void type(int row, const QString& text); ///< the editor's text, without the fixed unit
    Q_INVOKABLE void press(int row, const QString& key); ///< a key of the number pad, see outcomes::afterKey()
    Q_INVOKABLE void tally(int row, int step);           ///< one more (or less) in the period and in its month
    /// reason, deviationClass, note, evidence, notApplicable, givenScore, targetTooLow ("1" or ""), sampleSize,
    /// surveyDate: the names of the model's roles.
    Q_INVOKABLE void set(int row, const QString& name, const QString& text);
    /// budget, executed, reason.
    Q_INVOKABLE void setFunds(const QString& name, const QString& text);
    /// Looks at a file (path or local URL) and stores it as evidence of a row for the period; with undo.
    Q_INVOKABLE void attach(int row, const QString& file);
    Q_INVOKABLE void detach(const QString& record); ///< removes evidence; with undo
    /// Decodes a picture in memory and shows it as openItem; nothing is written anywhere.
    Q_INVOKABLE void openPicture(const jixiao::EvidenceItem& item);
    Q_INVOKABLE void closePicture();
    Q_INVOKABLE void undo(); ///< takes back the newest change of this visit
    Q_INVOKABLE void saveNow();
    void flush(); ///< saveNow and wait: for lock, suspend and quit only

    /// Makes the unit's self-evaluation form of this kind from the year's outcomes, or brings the one there is up to
    /// date; in the form's own history, undone there in one step. Ends with evaluationFilled() or an error.
    Q_INVOKABLE void fillEvaluation(const QString& templateId);
    Q_INVOKABLE void clearError();

    QString formId() const { return id_.isNull() ? QString() : id_.toString(); }
    bool isLoading() const { return loading_; }
    QString title() const;
    QString subtitle() const;
    QString status() const;
    bool isEditable() const;
    OutcomeRowsModel* rows() { return &rows_; }
    QString period() const { return period_.year == 0 ? QString() : period_.toString(); }
    QVariantList periods() const;
    QString periodLabel() const { return periodName(period_); }
    QString tallyLabel() const;
    QString profile() const { return sheet_.profile; }
    QVariantList profiles() const;
    bool scores() const { return sheet_.scores; }
    bool funds() const { return sheet_.funds; }
    QString moneyUnit() const;
    QString budget() const;
    QString budgetHint() const { return sheet_.budgetHint; }
    QString executed() const;
    QString fundsReason() const;
    QString fundsProblem() const { return sheet_.fundsProblem; }
    QStringList fundsNeeds() const { return sheet_.fundsNeeds; }
    QString rate() const { return sheet_.rate; }
    QString executionScore() const { return sheet_.executionScore; }
    QString executionWeight() const { return sheet_.executionWeight; }
    QString executionFrom() const { return sheet_.executionFrom; }
    QString fundsLight() const { return sheet_.fundsLight; }
    QString fundsLightFrom() const { return sheet_.fundsLightFrom; }
    QString total() const { return sheet_.total; }
    QString maximum() const { return sheet_.maximum; }
    QString totalFrom() const { return sheet_.totalFrom; }
    QString grade() const { return sheet_.grade; }
    QString light() const { return sheet_.light; }
    QString checkLight() const { return sheet_.checkLight; }
    QString checkFrom() const { return sheet_.checkFrom; }
    QStringList notes() const { return sheet_.notes; }
    QStringList deviationClasses() const;
    QVariantList evaluationForms() const;
    SaveState saveState() const { return saveState_; }
    QString savedAt() const { return savedAt_; }
    bool canUndo() const { return !undo_.isEmpty(); }
    ErrorInfo error() const { return error_; }
    bool isFilling() const { return filling_; }
    bool isAttaching() const { return attaching_; }
    static QString evidencePatterns();
    EvidenceItem openItem() const { return openItem_; }
    QImage picture() const { return picture_; } ///< null when none is open
    QImage thumbnail(const QString& content) const;

Q_SIGNALS:
    void opened();
    void periodChanged();
    void sheetChanged();
    void saveStateChanged();
    void errorChanged();
    void fillingChanged();
    void attachingChanged();
    void pictureChanged();
    void evaluationFilled(const QString& formId);

private:
    struct Loaded;
    struct Sent;
    /// What one change replaced.
    struct Step {
        outcomes::ReportValues before;
        bool typing = false; ///< goes on when the same place is typed at again
        Id evidence = {};    ///< added or removed in this step, which is about nothing else then
        bool removed = false;
    };

    static Result<Loaded> load(Store& store, const FormCatalogue& catalogue, IdSource& ids, const Id& declaration);
    static Result<void> loadEvidence(Store& store, const Id& declaration, Loaded& loaded);
    static Result<void> save(Store& store, const Sent& sent, const Actor& actor, qint64 nowMs);
    const FormTemplate* form() const;
    const OutcomeRowsModel::Row* at(int row) const;
    OutcomeInput input(const outcomes::Period& period) const;
    QString fundsValue(const QString& field) const;
    void reload();
    void show(const Loaded& loaded, bool fresh);
    void edit(const outcomes::ReportValues& values, bool typing);
    void refresh();
    void post();
    void settle(const Sent& sent, const Result<void>& saved);
    void keep(const Sent& sent);
    void reset();
    void setAttaching(bool attaching);
    void keepFile(const QString& path, EvidenceEdit edit, const ExaminedFile& file);
    void setRemoved(const Step& step, bool undoable);
    void evidenceChanged(const std::optional<Step>& step);
    void fail(const Error& error);
    void setSaveState(SaveState state);

    Services& services_;
    OutcomeRowsModel rows_;
    Id id_;
    FormDocument document_;
    FormSummary summary_;
    outcomes::FormReports reports_;
    QList<Evidence> evidence_;
    QSet<QByteArray> present_;                 ///< contents that are on this device
    QHash<QByteArray, QByteArray> thumbnails_; ///< by content
    QImage picture_;
    EvidenceItem openItem_;
    outcomes::Period period_;
    OutcomeSheet sheet_;
    outcomes::ReportValues pending_;        ///< not yet posted to the store
    QList<Sent> sent_;                      ///< posted, without an answer yet; in order
    QMap<Id, outcomes::ReportValues> kept_; ///< by form: what could not be saved before the form was closed
    QList<Step> undo_;
    QTimer saveTimer_;
    SaveState saveState_ = SaveState::Saved;
    QString savedAt_;
    bool loading_ = false;
    bool filling_ = false;
    bool attaching_ = false;
    int generation_ = 0; ///< answers meant for a form opened before are ignored
    ErrorInfo error_;
};

} // namespace jixiao
