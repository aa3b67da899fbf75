#include "tests/fuzz/fuzz_target.h"

#include <QByteArray>
#include <QDir>
#include <QFile>

#include <cstdio>

namespace {

void play(const QByteArray& bytes) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.constData()), std::size_t(bytes.size()));
}

/// The file itself, and cut short at sixteen places.
void playWithCuts(const QByteArray& bytes) {
    constexpr int cuts = 16;
    for (int i = 0; i <= cuts; ++i)
        play(bytes.left(bytes.size() * i / cuts));
}

} // namespace

// Plays the files of a folder through one fuzz target.
int main(int argc, char** argv) {
    const QDir folder(argc == 2 ? QString::fromLocal8Bit(argv[1]) : QString());
    const auto names = folder.entryList(QDir::Files, QDir::Name);
    if (argc != 2 || names.isEmpty()) {
        std::fputs("no corpus\n", stderr);
        return 2;
    }
    for (const auto& name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly)) return 2;
        playWithCuts(file.readAll());
    }
    std::printf("%lld files\n", qlonglong(names.size()));
    return 0;
}
