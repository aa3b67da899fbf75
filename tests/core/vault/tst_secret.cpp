#include "core/vault/recovery_code.h"
#include "core/vault/secret.h"
#include "core/vault/signer.h"

#include <QtTest>

#include <rapidcheck.h>

#include <algorithm>

using namespace jixiao;

namespace {

SecretBytes secretOf(const QString& text) { return SecretBytes::take(text.toUtf8()); }

bool same(const SecretBytes& a, const SecretBytes& b) { return std::ranges::equal(a.bytes(), b.bytes()); }

} // namespace

class SecretTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takeWipesItsSource();
    void movesLeaveNothingBehind();
    void signaturesBindMessageKeyAndSuite();
    void seedMakesTheSameKey();
    void recoveryCodeRoundTrips();
    void recoveryCodeForgivesTyping();
    void recoveryCodeNoticesSlips();
    void recoveryCodeNeverCrashes();
};

void SecretTest::takeWipesItsSource() {
    QByteArray source("correct horse battery");
    const auto* buffer = source.constData();
    const auto copyOfBuffer = QByteArray::fromRawData(buffer, source.size());
    auto keeper = source; // shares the buffer: take() must wipe only its own copy
    const auto secret = SecretBytes::take(std::move(source));
    QCOMPARE(secret.size(), std::size_t(21));
    QCOMPARE(keeper, QByteArray("correct horse battery"));
    QCOMPARE(copyOfBuffer, keeper);
    QVERIFY(source.isEmpty());
}

void SecretTest::movesLeaveNothingBehind() {
    auto a = secretOf(u"一二三四五六七八"_qs);
    auto b = a.clone();
    QVERIFY(same(a, b));
    auto c = std::move(a);
    QVERIFY(a.isEmpty());
    QVERIFY(same(b, c));
    b = std::move(c);
    QVERIFY(c.isEmpty());
    QCOMPARE(b.size(), std::size_t(24));
    QVERIFY(!same(SecretBytes::random(32), SecretBytes::random(32)));
}

void SecretTest::signaturesBindMessageKeyAndSuite() {
    const auto signer = Signer::generate();
    const auto other = Signer::generate();
    const QByteArray message("approve");
    const auto signature = signer.sign(message);
    QVERIFY(Signer::verify(signer.suite(), signer.publicKey(), message, signature));
    QVERIFY(!Signer::verify(signer.suite(), signer.publicKey(), "approved", signature));
    QVERIFY(!Signer::verify(signer.suite(), other.publicKey(), message, signature));
    QVERIFY(!Signer::verify(u"sm2-sm3"_qs, signer.publicKey(), message, signature));
    QVERIFY(!Signer::verify(signer.suite(), signer.publicKey().left(31), message, signature));
    QVERIFY(!Signer::verify(signer.suite(), signer.publicKey(), message, signature.left(63)));
}

void SecretTest::seedMakesTheSameKey() {
    const auto signer = Signer::generate();
    const auto again = Signer::fromSeed(signer.seed());
    QVERIFY(again.ok());
    QCOMPARE(again->publicKey(), signer.publicKey());
    QCOMPARE(Signer::fromSeed(SecretBytes{31}).error().code, ErrorCode::InvalidInput);
}

void SecretTest::recoveryCodeRoundTrips() {
    QVERIFY(rc::check("a printed recovery code gives its secret back", [] {
        const auto bytes = *rc::gen::container<std::vector<unsigned char>>(16, rc::gen::arbitrary<unsigned char>());
        SecretBytes secret{recoverySecretBytes};
        std::ranges::copy(bytes, secret.bytes().begin());
        const auto text = recoveryCodeText(secret);
        RC_ASSERT(text.size() == 28 + 6);
        const auto back = recoveryCodeSecret(secretOf(text));
        RC_ASSERT(back.has_value());
        RC_ASSERT(same(*back, secret));
    }));
}

void SecretTest::recoveryCodeForgivesTyping() {
    SecretBytes secret{recoverySecretBytes};
    std::ranges::copy(std::array<unsigned char, 16>{0, 1, 0x40, 0x20, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16},
                      secret.bytes().begin());
    auto text = recoveryCodeText(secret);
    QVERIFY(text.contains(u'0') && text.contains(u'1'));
    text.replace(u'0', u'o').replace(u'1', u'l').replace(u'-', u' ');
    const auto back = recoveryCodeSecret(secretOf(text.toLower() + u"\n"_qs));
    QVERIFY(back.has_value());
    QVERIFY(same(*back, secret));
}

void SecretTest::recoveryCodeNoticesSlips() {
    const auto secret = SecretBytes::random(recoverySecretBytes);
    const auto text = recoveryCodeText(secret).remove(u'-');
    int accepted = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        auto slip = text;
        slip[i] = slip[i] == u'7' ? u'8' : u'7';
        accepted += recoveryCodeSecret(secretOf(slip)).has_value();
    }
    QVERIFY2(accepted <= 1, "the check characters let more than 1 in 28 slips through");
    QVERIFY(!recoveryCodeSecret(secretOf(text.chopped(1))));
    QVERIFY(!recoveryCodeSecret(secretOf(text + u'7')));
}

void SecretTest::recoveryCodeNeverCrashes() {
    QVERIFY(rc::check("any bytes are a code or not", [](const std::string& bytes) {
        const auto secret = recoveryCodeSecret(SecretBytes::take(QByteArray::fromStdString(bytes)));
        RC_ASSERT(!secret || secret->size() == recoverySecretBytes);
    }));
}

QTEST_GUILESS_MAIN(SecretTest)
#include "tst_secret.moc"
