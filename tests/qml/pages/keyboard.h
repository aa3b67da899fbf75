#pragma once

#include "stage.h"

#include <QObject>

namespace jixiao::pages {

/// What the keyboard alone can do. Runs on a stage of its own.
class KeyboardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void digitsOpenThePlaces();
    void arrowsWalkTheListAndEnterOpens();
    void tabVisitsTheFieldsInOrder();
    void focusStaysInSight();
    void undoAndRedo();
    void stepsThroughTheFindings();
    void escapeGoesOneStepBack();

private:
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    bool openFirst();

    Stage stage_;
};

} // namespace jixiao::pages
