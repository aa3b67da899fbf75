#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <memory>

namespace jixiao::flow {

/// A step of a journey that did not hold; ends the journey.
struct Failure {
    QString text;
};

/// Where the built programs are and where their data goes.
struct Place {
    QString programs;
    QString folder;
    QString source; ///< the project's folder, for assets/sample

    QString program(const QString& name) const { return programs + u'/' + name; }
    QString path(const QString& name) const { return folder + u'/' + name; }
};

/// Runs a program to its end and returns what it printed; a Failure for any exit status but `expected`.
QString runProgram(const Place& place, const QString& name, const QStringList& arguments, int expected = 0);

/// The central server with its embedded store, started and stopped at will on one port.
class Server {
public:
    explicit Server(const Place& place) : place_(place) {}
    ~Server();

    void start();
    void stop();
    void administrate(const QStringList& words);
    QString invite(const QString& person);

private:
    const Place& place_;
    QProcess process_;
    QString listen_ = QStringLiteral("127.0.0.1:0"); ///< the first free port, taken again by later starts
};

/// The real app on a device of its own, driven by accessible names. Every warning the app prints is a Failure.
class App {
public:
    App(const Place& place, const QString& device) : place_(place), folder_(place.path(device)) {}
    ~App();

    void start(int width = 1280, int height = 800);
    void kill(); ///< SIGKILL

    void tap(const QString& name) { send("tap", name); }
    void type(const QString& name, const QString& text) { send("type", name, text); }
    void expect(const QString& name) { send("expect", name); }
    void expectGone(const QString& name) { send("expectGone", name); }
    void expectText(const QString& name, const QString& text) { send("expectText", name, text); }
    void shot(const QString& name);

    const QString& folder() const { return folder_; }

private:
    void send(const char* action, const QString& name, const QString& text = {});
    void send(const QJsonObject& command);

    const Place& place_;
    QString folder_;
    QProcess process_;
};

} // namespace jixiao::flow
