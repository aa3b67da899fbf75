#include "core/documents/form_matcher.h"

#include "core/documents/caption.h"
#include "core/documents/claimed_forms.h"
#include "core/documents/form_reader.h"
#include "core/documents/leftovers.h"
#include "core/documents/row_match.h"
#include "core/documents/running_text.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <optional>
#include <vector>

namespace jixiao {

namespace {

constexpr qsizetype hintLength = 2000;
constexpr int headParagraphs = 60;
constexpr int fewestLabels = 8; ///< of a form in another order

int labelCount(const FormPattern& pattern) {
    int count = 0;
    for (const auto& step : pattern.steps)
        for (const auto& cell : step.cells)
            count += cell.kind == PatternCell::Kind::Label ? 1 : 0;
    return count;
}

/// Everything a form in another order may name: fields, lists and columns.
int nameCount(const FormPattern& pattern) {
    QSet<QString> names;
    for (const auto& step : pattern.steps) {
        for (const auto& cell : step.cells)
            if (cell.isValue() && !cell.target.contains(u'[')) names.insert(cell.target);
        for (const QString& column : step.repeat.columns)
            names.insert(step.repeat.table + u'.' + column);
    }
    return int(names.size());
}

/// For a file that names no year: the last one of a form that is no longer used, the first one of a form still open.
int assumedYear(const FormTemplate& form) {
    constexpr int longestUse = 10;
    return form.yearTo - form.yearFrom <= longestUse ? form.yearTo : form.yearFrom;
}

/// One form found, with the caption above it and the place of its lines.
struct Found {
    FormReading reading;
    Caption caption;
    int score = 0;
    bool isText = false;  ///< headings and text, no table
    qsizetype claim = -1; ///< of the file about this form, if it fits
};

class Matcher {
public:
    Matcher(const SourceDocument& source, const FormCatalogue& catalogue, const ImportLimits& limits)
        : source_(source),
          catalogue_(catalogue),
          limits_(limits),
          fates_{std::vector<bool>(size_t(source.items.size()), false),
                 std::vector<int>(size_t(source.items.size()), -1)},
          claims_(source, catalogue),
          year_(yearNearHead(source.items)) {
        for (const auto& form : catalogue.forms()) {
            auto pattern = FormPattern::of(form);
            if (auto text = TextPattern::of(pattern))
                texts_.append(*std::move(text));
            else
                patterns_.push_back(std::move(pattern));
        }
    }

    Result<ImportResult> match() {
        qsizetype from = 0;
        for (qsizetype i = 0; i < source_.items.size(); ++i) {
            if (fates_.used[size_t(i)]) continue;
            if (const auto end = acceptPrinted(i); end > i) {
                if (result_.documents.size() > limits_.maxDocuments) return tooMany();
                i = end - 1;
                from = end;
                continue;
            }
            auto found = readTextAt(i, from);
            if (!found && source_.items.at(i).kind != SourceItem::Kind::Row) continue;
            if (!found) found = readAt(i, from);
            if (!found) continue;
            if (result_.documents.size() >= limits_.maxDocuments) return tooMany();
            accept(*found);
            if (found->isText) continue; // tables between its parts are forms of their own
            i = std::max(i, found->reading.end - 1);
            from = i + 1;
        }
        if (result_.documents.isEmpty())
            return Error{cutForms_ > 0 ? ErrorCode::FileTruncated : ErrorCode::FormNotRecognised, {}};
        checkClaimedYears();
        result_.repairs.append(leftovers(source_, fates_));
        result_.texts = looseTexts(source_, fates_);
        return std::move(result_);
    }

private:
    Error tooMany() const {
        return {ErrorCode::FileTooLarge, QStringLiteral("more than %1 forms").arg(limits_.maxDocuments)};
    }

    /// Takes the form at an item as the properties of the file describe it, and returns where it ends; `index` when
    /// they do not.
    qsizetype acceptPrinted(qsizetype index) {
        const auto claimed = claims_.readAt(index);
        if (!claimed) return index;
        const auto& reading = claimed->reading;
        const auto number = int(result_.documents.size());
        for (auto item = index; item < reading.end; ++item) {
            fates_.used[size_t(item)] = true;
            fates_.owner[size_t(item)] = number;
        }
        result_.documents.append(reading.document);
        if (!reading.yearPrinted) claimedYears_.append(number);
        result_.repairs.append(claims_.leftOut(claimed->claim, number));
        claims_.accept(claimed->claim);
        return reading.end;
    }

    /// A year only the properties of the file name gives way to one that stands in its text outside the forms.
    void checkClaimedYears() {
        if (claimedYears_.isEmpty()) return;
        QList<SourceItem> others;
        for (size_t i = 0; i < fates_.used.size(); ++i)
            if (!fates_.used[i]) others.append(source_.items.at(qsizetype(i)));
        const int stated = yearNearHead(others);
        for (const int number : std::as_const(claimedYears_)) {
            auto& document = result_.documents[number];
            const auto* form = catalogue_.find(document.form);
            const bool moved = stated > 0 && stated != document.fiscalYear;
            const bool fits = stated >= form->yearFrom && stated <= form->yearTo;
            if (!moved || !fits) continue;
            result_.repairs.append({QStringLiteral("documents[%1].fiscalYear").arg(number), QStringLiteral("unknown"),
                                    QStringLiteral("文件属性写的是%1年，文中写的是%2年，按文中的年度导入，请核对。")
                                        .arg(document.fiscalYear)
                                        .arg(stated)});
            document.fiscalYear = stated;
        }
    }

