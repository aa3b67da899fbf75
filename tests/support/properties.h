#pragma once

#include <QString>
#include <QStringList>

#include <rapidcheck.h>

#include <vector>

namespace jixiao {

/// Property tests run the same cases every time; RC_PARAMS in the environment overrules it when hunting.
/// Call before the first property, in initTestCase().
inline void fixPropertySeed() {
    if (!qEnvironmentVariableIsSet("RC_PARAMS")) qputenv("RC_PARAMS", "seed=20250831 max_success=1000");
}

/// Any sequence of UTF-16 code units, lone surrogates included.
inline rc::Gen<QString> anyUtf16() {
    return rc::gen::map(
        rc::gen::container<std::vector<quint16>>(rc::gen::arbitrary<quint16>()), [](const std::vector<quint16>& units) {
            return QString::fromUtf16(reinterpret_cast<const char16_t*>(units.data()), qsizetype(units.size()));
        });
}

/// Texts glued together from these pieces, so that they are often nearly right.
inline rc::Gen<QString> gluedFrom(const QStringList& pieces) {
    const auto index = rc::gen::inRange<int>(0, int(pieces.size()));
    return rc::gen::map(rc::gen::container<std::vector<int>>(index), [pieces](const std::vector<int>& picks) {
        auto text = QStringLiteral(""); // empty, not null: Qt 6.8 crashes on a null key beside one that is not Latin
        for (const int pick : picks)
            text += pieces[pick];
        return text;
    });
}

} // namespace jixiao

namespace rc {
inline void showValue(const QString& text, std::ostream& stream) {
    stream << '"' << text.toUtf8().toPercentEncoding(" ").constData() << '"';
}
} // namespace rc
