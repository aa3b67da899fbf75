#pragma once

#include "core/review/review.h"

#include <QHash>

#include <array>

namespace jixiao::review {

/// Where a path stands in the editor: section by section, then row by row.
class Placement {
public:
    explicit Placement(const FormTemplate& form);

    std::array<int, 3> of(const FieldPath& path) const;
    /// Findings in the order of their places; those of one place stay as they are.
    void sort(QList<Finding>& findings) const;

private:
    QHash<QString, int> places_;
    QHash<QString, int> columns_;
    int end_ = 0;
};

} // namespace jixiao::review
