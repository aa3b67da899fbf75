#pragma once

#include "app/gui/error_info.h"
#include "app/gui/findings_model.h"
#include "app/gui/form_reviewer.h"
#include "app/gui/history_view_model.h"
#include "app/gui/quality_model.h"
#include "app/gui/section_list_model.h"
#include "app/gui/services.h"
#include "core/review/explained.h"
#include "core/workflow/workflow.h"

#include <QImage>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <memory>
#include <tuple>

namespace jixiao {

class FormRepository;

/// The open form. Keystrokes arrive through edit(); they reach the store about 0.4 s after the last one, at once on
/// focus change, page change, lock, suspend and quit. What the rules say of them is asked for within 50 ms. Saving,
/// loading and reviewing happen off the UI thread.
class FormViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("one per application")
    Q_PROPERTY(QString formId READ formId NOTIFY opened FINAL) ///< "" when none is open
    Q_PROPERTY(QString title READ title NOTIFY summaryChanged FINAL)
    Q_PROPERTY(QString subtitle READ subtitle NOTIFY summaryChanged FINAL) ///< form name · year · code
    Q_PROPERTY(QString status READ status NOTIFY summaryChanged FINAL)     ///< key of the theme's status table
    Q_PROPERTY(QString note READ note NOTIFY summaryChanged FINAL)         ///< return opinion, refusal reason
    Q_PROPERTY(int round READ round NOTIFY summaryChanged FINAL)
    Q_PROPERTY(bool editable READ isEditable NOTIFY summaryChanged FINAL)
    Q_PROPERTY(bool canSubmit READ canSubmit NOTIFY actionsChanged FINAL)
    Q_PROPERTY(bool canWithdraw READ canWithdraw NOTIFY actionsChanged FINAL)
    Q_PROPERTY(bool canApprove READ canApprove NOTIFY actionsChanged FINAL)
    Q_PROPERTY(bool canReturn READ canReturn NOTIFY actionsChanged FINAL)
    Q_PROPERTY(jixiao::SectionListModel* sections READ sections CONSTANT FINAL)
    Q_PROPERTY(jixiao::FindingsModel* findings READ findings CONSTANT FINAL)
    Q_PROPERTY(jixiao::QualityModel* quality READ quality CONSTANT FINAL)
    Q_PROPERTY(jixiao::HistoryViewModel* history READ history CONSTANT FINAL)
    Q_PROPERTY(SaveState saveState READ saveState NOTIFY saveStateChanged FINAL)
    Q_PROPERTY(QString savedAt READ savedAt NOTIFY saveStateChanged FINAL) ///< "14:05:09"
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY undoChanged FINAL)
    Q_PROPERTY(bool canRedo READ canRedo NOTIFY undoChanged FINAL)
    Q_PROPERTY(QString undoLabel READ undoLabel NOTIFY undoChanged FINAL)
    Q_PROPERTY(QString redoLabel READ redoLabel NOTIFY undoChanged FINAL)
    Q_PROPERTY(bool loading READ isLoading NOTIFY opened FINAL)
    Q_PROPERTY(jixiao::ErrorInfo error READ error NOTIFY errorChanged FINAL)
    Q_PROPERTY(QVariantList returnReasons READ returnReasons CONSTANT FINAL) ///< [{code, label, needsText}]
    Q_PROPERTY(int explanationLimit READ explanationLimit CONSTANT FINAL)    ///< characters a reason may have
    Q_PROPERTY(int previewPages READ previewPages NOTIFY previewChanged FINAL)
    Q_PROPERTY(double previewAspect READ previewAspect NOTIFY previewChanged FINAL) ///< height of a page by its width
    /// Grows with every rendering; part of the image URL "image://preview/<revision>/<page>".
    Q_PROPERTY(int previewRevision READ previewRevision NOTIFY previewChanged FINAL)

