package io.kessai.authorization.reply;

import io.kessai.authorization.decide.AdditionalAmount;
import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.Findings;
import io.kessai.authorization.decide.Reason;
import io.kessai.authorization.decide.SentAmount;
import io.kessai.iso8583.Bytes;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.DialectFacts;
import io.kessai.iso8583.Message;
import io.kessai.iso8583.MinorUnits;
import java.util.List;
import java.util.Optional;

/**
 * Writes the message that answers another.
 *
 * <p>Thread-safe. What the sender echoes on comes back exactly as received; DE14, tracks, PIN and
 * verification values never do.
 */
public final class ResponseWriter {

    private static final int[] ECHOED = {
        2, 3, 7, 11, 12, 13, 15, 18, 19, 22, 25, 32, 33, 37, 41, 42, 48, 49, 51, 62, 63, 105
    };
    private static final int[] ECHOED_IN_REVERSALS = {90, 95};
    private static final int[] ECHOED_IN_FILE_ACTIONS = {91, 101};
    private static final int[] ECHOED_IN_MANAGEMENT = {7, 11, 15, 32, 33, 37, 41, 42, 48, 53, 70};
    private static final String ISSUER_AUTHENTICATION_DATA = "91";
    private static final int FILE_ACTION = 3;
    private static final int REVERSAL = 4;
    private static final int MANAGEMENT = 8;

    /** The most that twelve digits tell; a balance may be more, and one digit more shifts DE54. */
    private static final long AMOUNT_MAX = 999_999_999_999L;

    private final ResponseCodes codes;
    private final MinorUnits units;
    private final DialectFacts facts;

    public ResponseWriter(ResponseCodes codes) {
        this(codes, MinorUnits.ISO_4217, DialectFacts.NONE);
    }

    private ResponseWriter(ResponseCodes codes, MinorUnits units, DialectFacts facts) {
        this.codes = codes;
        this.units = units;
        this.facts = facts;
    }

    /** One that tells amounts in the dialect's units, and what it has words for. */
    public ResponseWriter in(Dialect dialect) {
        return new ResponseWriter(codes, dialect.minorUnits(), dialect.facts());
    }

    /**
     * As {@link #response(Message, Answer, Findings, Optional)}, to a message that proved nothing.
     */
    public Message response(Message request, Answer answer) {
        return response(request, answer, Findings.NONE, Optional.empty());
    }

    /**
     * The response to {@code request}: MTI of the same class, DE39 from the answer's reason.
     *
     * @param findings what became of the request's proofs, told where the network has words for it
     * @param issuerAuthenticationData by which the chip knows its issuer; told on a yes only
     */
    public Message response(
            Message request,
            Answer answer,
            Findings findings,
            Optional<Bytes> issuerAuthenticationData) {
        Message.Builder response = echo(request).text(39, codes.of(answer.reason()));
        if (request.has(4)) {
            response.text(4, amount(answer.amount()));
        }
        answer.billing()
                .filter(billing -> request.has(6) && request.has(51))
                .ifPresent(billing -> response.text(6, amount(billing)));
        if (!answer.approvalCode().isEmpty()) {
            response.text(38, answer.approvalCode());
        }
        if (!answer.additionalAmounts().isEmpty()) {
            response.text(54, additional(answer.additionalAmounts()));
        }
        issuerAuthenticationData
                .filter(data -> request.has(55) && isYes(answer.reason()))
                .ifPresent(data -> response.binary(55, chipAnswer(data)));
        return CardVerificationReply.told(facts, findings, response.build());
    }

    /**
     * The response to a message that could not be read.
     *
     * @param field the first bad field: DE44
     */
    public Message formatError(Message request, int field) {
        return echo(request)
                .text(39, codes.of(Reason.FORMAT_ERROR))
                .text(44, Integer.toString(field))
                .build();
    }

    private static Message.Builder echo(Message request) {
        Message.Builder response = Message.builder(request.mti().response());
        return switch (request.mti().messageClass()) {
            case MANAGEMENT -> response.echo(request, ECHOED_IN_MANAGEMENT);
            case REVERSAL ->
                    response.echoWithoutSecretParts(request, ECHOED)
                            .echo(request, ECHOED_IN_REVERSALS);
            case FILE_ACTION ->
                    response.echoWithoutSecretParts(request, ECHOED)
                            .echo(request, ECHOED_IN_FILE_ACTIONS);
            default -> response.echoWithoutSecretParts(request, ECHOED);
        };
    }

    private static boolean isYes(Reason reason) {
        return !reason.declines() && !reason.isTechnical();
    }

    /** One data object, tag 91. */
    private static Bytes chipAnswer(Bytes data) {
        return Bytes.ofHex(
                ISSUER_AUTHENTICATION_DATA + "%02X".formatted(data.length()) + data.toHex());
    }

    private String additional(List<AdditionalAmount> amounts) {
        StringBuilder groups = new StringBuilder();
        for (AdditionalAmount amount : amounts) {
            groups.append(amount.accountType())
                    .append(amount.amountType())
                    .append("%03d".formatted(amount.currency()))
                    .append(amount.minorUnits() < 0 ? 'D' : 'C')
                    .append(
                            digits(
                                    Math.min(
                                            AMOUNT_MAX,
                                            units.sent(
                                                    Math.abs(amount.minorUnits()),
                                                    amount.currency()))));
        }
        return groups.toString();
    }

    private String amount(SentAmount amount) {
        return digits(units.sent(amount.minorUnits(), amount.currency()));
    }

    private static String digits(long amount) {
        return "%012d".formatted(amount);
    }
}