    /// A row with a single label may be the first one too, when a form plainly goes on below it.
    bool leadsIntoForm(const FormPattern& pattern, qsizetype index) const {
        if (index + 1 >= source_.items.size() || pattern.steps.size() < 2) return false;
        const auto& next = source_.items.at(index + 1);
        const auto& first = pattern.steps.first();
        if (!first.labelled || next.kind != SourceItem::Kind::Row || !matchRow(first, source_.items.at(index).texts()))
            return false;
        const auto below = matchRow(pattern.steps.at(1), next.texts());
        return below && below->labels >= 2;
    }

    std::optional<Found> readTextAt(qsizetype index, qsizetype from) const {
        const QStringList texts = source_.items.at(index).texts();
        for (const auto& pattern : texts_) {
            if (pattern.sectionOf(texts.value(0)) < 0) continue;
            Found found{readRunningText(pattern, source_, index), {}, 0, true};
            if (!found.reading.complete) continue;
            found.caption =
                readCaption(FormPattern::of(pattern.form()), found.reading.document, source_.items, from, index);
            complete(found, pattern.form());
            return found;
        }
        return std::nullopt;
    }

    std::optional<Found> readAt(qsizetype index, qsizetype from) {
        const QStringList texts = source_.items.at(index).texts();
        const auto words = bareWords(texts);
        std::optional<Found> best;
        QList<const FormPattern*> others;
        for (const auto& pattern : patterns_) {
            if (startingStep(pattern, texts, words) < 0 && !leadsIntoForm(pattern, index)) {
                others.append(&pattern);
                continue;
            }
            auto found = readWith(pattern, index, from);
            if (found.reading.labels * 2 < labelCount(pattern) && !found.reading.cut) continue;
            keepBetter(best, std::move(found), pattern);
        }
        if ((!best || best->reading.gaps > 0) && index >= looseFrom_) readLoosely(others, index, from, texts, best);
        return best;
    }

    /// Forms whose rows or columns stand in another order than printed.
    void readLoosely(const QList<const FormPattern*>& patterns, qsizetype index, qsizetype from,
                     const QStringList& texts, std::optional<Found>& best) {
        const auto words = bareWords(texts);
        const auto below = rowsBelow(index);
        qsizetype end = index;
        for (const auto* pattern : patterns) {
            if (!startsLoosely(*pattern, texts, words, below)) continue;
            auto found = readWith(*pattern, index, from);
            end = std::max(end, found.reading.end);
            const bool enough =
                found.reading.labels * 2 >= labelCount(*pattern) ||
                (found.reading.labels >= fewestLabels && found.reading.labels * 5 >= 2 * nameCount(*pattern));
            if (!enough || !found.reading.complete) continue;
            keepBetter(best, std::move(found), *pattern);
        }
        // What was no form from here on is none from its second row on either.
        if (!best) looseFrom_ = end;
    }

    Found readWith(const FormPattern& pattern, qsizetype index, qsizetype from) const {
        Found found{FormReader(pattern, source_).read(index), {}, 0, false};
        const auto& document = found.reading.document;
        found.caption = readCaption(pattern, document, source_.items, from, index);
        found.reading.labels += found.caption.labels;
        readSignatures(pattern, source_.items, found.reading.end, found.caption);
        readTextFields(pattern, document, source_.items, found.reading.end, found.caption);
        return found;
    }

    void keepBetter(std::optional<Found>& best, Found found, const FormPattern& pattern) const {
        complete(found, *pattern.form);
        if (!best || found.score > best->score) best = std::move(found);
    }

    QList<QStringList> rowsBelow(qsizetype index) const {
        QList<QStringList> rows;
        for (qsizetype i = index + 1; i <= index + 2 && i < source_.items.size(); ++i)
            if (source_.items.at(i).kind == SourceItem::Kind::Row) rows.append(source_.items.at(i).texts());
        return rows;
    }