public:
    enum class SaveState { Saved, Saving, Failed };
    Q_ENUM(SaveState)

    explicit FormViewModel(Services& services);
    ~FormViewModel() override;

    // Opening
    Q_INVOKABLE void open(const QString& formId);
    Q_INVOKABLE void close(); ///< saves first

    // Editing. Paths are those of FieldListModel.
    Q_INVOKABLE void edit(const QString& path, const QString& text);   ///< every change, pre-edit included
    Q_INVOKABLE void commit(const QString& path, const QString& text); ///< focus left or Enter: save now
    /// A row, or in a grouped table a new outermost group with its first row. None in a table of fixed rows.
    Q_INVOKABLE void addRow(const QString& table, int afterRow);
    /// At the end of the group of `level` that begins at `row`: what the next level is, or a row.
    Q_INVOKABLE void addInGroup(const QString& table, int row, int level);
    Q_INVOKABLE void removeRow(const QString& table, int row);
    Q_INVOKABLE void moveRow(const QString& table, int from, int to);
    Q_INVOKABLE void undo();
    Q_INVOKABLE void redo();
    Q_INVOKABLE void saveNow(); ///< posts what is pending; returns at once
    void flush();               ///< saveNow and wait: for lock, suspend and quit only

    // Review
    Q_INVOKABLE void applyFix(int finding);           ///< row of `findings`
    Q_INVOKABLE void applyFixAt(const QString& path); ///< the fix offered at a field
    Q_INVOKABLE void showFinding(int finding);        ///< asks the page to scroll there

    // Reasons for warnings, by row of `findings`; saved as fields are
    Q_INVOKABLE void explain(int finding, const QString& text); ///< every change, pre-edit included
    Q_INVOKABLE void commitExplanation(int finding, const QString& text);
    Q_INVOKABLE void confirmExplanation(int finding); ///< what was written for an earlier value still holds
    /// The same reason for every finding of its rule that has none yet; one undo step.
    Q_INVOKABLE void explainRule(int finding);
    Q_INVOKABLE void showMissingExplanation(); ///< asks the page for the first one

    // Decisions
    Q_INVOKABLE void submit();
    Q_INVOKABLE void withdraw();
    Q_INVOKABLE void approve(const QString& opinion);
    /// Opinions noted with setOpinion travel along.
    Q_INVOKABLE void returnForm(const QString& reasonCode, const QString& opinion);
    /// The approver's remark on one field or row ("" removes it); sent with the decision.
    Q_INVOKABLE void setOpinion(const QString& path, const QString& text);

    // Output
    /// PDF, DOCX, XLSX or the interchange JSON, as the ending of the path says.
    Q_INVOKABLE void exportTo(const QString& path);
    Q_INVOKABLE void renderPreview();
    Q_INVOKABLE void clearError();

    QString formId() const;
    QString title() const;
    QString subtitle() const;
    QString status() const;
    QString note() const;
    int round() const;
    bool isEditable() const;
    bool canSubmit() const;
    bool canWithdraw() const;
    bool canApprove() const;
    bool canReturn() const;
    SectionListModel* sections() { return &sections_; }
    FindingsModel* findings() { return &findings_; }
    QualityModel* quality() { return &quality_; }
    const FormReviewer& reviewer() const { return reviewer_; }
    /// What was typed last has not been reviewed yet, or other forms are still being read.
    bool isReviewing() const { return reviewTimer_.isActive() || reviewer_.isBusy() || findingSiblings_; }
    /// The unit's other forms as the newest review was asked to compare with.
    const UnitForms& beside() const { return *beside_; }
    HistoryViewModel* history() { return &history_; }
    SaveState saveState() const { return saveState_; }
    QString savedAt() const { return savedAt_; }
    bool canUndo() const { return undo_.canUndo || !pending_.isEmpty(); }
    bool canRedo() const { return undo_.canRedo; }
    QString undoLabel() const { return undo_.undoLabel; }
    QString redoLabel() const { return undo_.redoLabel; }
    bool isLoading() const { return loading_; }
    ErrorInfo error() const { return error_; }
    QVariantList returnReasons() const;
    int explanationLimit() const { return maxExplanationLength; }
    int previewPages() const { return int(preview_.size()); }
    double previewAspect() const;
    int previewRevision() const { return previewRevision_; }
    QImage previewPage(int page) const { return preview_.value(page); }

Q_SIGNALS:
    void opened();
    void summaryChanged();
    void actionsChanged();
    void saveStateChanged();
    void undoChanged();
    void errorChanged();
    void previewChanged();
    /// Scroll to and focus: section row in `sections`, row in its table (-1), field row in its FieldListModel.
    void focusRequested(int section, int row, int field);
    /// Show this row of `findings` and put the cursor where its reason is written.
    void explanationRequested(int finding);
    /// A short confirmation for the toast: "已提交，等待发送".
    void notice(const QString& text);
    void exported(const QString& path);

