#pragma once

#include "core/base/result.h"
#include "core/documents/office/office_package.h"

#include <QHash>
#include <QList>
#include <QString>

namespace jixiao {

/// The automatic numbers of a DOCX ("1、", "（一）"): they are not in its text but worked out from numbering.xml.
class DocxNumbering {
public:
    /// Which list a paragraph belongs to; list 0 is none.
    struct Place {
        int list = 0;
        int level = 0;
        bool set = false; ///< the paragraph or its style says so
    };

    /// Reads the parts "numbering" and "styles" of the document, if it has them. Errors: as OfficePackage::readXml().
    static Result<DocxNumbering> read(OfficePackage& package);

    /// What is printed before the next paragraph at this place; "" for bullets and no list. Counts on.
    QString next(const Place& own, const QString& style);

private:
    struct Level {
        int start = 1;
        QString format;
        QString text; ///< "%1、"
        bool plainDigits = false;
    };
    struct List {
        int abstract = -1;
        QHash<int, int> restarts; ///< by level
    };
    struct Style {
        Place place;
        QString parent;
    };

    void readLists(QXmlStreamReader& xml);
    void readAbstract(QXmlStreamReader& xml);
    void readLevel(QXmlStreamReader& xml, QHash<int, Level>& levels);
    void readList(QXmlStreamReader& xml);
    void readStyles(QXmlStreamReader& xml);
    Place placeOf(const QString& style) const;
    int count(int list, const Place& place);

    QHash<int, QHash<int, Level>> levels_; ///< by abstract list, then level
    QHash<int, List> lists_;
    QHash<QString, Style> styles_;
    QHash<int, QHash<int, int>> counters_; ///< by abstract list, then level
};

/// Reads w:numPr, at its start element.
DocxNumbering::Place readNumberingPlace(QXmlStreamReader& xml);

} // namespace jixiao
