package io.kessai.authorization.record;

import io.kessai.authorization.decide.Acceptor;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.Findings;
import io.kessai.authorization.decide.MessageKind;
import io.kessai.authorization.decide.Names;
import io.kessai.authorization.decide.OriginalMessage;
import io.kessai.authorization.decide.Payment;
import io.kessai.authorization.decide.PointOfService;
import io.kessai.authorization.decide.References;
import io.kessai.authorization.decide.SentAmount;
import io.kessai.domain.Circumstances;
import io.kessai.domain.MessageKey;
import io.kessai.domain.PanToken;
import io.kessai.domain.ProcessingCode;
import io.kessai.domain.TransmissionTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** Messages as a network would send them, freed of their dialect. Immutable. */
record Sent(
        String mti,
        PanToken card,
        long amount,
        String stan,
        String transmission,
        LocalDate transmittedOn,
        String merchant,
        boolean takesPartialApproval,
        Optional<OriginalMessage> original,
        OptionalLong replacement,
        boolean isIncrement) {

    private static final int YEN = 392;
    private static final DateTimeFormatter DE7 =
            DateTimeFormatter.ofPattern("MMddHHmmss", Locale.ROOT);
    private static final AtomicInteger STANS = new AtomicInteger();

    /** A purchase sent now, with a STAN no other message of this test run has. */
    static Sent purchase(PanToken card, long yen) {
        String now = DE7.format(Instant.now().atOffset(ZoneOffset.UTC));
        return new Sent(
                        "0100",
                        card,
                        yen,
                        String.format(Locale.ROOT, "%06d", STANS.incrementAndGet() % 1_000_000),
                        now,
                        LocalDate.EPOCH,
                        "MERCHANT0000001",
                        false,
                        Optional.empty(),
                        OptionalLong.empty(),
                        false)
                .transmitted(now);
    }

    Sent withMti(String other) {
        return new Sent(
                other,
                card,
                amount,
                stan,
                transmission,
                transmittedOn,
                merchant,
                takesPartialApproval,
                original,
                replacement,
                isIncrement);
    }

    Sent withAmount(long other) {
        return new Sent(
                mti,
                card,
                other,
                stan,
                transmission,
                transmittedOn,
                merchant,
                takesPartialApproval,
                original,
                replacement,
                isIncrement);
    }

    Sent withCard(PanToken other) {
        return new Sent(
                mti,
                other,
                amount,
                stan,
                transmission,
                transmittedOn,
                merchant,
                takesPartialApproval,
                original,
                replacement,
                isIncrement);
    }

    Sent withMerchant(String other) {
        return new Sent(
                mti,
                card,
                amount,
                stan,
                transmission,
                transmittedOn,
                other,
                takesPartialApproval,
                original,
                replacement,
                isIncrement);
    }

    Sent takingPartialApproval() {
        return new Sent(
                mti,
                card,
                amount,
                stan,
                transmission,
                transmittedOn,
                merchant,
                true,
                original,
                replacement,
                isIncrement);
    }

    /** With another DE7, dated as if it arrived now. */
    Sent transmitted(String de7) {
        return transmitted(de7, Instant.now());
    }

    Sent transmitted(String de7, Instant arrival) {
        Instant at = TransmissionTime.resolve(de7, arrival).orElseThrow();
        return new Sent(
                mti,
                card,
                amount,
                stan,
                de7,
                LocalDate.ofInstant(at, ZoneOffset.UTC),
                merchant,
                takesPartialApproval,
                original,
                replacement,
                isIncrement);
    }

    /** A full reversal of this message. */
    Sent reversal() {
        return reversal(OptionalLong.empty());
    }

    /** A reversal of this message that leaves {@code remaining}. */
    Sent reversalTo(long remaining) {
        return reversal(OptionalLong.of(remaining));
    }

    private Sent reversal(OptionalLong remaining) {
        Sent fresh = purchase(card, amount);
        return new Sent(
                "0400",
                card,
                amount,
                fresh.stan,
                fresh.transmission,
                fresh.transmittedOn,
                merchant,
                false,
                Optional.of(new OriginalMessage(mti, stan, transmission, "", "")),
                remaining,
                false);
    }

    /** A message that adds to this one. */
    Sent increment(long added) {
        Sent named = reversal(OptionalLong.empty());
        return new Sent(
                "0100",
                card,
                added,
                named.stan,
                named.transmission,
                named.transmittedOn,
                merchant,
                false,
                named.original,
                OptionalLong.empty(),
                true);
    }

    /** An advice that this message was approved, at another amount. */
    Sent advice(long approved) {
        Sent named = reversal(OptionalLong.empty());
        return named.withMti("0120").withAmount(approved);
    }

    AuthorizationRequest request() {
        return new AuthorizationRequest(
                kind(),
                mti,
                mti.endsWith("1"),
                new MessageKey(
                        "test",
                        mti.substring(1, 3),
                        "123456",
                        stan,
                        transmission,
                        "RRN000" + stan,
                        "TERM0001",
                        transmittedOn),
                card,
                true,
                new Payment(
                        new ProcessingCode("000000"),
                        new SentAmount(amount, YEN),
                        Optional.empty(),
                        0,
                        takesPartialApproval,
                        Optional.empty()),
                new Acceptor("5411", merchant, ""),
                new References(
                        Names.NONE,
                        "",
                        original,
                        replacement,
                        Optional.empty(),
                        "",
                        "",
                        isIncrement,
                        false),
                Circumstances.UNKNOWN,
                Findings.NONE,
                PointOfService.UNKNOWN);
    }

    private MessageKind kind() {
        return switch (mti.substring(0, 3)) {
            case "010" -> MessageKind.AUTHORIZATION;
            case "012" -> MessageKind.ADVICE;
            case "020" -> MessageKind.FINANCIAL;
            case "022" -> MessageKind.FINANCIAL_ADVICE;
            case "030" -> MessageKind.CARD_BLOCK;
            case "040" -> MessageKind.REVERSAL;
            case "042" -> MessageKind.REVERSAL_ADVICE;
            case "080" -> MessageKind.CUTOVER;
            default -> MessageKind.UNSUPPORTED;
        };
    }
}
