#include "app/gui/quality_model.h"

#include <algorithm>

namespace jixiao {

namespace {

/// For drawing only.
double shareOf(const QualityPart& part) {
    return part.full.isZero() ? 1.0 : part.points.toString().toDouble() / part.full.toString().toDouble();
}

} // namespace

int QualityModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(quality_.parts.size());
}

QVariant QualityModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& part = quality_.parts.at(index.row());
    switch (role) {
    case PropertyRole:
        return part.property;
    case PointsRole:
        return part.points.normalized().toString();
    case FullRole:
        return part.full.normalized().toString();
    case ShareRole:
        return shareOf(part);
    case ExplainedRole:
        return part.explained();
    default:
        return {};
    }
}

QHash<int, QByteArray> QualityModel::roleNames() const {
    return {{PropertyRole, "property"},
            {PointsRole, "points"},
            {FullRole, "full"},
            {ShareRole, "share"},
            {ExplainedRole, "explained"}};
}

void QualityModel::setQuality(const Quality& quality) {
    known_ = true;
    const bool sameRows =
        std::equal(quality.parts.begin(), quality.parts.end(), quality_.parts.begin(), quality_.parts.end(),
                   [](const QualityPart& a, const QualityPart& b) { return a.property == b.property; });
    if (!sameRows) beginResetModel();
    quality_ = quality;
    if (!sameRows)
        endResetModel();
    else if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    Q_EMIT changed();
}

void QualityModel::clear() {
    known_ = false;
    beginResetModel();
    quality_ = {};
    endResetModel();
    Q_EMIT changed();
}

QString QualityModel::total() const { return quality_.total.normalized().toString(); }

QString QualityModel::full() const {
    Decimal sum;
    for (const auto& part : quality_.parts)
        sum = sum.plus(part.full).valueOr(sum);
    return sum.normalized().toString();
}

} // namespace jixiao
