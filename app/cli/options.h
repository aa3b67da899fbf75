#pragma once

#include "core/base/result.h"

#include <QMap>
#include <QSet>
#include <QStringList>

namespace jixiao::cli {

/// Arguments split into options with a value ("--json OUT", "-o OUT") and the rest.
struct Options {
    QMap<QString, QString> values;
    QStringList positional;

    QString value(const QString& name) const { return values.value(name); }
    bool has(const QString& name) const { return values.contains(name); }

    /// Error InvalidInput naming the word for an unknown option or a missing value.
    static Result<Options> parse(const QStringList& arguments, const QSet<QString>& known) {
        Options options;
        for (int i = 0; i < arguments.size(); ++i) {
            const auto& word = arguments.at(i);
            if (!word.startsWith(u'-') || word == QLatin1String("-")) {
                options.positional += word;
                continue;
            }
            if (!known.contains(word)) return Error{ErrorCode::InvalidInput, QStringLiteral("unknown option ") + word};
            if (i + 1 >= arguments.size())
                return Error{ErrorCode::InvalidInput, QStringLiteral("value missing after ") + word};
            options.values.insert(word, arguments.at(++i));
        }
        return options;
    }
};

} // namespace jixiao::cli
