#include "attachment_scene.h"
#include "tests/support/properties.h"

#include <map>

using namespace jixiao;
using namespace jixiao::test;

namespace {

/// Sizes around the edges of chunks more often than others.
rc::Gen<int> anySize() {
    return rc::gen::oneOf(rc::gen::inRange(1, 2000),
                          rc::gen::map(rc::gen::pair(rc::gen::inRange(1, 4), rc::gen::inRange(-2, 3)),
                                       [](const std::pair<int, int>& p) { return p.first * 65536 + p.second; }),
                          rc::gen::inRange(1, 300'000));
}

} // namespace

/// Any bytes, in any order of adding, removing and bringing back.
class TestAttachmentProperties : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        if (!qEnvironmentVariableIsSet("RC_PARAMS")) qputenv("RC_PARAMS", "seed=20250831 max_success=60");
    }
    void anyBytesComeBack();
    void anySequenceKeepsEachContentOnce();
};

void TestAttachmentProperties::anyBytesComeBack() {
    AttachmentScene s;
    s.limits.totalBytes = 1LL << 40;
    QVERIFY(rc::check("bytes come back", [&] {
        const auto bytes = noise(*anySize(), *rc::gen::arbitrary<quint32>());
        RC_ASSERT(s.add(bytes).ok());
        const auto read = s.read(sha256(bytes));
        RC_ASSERT(read.ok());
        RC_ASSERT(*read == bytes);
        QByteArray pieces;
        for (int i = 0; i < attachmentChunks(bytes.size()); ++i)
            pieces += s.f.store->attachmentChunk(sha256(bytes), i).valueOr({});
        RC_ASSERT(pieces == bytes);
    }));
}

void TestAttachmentProperties::anySequenceKeepsEachContentOnce() {
    QVERIFY(rc::check("each content once", [] {
        AttachmentScene s;
        std::map<std::pair<int, int>, Id> here; // content, row
        std::map<int, bool> ever;
        QList<Id> removed;
        const int steps = *rc::gen::inRange(1, 15);
        for (int step = 0; step < steps; ++step) {
            const int content = *rc::gen::inRange(0, 4);
            const int row = *rc::gen::inRange(-1, 2);
            const auto bytes = noise(1000 + content * 70'000, quint32(content));
            const auto known = here.find({content, row});
            if (known != here.end() && *rc::gen::arbitrary<bool>()) {
                RC_ASSERT(s.remove(known->second).ok());
                if (*rc::gen::arbitrary<bool>())
                    RC_ASSERT(s.restore(known->second).ok());
                else
                    here.erase(known);
                continue;
            }
            const auto id = s.add(bytes, row);
            RC_ASSERT(id.ok());
            RC_ASSERT(known == here.end() || known->second == *id);
            here[{content, row}] = *id;
            ever[content] = true;
        }
        RC_ASSERT(s.evidence().size() == qsizetype(here.size()));
        RC_ASSERT(s.contents() == qsizetype(ever.size()));
        RC_ASSERT(s.f.store->cleanUpAttachments().valueOr(-1) == 0);
        for (const auto& [content, stored] : ever)
            RC_ASSERT(s.read(sha256(noise(1000 + content * 70'000, quint32(content)))).ok());
        RC_ASSERT(s.f.store->check()->intact);
    }));
}

QTEST_GUILESS_MAIN(TestAttachmentProperties)
#include "tst_attachment_properties.moc"