private:
    struct Loaded;
    struct Saved;
    struct Sent;
    /// A place that stays the same when rows are added, removed or moved: table, the row's record, field. With a rule
    /// it is not the field itself but the reason for what the rule said there.
    struct Place {
        QString table;
        Id row;
        QString field;
        QString rule = {};
        QString message = {};
        friend bool operator==(const Place&, const Place&) = default;
        friend bool operator<(const Place& a, const Place& b) {
            return std::tie(a.table, a.row, a.field, a.rule, a.message) <
                   std::tie(b.table, b.row, b.field, b.rule, b.message);
        }
    };
    using Values = QMap<Place, QString>;
    struct Sibling {
        QString stamp; ///< other than before when the form has changed
        KnownForm form;
    };
    enum class Formulas { Stay, Follow };

    static Result<Loaded> load(Store& store, const FormCatalogue& catalogue, IdSource& ids, const Id& declaration);
    const FormTemplate* form() const;
    void reload();
    void show(const Loaded& loaded, bool fresh);
    void refreshSummary();
    static std::optional<Place> placeOf(const FormDocument& document, const FieldPath& path);
    static std::optional<FieldPath> pathOf(const FormDocument& document, const Place& place);
    static Result<int> rowNow(const FormRepository& forms, const Id& declaration, const std::optional<Place>& place);
    static Saved saveValues(FormRepository& forms, const Sent& sent, const Actor& actor);
    static Result<void> saveExplanations(Store& store, IdSource& ids, const Sent& sent, const Actor& actor);
    void overlay(const Values& values);
    void post(const Values& values, const QString& label);
    void settle(const Sent& sent, const Saved& saved);
    void keep(const Sent& sent);
    template <typename Job>
    void change(Job job, Formulas formulas = Formulas::Stay);
    void setLocally(const FieldPath& path, const QString& text);
    void refreshPlace(const FieldPath& path);
    /// The same place in all rows of its group, when it is one they have in common.
    QList<FieldPath> everywhere(const FieldPath& path) const;
    void followFormulas(const FormDocument& before, Values& values);
    void insertRow(const QString& table, int afterRow, const QMap<QString, QString>& cells);
    /// The first and the last row of the group a row stands in, as the page shows it.
    std::pair<int, int> groupAround(const RowListModel& rows, int row, int level) const;

    static bool completeRows(FormRepository& forms, const FormCatalogue& catalogue, const FormDocument& document,
                             const Actor& actor);
    const RowListModel* rowsOf(const QString& table) const;
    QList<FieldListModel::Item> itemsOf(const TableSpec& table, int row, bool fixed) const;
    QList<GroupListModel::Group> groupsAt(const TableSpec& table, int row) const;
    void syncRows(int section, const TableSpec& table);
    void refreshGroups(int section, const TableSpec& table);
    void buildSections();
    void syncSections();
    QString moneyUnit() const;
    FieldListModel::Item itemOf(const FieldPath& path, const FieldSpec& spec) const;
    void refreshDerived(int section);
    bool locate(const FieldPath& path, int& section, int& row, int& field) const;

    void findSiblings();
    void loadSiblings(const QList<FormSummary>& wanted, int from, bool same);
    void haveSiblings(bool same);
    QString language() const;
    void review();
    void reviewSoon();
    void showReview(const FormDocument& document, const QList<Finding>& findings, const Quality& quality);
    void noteCounts();
    void spreadFindings();
    void spreadExplanations();
    QList<Explanation> explanationsNow() const;
    static Explanation explanationOf(const Place& place, const QString& text, qint64 atMs);
    std::optional<Place> explanationPlace(int finding) const;
    void spreadOpinions();
    QString opinionAt(const FieldPath& path) const;
    QString opinionKey(const FieldPath& path) const;

    void reset();
    void dropModels();
    void restore(const RestoreRequest& request, const Id& record, const QString& field);
    void decide(Action action, const QString& reasonCode, const QString& opinion, int explained = 0);
    bool mayNow(Action action) const;
    void fail(const Error& error);
    void setSaveState(SaveState state);

    Services& services_;
    SectionListModel sections_;
    FindingsModel findings_;
    QualityModel quality_;
    FormReviewer reviewer_;
    HistoryViewModel history_;
    Id id_;
    FormDocument document_;
    FormSummary summary_;
    QMap<Id, Sibling> known_;                                                       ///< the unit's other forms
    std::shared_ptr<const UnitForms> beside_ = std::make_shared<const UnitForms>(); ///< … ready to compare with
    bool findingSiblings_ = false;                                                  ///< they are being read
    bool siblingsStale_ = false; ///< … and have to be read again afterwards
    UndoState undo_;
    Values pending_;                  ///< not yet posted to the store
    QList<Sent> sent_;                ///< posted, without an answer yet; in order
    QMap<Id, Values> kept_;           ///< by form: what could not be saved before the form was closed
    FormDocument reviewed_;           ///< the document the findings speak of
    int savingOpinions_ = 0;          ///< remarks on their way to the store
    QList<Explanation> explanations_; ///< as stored, oldest first
    QMap<QString, QString> opinions_; ///< "row id/field" → remark: received, or being written by the approver
    QTimer saveTimer_;
    QTimer reviewTimer_;
    SaveState saveState_ = SaveState::Saved;
    QString savedAt_;
    bool loading_ = false;
    int generation_ = 0; ///< answers meant for a form opened before are ignored
    ErrorInfo error_;
    QList<QImage> preview_;
    int previewRevision_ = 0;
};

} // namespace jixiao
