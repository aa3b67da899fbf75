#pragma once

#include "app/gui/error_info.h"
#include "app/gui/services.h"
#include "core/documents/importer.h"
#include "core/store/form_repository.h"

#include <QAbstractListModel>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

namespace jixiao {

/// Import with a preview: nothing is stored before the person agrees.
class ImportViewModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("one per application")
    Q_PROPERTY(QString file READ file NOTIFY changed FINAL)
    Q_PROPERTY(int count READ count NOTIFY changed FINAL) ///< forms found
    Q_PROPERTY(int selectedCount READ selectedCount NOTIFY changed FINAL)
    /// What was mended or left over, see repairAt(): [{index, kind, place, message, doubt}]. Of one form when `form` is
    /// not -1.
    Q_PROPERTY(QVariantList repairs READ repairs NOTIFY repairsChanged FINAL)
    Q_PROPERTY(int repairsTotal READ repairsTotal NOTIFY changed FINAL)
    Q_PROPERTY(int form READ form WRITE setForm NOTIFY repairsChanged FINAL) ///< row whose repairs are shown; -1 = all
    Q_PROPERTY(QString summary READ summary NOTIFY changed FINAL) ///< "已选 12 张表，预算合计 1,004.60 万元"
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(jixiao::ErrorInfo error READ error NOTIFY changed FINAL)

public:
    enum Roles {
        TitleRole = Qt::UserRole + 1,
        CodeRole,
        BudgetRole, ///< with its unit; "" when there is none
        FormNameRole,
        YearRole,
        CountsRole,  ///< "绩效目标 2 · 绩效指标 12"
        StateRole,   ///< "new", "update", "same"; "" until it is known
        RepairsRole, ///< how many repairs and doubts it has
        DoubtsRole,  ///< how many of them somebody has to look at
        SelectedRole,
    };
    Q_ENUM(Roles)

    explicit ImportViewModel(Services& services);

    /// Reads and parses on a worker; `file` is a local path or a file: URL.
    Q_INVOKABLE void load(const QString& file);
    Q_INVOKABLE void setSelected(int row, bool selected);
    /// Stores the selected forms; a repeated import updates.
    Q_INVOKABLE void accept();
    Q_INVOKABLE void clear();
    /// One repair closely: {original: [[cell]], result: [{label, text}], debris}: the rows as they stood in the file,
    /// and what became of them.
    Q_INVOKABLE QVariantMap repairAt(int index) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< title, code, budget, formName, year, counts, state, repairs,
                                                       ///< doubts, selected
    QString file() const { return file_; }
    int count() const { return int(result_.documents.size()); }
    int selectedCount() const { return int(selected_.count(true)); }
    QVariantList repairs() const { return repairs_; }
    int repairsTotal() const { return int(result_.repairs.size()); }
    int form() const { return form_; }
    void setForm(int row);
    QString summary() const;
    bool isBusy() const { return busy_; }
    ErrorInfo error() const { return error_; }

Q_SIGNALS:
    void changed();
    void repairsChanged();
    /// Stored: "新增 12 张，更新 0 张".
    void finished(const QString& text);

private:
    void show(const Result<ImportResult>& result);
    void lookUp();
    void listRepairs();
    QString countsOf(const FormDocument& document) const;
    QString budgetTextOf(const FormDocument& document) const;

    Services& services_;
    QString file_;
    ImportResult result_;
    QList<bool> selected_;
    QList<ImportState> states_; ///< empty until the store has answered
    QList<int> repairCounts_;   ///< per form
    QList<int> doubtCounts_;
    QVariantList repairs_;
    int form_ = -1;
    bool busy_ = false;
    int serial_ = 0; ///< answers meant for a file put aside are ignored
    ErrorInfo error_;
};

} // namespace jixiao
