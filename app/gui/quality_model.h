#pragma once

#include "core/review/quality.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace jixiao {

/// The score of the open form: a row for each of the four properties, with the line of arithmetic that makes it up.
class QualityModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by FormViewModel")
    Q_PROPERTY(bool known READ isKnown NOTIFY changed FINAL)      ///< false until the first review has ended
    Q_PROPERTY(QString total READ total NOTIFY changed FINAL)     ///< "87.5"
    Q_PROPERTY(QString full READ full NOTIFY changed FINAL)       ///< "100"
    Q_PROPERTY(QString grade READ grade NOTIFY changed FINAL)     ///< 优 良 中 差
    Q_PROPERTY(int gradeRank READ gradeRank NOTIFY changed FINAL) ///< 0 = the best

public:
    enum Roles {
        PropertyRole = Qt::UserRole + 1,
        PointsRole,
        FullRole,
        ShareRole,     ///< points of full, 0 … 1, for a bar
        ExplainedRole, ///< "30 - 4 (P48×2) - 2 (P50) = 24"
    };
    Q_ENUM(Roles)

    explicit QualityModel(QObject* parent = nullptr) : QAbstractListModel(parent) {}

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< property, points, full, share, explained

    void setQuality(const Quality& quality);
    /// Back to a form nobody has reviewed yet.
    void clear();
    bool isKnown() const { return known_; }
    QString total() const;
    QString full() const;
    QString grade() const { return quality_.grade; }
    int gradeRank() const { return quality_.gradeRank; }

Q_SIGNALS:
    void changed();

private:
    Quality quality_;
    bool known_ = false;
};

} // namespace jixiao