    /// Adds caption and year, and weighs how well the template fits: labels first, then the hints that tell siblings
    /// apart, then the year.
    void complete(Found& found, const FormTemplate& form) const {
        auto& document = found.reading.document;
        for (auto it = found.caption.fields.cbegin(); it != found.caption.fields.cend(); ++it)
            document.fields.insert(it.key(), it.value());
        found.claim = claims_.claimFor(form);
        const int claimed = found.claim < 0 ? 0 : claims_.yearOf(found.claim);
        document.fiscalYear = year_ > 0 ? year_ : claimed > 0 ? claimed : assumedYear(form);
        readNearHead(document, form, found.reading.repairs);
        found.score = found.reading.labels * 100;
        if (found.claim >= 0 && !claims_.readsLikeAnother(document)) found.score += 60; // less than one label
        for (auto it = form.recognise.cbegin(); it != form.recognise.cend(); ++it) {
            const QString text = hintText(document, it.key()).left(hintLength);
            if (text.isEmpty()) continue;
            found.score += QRegularExpression(it.value()).match(text).hasMatch() ? 10 : -10;
        }
        if (year_ > 0) found.score += year_ >= form.yearFrom && year_ <= form.yearTo ? 15 : -15;
    }

    /// Fields the form itself does not say, from the head of the file.
    void readNearHead(FormDocument& document, const FormTemplate& form, QList<Repair>& repairs) const {
        for (auto it = form.nearHead.cbegin(); it != form.nearHead.cend(); ++it) {
            if (!document.field(it.key()).isEmpty()) continue;
            auto known = nearHead_.constFind(*it);
            if (known == nearHead_.cend()) known = nearHead_.insert(*it, foundNearHead(QRegularExpression(*it)));
            if (known->isEmpty()) continue;
            document.fields.insert(it.key(), *known);
            repairs.append({it.key(), QStringLiteral("unknown"),
                            QStringLiteral("表上没有写明，按文件开头填为“%1”，请核对。").arg(*known)});
        }
    }

    QString foundNearHead(const QRegularExpression& expression) const {
        int paragraphs = 0;
        for (const auto& item : source_.items) {
            if (item.kind != SourceItem::Kind::Paragraph) continue;
            if (++paragraphs > headParagraphs) break;
            const auto match = expression.match(item.cells.first().text.trimmed().left(200));
            if (match.hasMatch()) return match.captured(1);
        }
        return {};
    }

    QString hintText(const FormDocument& document, const QString& fieldId) const {
        if (fieldId == QLatin1String("fiscalYear")) return year_ > 0 ? QString::number(year_) : QString();
        if (document.fields.contains(fieldId)) return document.field(fieldId);
        QStringList lines; // a table id: its texts, one line each
        for (const auto& row : document.rows(fieldId))
            lines.append(row.cells.values().join(u'\t'));
        return lines.isEmpty() ? document.value(FieldPath::fromString(fieldId)) : lines.join(u'\n');
    }

    void accept(Found& found) {
        const bool whole = found.isText || found.reading.complete || !found.reading.cut;
        const int index = int(result_.documents.size());
        const QString path = whole ? QStringLiteral("documents[%1]").arg(index) : QString();
        cutForms_ += whole ? 0 : 1;
        qsizetype first = found.reading.usedItems.first();
        for (const qsizetype item : found.caption.usedItems) {
            fates_.used[size_t(item)] = true;
            first = std::min(first, item);
            found.reading.end = std::max(found.reading.end, item + 1);
        }
        for (const qsizetype item : found.reading.usedItems)
            fates_.used[size_t(item)] = true;
        if (!whole) {
            result_.repairs.append({QString(), QStringLiteral("unknown"),
                                    QStringLiteral("从%1开始的表在文件末尾断开，内容不全，未导入。")
                                        .arg(lineName(source_.items.at(first).firstLine()))});
            return;
        }
        for (qsizetype item = first; item < found.reading.end; ++item)
            if (!found.isText || fates_.used[size_t(item)]) fates_.owner[size_t(item)] = index;
        for (const auto& repair : found.reading.repairs)
            result_.repairs.append({repair.path.isEmpty() ? path : path + u'.' + repair.path, repair.kind,
                                    repair.message, repair.original});
        if (found.claim >= 0) {
            claims_.accept(found.claim);
            if (year_ == 0) claimedYears_.append(index);
            result_.repairs.append(claims_.leftOut(found.claim, index));
        }
        if (year_ == 0 && found.claim < 0)
            result_.repairs.append(
                {path + QStringLiteral(".fiscalYear"), QStringLiteral("unknown"),
                 QStringLiteral("文件没有写明年度，暂按%1年，请核对。").arg(found.reading.document.fiscalYear)});
        result_.documents.append(found.reading.document);
    }

    QString lineName(int line) const { return source_.linesName(line, line); }

    const SourceDocument& source_;
    const FormCatalogue& catalogue_;
    const ImportLimits& limits_;
    std::vector<FormPattern> patterns_;
    QList<TextPattern> texts_;
    mutable QMap<QString, QString> nearHead_; ///< what the head of the file says, by expression
    qsizetype looseFrom_ = 0;                 ///< no form in another order begins before this item
    ItemFates fates_;
    ClaimedForms claims_;
    int year_;
    int cutForms_ = 0;
    QList<int> claimedYears_; ///< documents whose year only a claim names
    ImportResult result_;
};

} // namespace

Result<ImportResult> matchForms(const SourceDocument& source, const FormCatalogue& catalogue,
                                const ImportLimits& limits) {
    return Matcher(source, catalogue, limits).match();
}

} // namespace jixiao
