package io.kessai.local.network;

import java.util.Optional;

/**
 * What the answer to a message must be.
 *
 * @param mti its type; empty where no answer may come
 * @param responseCode DE39
 * @param amount DE4, where it is laid down
 * @param available what DE54 must tell as available (amount type 02), where it must
 * @param malformedField the field that DE44 must name, where it must
 * @param chipAnswer DE55 as hex, where the chip must be answered
 * @param cardVerification what a network that has words for it must be told about CVV and CVV2
 * @param recordedUnder number of the first message with this key: both get the same answer
 */
public record Expectation(
        String mti,
        String responseCode,
        ApprovalCode approvalCode,
        Optional<Long> amount,
        Optional<Long> available,
        Optional<Integer> malformedField,
        Optional<String> chipAnswer,
        Optional<String> cardVerification,
        int recordedUnder) {

    /** Whether DE38 must be there. */
    public enum ApprovalCode {
        PRESENT,
        ABSENT,
        EITHER
    }

    /** No answer may ever come. */
    static Expectation silence(Request request) {
        return of(request, "", ApprovalCode.EITHER).withMti("");
    }

    static Expectation of(Request request, String responseCode, ApprovalCode approvalCode) {
        return new Expectation(
                request.responseMti(),
                responseCode,
                approvalCode,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                request.number());
    }

    /** A refusal: DE39 and no approval code. */
    static Expectation refusal(Request request, String responseCode) {
        return of(request, responseCode, ApprovalCode.ABSENT);
    }

    /** An approval of {@code amount}. */
    static Expectation approval(Request request, String responseCode, long amount) {
        return of(request, responseCode, ApprovalCode.PRESENT).withAmount(amount);
    }

    /** Understood: an advice or a reversal was taken. */
    static Expectation accepted(Request request) {
        return of(request, "00", ApprovalCode.EITHER);
    }

    boolean isAnswered() {
        return !mti.isEmpty();
    }

    Expectation withAmount(long value) {
        return new Expectation(
                mti,
                responseCode,
                approvalCode,
                Optional.of(value),
                available,
                malformedField,
                chipAnswer,
                cardVerification,
                recordedUnder);
    }

    Expectation withAvailable(long value) {
        return new Expectation(
                mti,
                responseCode,
                approvalCode,
                amount,
                Optional.of(value),
                malformedField,
                chipAnswer,
                cardVerification,
                recordedUnder);
    }

    Expectation withMalformedField(int field) {
        return new Expectation(
                mti,
                responseCode,
                approvalCode,
                amount,
                available,
                Optional.of(field),
                chipAnswer,
                cardVerification,
                recordedUnder);
    }

    Expectation withChipAnswer(Optional<String> value) {
        return new Expectation(
                mti,
                responseCode,
                approvalCode,
                amount,
                available,
                malformedField,
                value,
                cardVerification,
                recordedUnder);
    }

    Expectation withCardVerification(Optional<String> value) {
        return new Expectation(
                mti,
                responseCode,
                approvalCode,
                amount,
                available,
                malformedField,
                chipAnswer,
                value,
                recordedUnder);
    }

    private Expectation withMti(String value) {
        return new Expectation(
                value,
                responseCode,
                approvalCode,
                amount,
                available,
                malformedField,
                chipAnswer,
                cardVerification,
                recordedUnder);
    }
}
