#pragma once

#include "app/gui/error_info.h"
#include "app/gui/history_models.h"
#include "app/gui/services.h"

namespace jixiao {

/// The history of one form: what was done to it, and what any step changed or what has changed since. Read off the UI
/// thread, a page at a time; follows while it is open.
class HistoryViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by FormViewModel")
    Q_PROPERTY(jixiao::HistoryStepModel* steps READ steps CONSTANT FINAL)
    Q_PROPERTY(jixiao::HistoryChangeModel* changes READ changes CONSTANT FINAL)
    Q_PROPERTY(bool loading READ isLoading NOTIFY stepsChanged FINAL)     ///< the first page is on its way
    Q_PROPERTY(bool complete READ isComplete NOTIFY stepsChanged FINAL)   ///< all steps are shown
    Q_PROPERTY(int selected READ selected NOTIFY selectedChanged FINAL)   ///< row of `steps`; -1: none
    Q_PROPERTY(QString title READ title NOTIFY selectedChanged FINAL)     ///< of the selected step
    Q_PROPERTY(QString caption READ caption NOTIFY selectedChanged FINAL) ///< when and by whom
    /// What `changes` compares: the selected step with the one before it, or with the form as it stands now.
    Q_PROPERTY(bool sinceThen READ isSinceThen WRITE setSinceThen NOTIFY selectedChanged FINAL)
    Q_PROPERTY(bool comparing READ isComparing NOTIFY changesChanged FINAL)
    Q_PROPERTY(int changeCount READ changeCount NOTIFY changesChanged FINAL)
    Q_PROPERTY(bool first READ isFirst NOTIFY changesChanged FINAL) ///< the form was made by the selected step
    Q_PROPERTY(jixiao::ErrorInfo error READ error NOTIFY errorChanged FINAL)

public:
    explicit HistoryViewModel(Services& services);

    Q_INVOKABLE void open(const QString& formId);
    Q_INVOKABLE void close();
    Q_INVOKABLE void more(); ///< the next page of steps
    Q_INVOKABLE void select(int row);
    /// Gives a value back what it was before the selected step, or with `sinceThen` what it was right after it.
    /// `change` is a row of `changes`.
    Q_INVOKABLE void restoreValue(int change);
    /// Gives the whole form what it held right after the selected step.
    Q_INVOKABLE void restoreVersion();

    HistoryStepModel* steps() { return &steps_; }
    HistoryChangeModel* changes() { return &changes_; }
    bool isLoading() const { return loading_; }
    bool isComplete() const { return complete_; }
    int selected() const;
    QString title() const;
    QString caption() const;
    bool isSinceThen() const { return sinceThen_; }
    void setSinceThen(bool sinceThen);
    bool isComparing() const { return comparing_; }
    int changeCount() const { return changes_.rowCount(); }
    bool isFirst() const { return first_; }
    ErrorInfo error() const { return error_; }

Q_SIGNALS:
    void stepsChanged();
    void selectedChanged();
    void changesChanged();
    void errorChanged();
    /// A null record: the whole form. Actor and form are filled in.
    void restoreRequested(const jixiao::RestoreRequest& request, const jixiao::Id& record, const QString& field);

private:
    struct Page;
    struct Comparison;
    static Result<Page> readPage(Store& store, const Id& form, int limit, qint64 before);
    static Result<Comparison> firstStep(Store& store, const FormTemplate& known, const Id& form,
                                        const HistoryStep& step, const QList<Record>& after);
    static Result<Comparison> compare(Store& store, const FormCatalogue& catalogue, const Id& form,
                                      const HistoryStep& step, bool sinceThen);
    void load(qint64 before, int limit);
    void add(const Page& page, bool afresh);
    void readChanges();
    void show(const Comparison& comparison);
    void fail(const Error& error);
    RestoreRequest request(qint64 version, const QString& label) const;
    static QString timeOf(const HistoryStep& step);

    Services& services_;
    HistoryStepModel steps_;
    HistoryChangeModel changes_;
    Id form_;
    QList<HistoryGroup> groups_; ///< all pages so far
    QList<DecisionVersion> decisions_;
    qint64 selectedOldest_ = 0; ///< the selected step, by what stays the same while others follow it
    qint64 base_ = 0;           ///< the version single values come from; 0: none
    bool sinceThen_ = false;
    bool loading_ = false;
    bool reading_ = false;
    bool stale_ = false; ///< something changed while a page was on its way
    bool complete_ = false;
    bool comparing_ = false;
    bool first_ = false;
    int generation_ = 0; ///< answers meant for another form are ignored
    int comparison_ = 0; ///< answers to an older question are ignored
    ErrorInfo error_;
};

} // namespace jixiao
