#include "core/documents/form_matcher.h"

#include "core/documents/caption.h"
#include "core/documents/form_reader.h"
#include "core/documents/row_match.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>
#include <vector>

namespace jixiao {

namespace {

constexpr qsizetype hintLength = 2000;
constexpr qsizetype mostOriginalRows = 20;

int labelCount(const FormPattern& pattern) {
    int count = 0;
    for (const auto& step : pattern.steps)
        for (const auto& cell : step.cells)
            count += cell.kind == PatternCell::Kind::Label ? 1 : 0;
    return count;
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
};

class Matcher {
public:
    Matcher(const SourceDocument& source, const FormCatalogue& catalogue, const ImportLimits& limits)
        : source_(source),
          limits_(limits),
          used_(size_t(source.items.size()), false),
          owner_(used_.size(), -1),
          year_(yearNearHead(source.items)) {
        for (const auto& form : catalogue.forms())
            patterns_.push_back(FormPattern::of(form));
    }

    Result<ImportResult> match() {
        qsizetype from = 0;
        for (qsizetype i = 0; i < source_.items.size(); ++i) {
            if (source_.items.at(i).kind != SourceItem::Kind::Row) continue;
            auto found = readAt(i, from);
            if (!found) continue;
            if (result_.documents.size() >= limits_.maxDocuments)
                return Error{ErrorCode::FileTooLarge, QStringLiteral("more than %1 forms").arg(limits_.maxDocuments)};
            accept(*found);
            i = std::max(i, found->reading.end - 1);
            from = i + 1;
        }
        if (result_.documents.isEmpty())
            return Error{cutForms_ > 0 ? ErrorCode::FileTruncated : ErrorCode::FormNotRecognised, {}};
        listDebris();
        listUnknown();
        return std::move(result_);
    }

private:
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

    std::optional<Found> readAt(qsizetype index, qsizetype from) const {
        const QStringList texts = source_.items.at(index).texts();
        std::optional<Found> best;
        for (const auto& pattern : patterns_) {
            if (startingStep(pattern, texts) < 0 && !leadsIntoForm(pattern, index)) continue;
            Found found{FormReader(pattern, source_).read(index), readCaption(pattern, source_.items, from, index), 0};
            readSignatures(pattern, source_.items, found.reading.end, found.caption);
            if (found.reading.labels * 2 < labelCount(pattern) && !found.reading.cut) continue;
            complete(found, *pattern.form);
            if (!best || found.score > best->score) best = std::move(found);
        }
        return best;
    }

    /// Adds caption and year, and weighs how well the template fits: labels first, then the hints that tell siblings
    /// apart, then the year.
    void complete(Found& found, const FormTemplate& form) const {
        auto& document = found.reading.document;
        for (auto it = found.caption.fields.cbegin(); it != found.caption.fields.cend(); ++it)
            document.fields.insert(it.key(), it.value());
        document.fiscalYear = year_ > 0 ? year_ : assumedYear(form);
        found.score = found.reading.labels * 100;
        for (auto it = form.recognise.cbegin(); it != form.recognise.cend(); ++it) {
            const QString text = hintText(document, it.key()).left(hintLength);
            if (text.isEmpty()) continue;
            found.score += QRegularExpression(it.value()).match(text).hasMatch() ? 10 : -10;
        }
        if (year_ > 0) found.score += year_ >= form.yearFrom && year_ <= form.yearTo ? 15 : -15;
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
        const bool whole = found.reading.complete || !found.reading.cut;
        const int index = int(result_.documents.size());
        const QString path = whole ? QStringLiteral("documents[%1]").arg(index) : QString();
        cutForms_ += whole ? 0 : 1;
        qsizetype first = found.reading.usedItems.first();
        for (const qsizetype item : found.caption.usedItems) {
            used_[size_t(item)] = true;
            first = std::min(first, item);
            found.reading.end = std::max(found.reading.end, item + 1);
        }
        for (const qsizetype item : found.reading.usedItems)
            used_[size_t(item)] = true;
        if (!whole) {
            result_.repairs.append({QString(), QStringLiteral("unknown"),
                                    QStringLiteral("从%1开始的表在文件末尾断开，内容不全，未导入。")
                                        .arg(lineName(source_.items.at(first).firstLine()))});
            return;
        }
        for (qsizetype item = first; item < found.reading.end; ++item)
            owner_[size_t(item)] = index;
        for (const auto& repair : found.reading.repairs)
            result_.repairs.append({repair.path.isEmpty() ? path : path + u'.' + repair.path, repair.kind,
                                    repair.message, repair.original});
        if (year_ == 0)
            result_.repairs.append(
                {path + QStringLiteral(".fiscalYear"), QStringLiteral("unknown"),
                 QStringLiteral("文件没有写明年度，暂按%1年，请核对。").arg(found.reading.document.fiscalYear)});
        result_.documents.append(found.reading.document);
    }

