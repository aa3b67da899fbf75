#pragma once

#include "app/gui/error_info.h"
#include "app/gui/services.h"
#include "core/documents/importer.h"

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
    Q_PROPERTY(int count READ count NOTIFY changed FINAL)              ///< forms found
    Q_PROPERTY(QVariantList repairs READ repairs NOTIFY changed FINAL) ///< [{kind, place, message}]
    Q_PROPERTY(QString summary READ summary NOTIFY changed FINAL)      ///< "12 张表，合计 1,004.60 万元"
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(jixiao::ErrorInfo error READ error NOTIFY changed FINAL)

public:
    enum Roles { TitleRole = Qt::UserRole + 1, CodeRole, BudgetRole, FormNameRole, IndicatorsRole, SelectedRole };
    Q_ENUM(Roles)

    explicit ImportViewModel(Services& services);

    /// Reads and parses on a worker; `file` is a local path or a file: URL.
    Q_INVOKABLE void load(const QString& file);
    Q_INVOKABLE void setSelected(int row, bool selected);
    /// Stores the selected forms; a repeated import updates.
    Q_INVOKABLE void accept();
    Q_INVOKABLE void clear();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray>
    roleNames() const override; ///< title, code, budget (with its unit), formName, indicators, selected
    QString file() const { return file_; }
    int count() const { return int(result_.documents.size()); }
    QVariantList repairs() const;
    QString summary() const;
    bool isBusy() const { return busy_; }
    ErrorInfo error() const { return error_; }

Q_SIGNALS:
    void changed();
    /// Stored: "新增 12 张，更新 0 张".
    void finished(const QString& text);

private:
    Services& services_;
    QString file_;
    ImportResult result_;
    QList<bool> selected_;
    bool busy_ = false;
    int serial_ = 0; ///< answers meant for a file put aside are ignored
    ErrorInfo error_;
};

} // namespace jixiao
