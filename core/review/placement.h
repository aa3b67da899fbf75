#pragma once

#include "core/review/review.h"

#include <QHash>

#include <array>

namespace jixiao::review {

/// Where a path stands in the editor: section by section, then row by row.
class Placement {
public:
    using Place = std::array<int, 3>;

    explicit Placement(const FormTemplate& form);

    Place of(const FieldPath& path) const;
    /// Findings in the order of their places; those of one place stay as they are.
    void sort(QList<Finding>& findings) const;

private:
    struct Table {
        int place = 0;
        QHash<QString, int> columns;
    };
    QHash<QString, int> fields_;
    QHash<QString, Table> tables_;
    int end_ = 0;
};

} // namespace jixiao::review