    QString lineName(int line) const { return source_.linesName(line, line); }

    /// Path of the document a line stands in. Lines are asked for from top to bottom, so that one walk finds them all.
    QString pathOfLine(int line, qsizetype& item) const {
        while (item + 1 < source_.items.size() && source_.items.at(item).lastLine < line)
            ++item;
        const auto& found = source_.items.at(item);
        const int owner = found.firstLine() <= line && line <= found.lastLine ? owner_[size_t(item)] : -1;
        return owner < 0 ? QString() : QStringLiteral("documents[%1]").arg(owner);
    }

    void listDebris() {
        qsizetype item = 0;
        for (const auto& debris : source_.debris)
            result_.repairs.append({pathOfLine(debris.line, item),
                                    QStringLiteral("debris"),
                                    QStringLiteral("%1：已去掉“%2”").arg(lineName(debris.line), debris.text.left(60)),
                                    {{debris.text}}});
        item = 0;
        for (const auto& note : source_.notes)
            result_.repairs.append({pathOfLine(note.line, item), QStringLiteral("unknown"),
                                    note.line > 0 ? lineName(note.line) + u'：' + note.text : note.text});
    }

    void listUnknown() {
        const size_t count = used_.size();
        for (size_t i = 0; i < count; ++i) {
            if (used_[i] || source_.items.at(qsizetype(i)).isBlank()) continue;
            size_t last = i;
            for (size_t next = i + 1; next < count && owner_[next] == owner_[i]; ++next) {
                const bool blank = source_.items.at(qsizetype(next)).isBlank();
                if (used_[next] && !blank) break;
                if (!blank) last = next;
            }
            addUnknown(qsizetype(i), qsizetype(last));
            i = last;
        }
    }

    void addUnknown(qsizetype first, qsizetype last) {
        QStringList texts = source_.items.at(first).texts();
        texts.removeAll(QString());
        QList<QStringList> original;
        for (qsizetype item = first; item <= last && original.size() < mostOriginalRows; ++item)
            if (!source_.items.at(item).isBlank()) original.append(source_.items.at(item).texts());
        const int owner = owner_[size_t(first)];
        result_.repairs.append(
            {owner < 0 ? QString() : QStringLiteral("documents[%1]").arg(owner), QStringLiteral("unknown"),
             QStringLiteral("%1未归入任何表：“%2”")
                 .arg(source_.linesName(source_.items.at(first).firstLine(), source_.items.at(last).lastLine),
                      texts.join(u' ').simplified().left(30)),
             original});
    }

    const SourceDocument& source_;
    const ImportLimits& limits_;
    std::vector<FormPattern> patterns_;
    std::vector<bool> used_;
    std::vector<int> owner_; ///< per item: the document it stands in, or -1
    int year_;
    int cutForms_ = 0;
    ImportResult result_;
};

} // namespace

Result<ImportResult> matchForms(const SourceDocument& source, const FormCatalogue& catalogue,
                                const ImportLimits& limits) {
    return Matcher(source, catalogue, limits).match();
}

} // namespace jixiao
