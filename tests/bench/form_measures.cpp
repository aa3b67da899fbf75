#include "app/gui/application.h"
#include "core/store/form_repository.h"
#include "tests/bench/bench.h"
#include "tests/bench/pump.h"
#include "tests/bench/stats.h"

#include <QQuickWindow>

namespace jixiao::bench {

namespace {

constexpr int opens = 9;
constexpr int keystrokes = 200;
constexpr int pauses = 10; ///< keystrokes after which the user waits: saving and reviewing happen

const auto cell = QStringLiteral("indicators[30].name");

/// The app unlocked, with or without its window, and the form under measurement.
class OpenApp {
public:
    OpenApp(const Seed& seed, bool withWindow) : application_(seed.folder()), formId_(seed.longForm().toString()) {
        if (withWindow) watchWindow();
        application_.controller().session()->unlock(passphrase());
        pump().until([this] { return application_.controller().projects()->count() == projectCount; });
        pump().untilQuiet();
    }

    static PumpedApplication& pump() { return PumpedApplication::self(); }
    FormViewModel& form() { return *application_.controller().form(); }
    Services& services() { return application_.services(); }

    struct Opened {
        double models = 0;
        double frame = 0;
    };
    /// From open() to full models, and to the first frame that was drawn with them (if there is a window).
    Opened open() {
        double ready = 0;
        const auto loaded = QObject::connect(&form(), &FormViewModel::opened, [this, &ready] {
            if (!form().isLoading()) ready = nowMs();
        });
        const double start = nowMs();
        form().open(formId_);
        pump().until([&] { return ready > 0 && (!hasWindow_ || frame_ > ready); });
        QObject::disconnect(loaded);
        return {ready - start, frame_ - start};
    }
    void close() {
        pump().untilQuiet();
        form().close();
        pump().untilQuiet();
    }

private:
    void watchWindow() {
        if (!application_.show()) qFatal("bench: the window does not load");
        hasWindow_ = true;
        auto* window = qobject_cast<QQuickWindow*>(application_.engine().rootObjects().first());
        QObject::connect(
            window, &QQuickWindow::frameSwapped, window, [this] { frame_ = nowMs(); }, Qt::DirectConnection);
    }

    Application application_;
    QString formId_;
    bool hasWindow_ = false;
    double frame_ = 0;
};

struct Openings {
    OpenApp::Opened first;
    Samples models;
    Samples frames;
};

Openings openRepeatedly(OpenApp& app) {
    Openings all;
    all.first = app.open();
    app.close();
    for (int i = 0; i < opens; ++i) {
        const auto opened = app.open();
        all.models.append(opened.models);
        all.frames.append(opened.frame);
        app.close();
    }
    return all;
}

Samples modelsOnly(const Seed& seed) {
    OpenApp app(seed, false);
    return openRepeatedly(app).models;
}

void measureOpening(OpenApp& app, const Seed& seed, const Samples& bareModels, Report& report) {
    const auto all = openRepeatedly(app);
    Samples loads;
    for (int i = 0; i < opens; ++i)
        loads.append(app.services().store()->call([&app, id = seed.longForm()](Store& store) {
            const double start = nowMs();
            if (!FormRepository(store, app.services().catalogue(), app.services().ids()).load(id))
                qFatal("bench: the form does not load");
            return nowMs() - start;
        }));
    report.add({QStringLiteral("open_form"),
                QStringLiteral("ms"),
                median(all.frames),
                QStringLiteral("open() of a form of 60 indicators to its first frame"),
                median(loads),
                QStringLiteral("reading the same form from the store"),
                Limit::Value,
                60,
                {{QStringLiteral("models_without_window_ms"), rounded(median(bareModels))},
                 {QStringLiteral("models_and_page_ms"), rounded(median(all.models))},
                 {QStringLiteral("first_time_ms"), rounded(all.first.frame)}}});
}

void measureTyping(OpenApp& app, Report& report) {
    app.open();
    app.pump().untilQuiet();
    Q_EMIT app.form().focusRequested(1, 0, 0);
    app.pump().untilQuiet();
    Samples edits;
    Samples frames;
    Samples others;
    for (int i = 0; i < keystrokes; ++i) {
        const auto text = QStringLiteral("群众对接处警工作的满意程度%1").arg(i);
        const double start = nowMs();
        app.form().edit(cell, text);
        edits.append(nowMs() - start);
        if (i % (keystrokes / pauses) != 0) continue;
        app.pump().forgetLongest();
        app.pump().until([&app] { return app.form().saveState() == FormViewModel::SaveState::Saved; });
        app.pump().untilQuiet();
        frames.append(app.pump().longestFrameMs());
        others.append(app.pump().longestEventMs());
    }
    app.close();
    report.add({QStringLiteral("keystroke_ui"),
                QStringLiteral("ms"),
                percentile(edits, 95),
                QStringLiteral("UI thread in edit(), 95th percentile, form of 60 indicators on screen"),
                1000.0 / 60,
                QStringLiteral("one frame at 60 Hz"),
                Limit::Ratio,
                0.5,
                {{QStringLiteral("median_ms"), rounded(median(edits))},
                 {QStringLiteral("longest_event_ms"), rounded(median(others))},
                 {QStringLiteral("longest_frame_ms"), rounded(median(frames))}}});
}

} // namespace

void measureForm(const Seed& seed, Report& report) {
    const auto bareModels = modelsOnly(seed);
    OpenApp app(seed, true);
    measureOpening(app, seed, bareModels, report);
    measureTyping(app, report);
}

} // namespace jixiao::bench
