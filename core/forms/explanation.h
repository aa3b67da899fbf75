#pragma once

#include "core/base/text_name.h"
#include "core/domain/record.h"
#include "core/forms/form_document.h"

#include <QList>
#include <QMap>
#include <QString>

#include <optional>

namespace jixiao {

namespace RecordType {
/// Why a form is right although a rule warns; its parent is the declaration.
inline constexpr TextName explanation(u"explanation");
} // namespace RecordType

/// Fields of an explanation beside about, field, text, personId, personName, deviceId, at and round.
namespace Field {
inline constexpr TextName rule(u"rule");
inline constexpr TextName message(u"message");     ///< what the rule said when the reason was written
inline constexpr TextName table(u"table");         ///< "" for a field outside tables
inline constexpr TextName explained(u"explained"); ///< submit: how many warnings carry a reason
} // namespace Field

/// The most an explanation may hold, in UTF-16 units. A short reason, not another form.
inline constexpr int maxExplanationLength = 300;
/// The longest message an explanation may answer, and the longest of its other fields.
inline constexpr int maxExplainedMessageLength = 4000;

/// A reason a person gave for a warning of a rule at one place of a form. It answers one message: when the rule says
/// something else there, it was written for an earlier value. Part of the form's content, so an approval covers it.
struct Explanation {
    Id id; ///< of its record; null before it is stored
    QString rule;
    QString table;
    Id row; ///< the row's record; null for a field outside tables or a whole table
    QString field;
    QString message;
    QString text;
    QString personId = {};
    QString personName = {};
    QString deviceId = {};
    qint64 atMs = 0;
    int round = 1;

    static Explanation fromRecord(const Record& record);
    /// The fields of its record.
    QMap<QString, QString> values() const;

    bool isBlank() const { return text.trimmed().isEmpty(); }
    /// Same rule and place, whatever the messages.
    bool isAboutSame(const Explanation& other) const;
    /// Same rule, place and message.
    bool answersSame(const Explanation& other) const;
};

/// An explanation without words yet, of a rule's message at a place; nullopt when the row does not exist.
std::optional<Explanation> explanationAt(const FormDocument& document, const FieldPath& path, const QString& rule,
                                         const QString& message);
/// Where an explanation's place is now; nullopt when its row is gone.
std::optional<FieldPath> pathOf(const Explanation& explanation, const FormDocument& document);

/// A reason that travels with its form from file to file, where rows have no records: its place is the path it has
/// there.
struct PlacedExplanation {
    QString rule;
    FieldPath path;
    QString message;
    QString text;
    QString personName = {};
    qint64 atMs = 0;
    friend bool operator==(const PlacedExplanation&, const PlacedExplanation&) = default;
};

/// Those that count and whose place is still there, oldest first. `explanations` are in order of time.
QList<PlacedExplanation> placedIn(const FormDocument& document, const QList<Explanation>& explanations);

/// Oldest first: the later one counts. The time is that of the device, the id decides between equals.
void sortByTime(QList<Explanation>& explanations);

} // namespace jixiao
