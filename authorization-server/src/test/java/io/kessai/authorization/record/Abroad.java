package io.kessai.authorization.record;

import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.Payment;
import io.kessai.authorization.decide.SentAmount;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Messages in another currency than the account's, without DE6. */
final class Abroad {

    private Abroad() {}

    /** The message with its amount in that currency (ISO 4217 numeric). */
    static AuthorizationRequest in(int currency, Sent message) {
        AuthorizationRequest home = message.request();
        Payment payment = home.payment();
        return new AuthorizationRequest(
                home.kind(),
                home.mti(),
                home.isRepeat(),
                home.key(),
                home.card(),
                home.passesLuhn(),
                new Payment(
                        payment.processingCode(),
                        new SentAmount(payment.amount().minorUnits(), currency),
                        Optional.empty(),
                        payment.cashback(),
                        payment.acceptsPartialApproval(),
                        payment.expiry()),
                home.acceptor(),
                home.references(),
                home.circumstances(),
                home.findings(),
                home.pointOfService());
    }

    static Submission submission(int currency, Sent message) {
        return new Submission(
                in(currency, message),
                Instant.now(),
                System.nanoTime() + Duration.ofMinutes(1).toNanos(),
                _ -> {});
    }
}
