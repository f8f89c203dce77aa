package io.kessai.authorization.message;

import io.kessai.authorization.decide.Acceptor;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.MessageKind;
import io.kessai.authorization.decide.OriginalMessage;
import io.kessai.authorization.decide.Payment;
import io.kessai.authorization.decide.References;
import io.kessai.authorization.decide.SentAmount;
import io.kessai.domain.MessageKey;
import io.kessai.domain.Pan;
import io.kessai.domain.PanToken;
import io.kessai.domain.ProcessingCode;
import io.kessai.domain.TransmissionTime;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.Message;
import io.kessai.iso8583.Mti;
import io.kessai.iso8583.OriginalReference;
import io.kessai.vault.PanVault;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads messages into requests.
 *
 * <p>Thread-safe. DE7 and DE11 are needed by every message; DE2 (or a track), DE3, DE4 and DE49 by
 * authorizations and their advices; a reversal needs its card.
 */
public final class MessageReader {

    private final PanVault vault;

    public MessageReader(PanVault vault) {
        this.vault = vault;
    }

    /**
     * @param network of the link: part of the message's natural key
     * @param arrivedAt decides the year of DE7
     */
    public ReadResult read(String network, Dialect dialect, Message message, Instant arrivedAt) {
        try {
            return new ReadResult.Readable(request(network, dialect, message, arrivedAt));
        } catch (FieldException e) {
            return e.unreadable();
        }
    }

    private AuthorizationRequest request(
            String network, Dialect dialect, Message message, Instant arrivedAt)
            throws FieldException {
        MessageKind kind = kind(message.mti());
        boolean authorizes = kind == MessageKind.AUTHORIZATION || kind == MessageKind.ADVICE;
        MessageKey key = key(network, message, arrivedAt);
        Optional<Pan> pan = message.pan();
        if (pan.isEmpty() && kind != MessageKind.UNSUPPORTED) {
            throw new FieldException(2, "no card number, or DE2 and the tracks disagree");
        }
        return new AuthorizationRequest(
                kind,
                message.mti().toString(),
                message.mti().isRepeat(),
                key,
                pan.map(vault::token).orElse(PanToken.NONE),
                pan.map(Pan::passesLuhn).orElse(false),
                payment(dialect, message, authorizes),
                new Acceptor(text(message, 18), text(message, 42), text(message, 33)),
                references(dialect, message));
    }

    private static MessageKind kind(Mti mti) {
        boolean isRequest = mti.function() == 0;
        boolean isAdvice = mti.function() == 2;
        return switch (mti.messageClass()) {
            case 1 ->
                    isRequest
                            ? MessageKind.AUTHORIZATION
                            : isAdvice ? MessageKind.ADVICE : MessageKind.UNSUPPORTED;
            case 4 ->
                    isRequest
                            ? MessageKind.REVERSAL
                            : isAdvice ? MessageKind.REVERSAL_ADVICE : MessageKind.UNSUPPORTED;
            default -> MessageKind.UNSUPPORTED;
        };
    }

    private static MessageKey key(String network, Message message, Instant arrivedAt)
            throws FieldException {
        String transmission = needed(message, 7);
        Instant transmittedAt =
                TransmissionTime.resolve(transmission, arrivedAt)
                        .orElseThrow(() -> new FieldException(7, "no date and time of any year"));
        return new MessageKey(
                network,
                message.mti().classDigits(),
                text(message, 32),
                needed(message, 11),
                transmission,
                text(message, 37),
                text(message, 41),
                LocalDate.ofInstant(transmittedAt, ZoneOffset.UTC));
    }

    private static Payment payment(Dialect dialect, Message message, boolean isNeeded)
            throws FieldException {
        if (isNeeded) {
            needed(message, 3);
            needed(message, 4);
            needed(message, 49);
        }
        Optional<SentAmount> billing =
                message.has(6) && message.has(51)
                        ? Optional.of(amount(message, 6, 51))
                        : Optional.empty();
        return new Payment(
                message.text(3).map(ProcessingCode::new).orElse(ProcessingCode.ABSENT),
                amount(message, 4, 49),
                billing,
                Cashback.of(message),
                dialect.facts().partialApprovalAccepted(message),
                expiry(message));
    }

    private static SentAmount amount(Message message, int amountField, int currencyField)
            throws FieldException {
        return new SentAmount(
                number(message, amountField), Math.toIntExact(number(message, currencyField)));
    }

    private static Optional<YearMonth> expiry(Message message) throws FieldException {
        Optional<String> sent = message.text(14);
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        int month = Integer.parseInt(sent.get().substring(2));
        if (month < 1 || month > 12) {
            throw new FieldException(14, "month is not 01 to 12");
        }
        return Optional.of(
                YearMonth.of(2000 + Integer.parseInt(sent.get().substring(0, 2)), month));
    }

    private static References references(Dialect dialect, Message message) {
        Optional<Long> replacement = dialect.facts().replacementAmount(message);
        return new References(
                dialect.facts().networkTransactionId(message).orElse(""),
                dialect.facts().originalReference(message).map(MessageReader::original),
                replacement.map(OptionalLong::of).orElse(OptionalLong.empty()),
                text(message, 38),
                text(message, 39));
    }

    private static OriginalMessage original(OriginalReference reference) {
        return new OriginalMessage(
                reference.mti().map(Mti::toString).orElse("0100"),
                reference.stan().orElse(""),
                reference.transmission().orElse(""),
                reference.acquirer().map(MessageReader::withoutLeadingZeros).orElse(""),
                reference.forwarder().map(MessageReader::withoutLeadingZeros).orElse(""));
    }

    private static String withoutLeadingZeros(String digits) {
        int at = 0;
        while (at < digits.length() - 1 && digits.charAt(at) == '0') {
            at++;
        }
        return digits.substring(at);
    }

    private static String needed(Message message, int field) throws FieldException {
        return message.text(field).orElseThrow(() -> new FieldException(field, "missing"));
    }

    private static String text(Message message, int field) {
        return message.text(field).orElse("");
    }

    /** A field of digits as a number, 0 where it is missing. */
    private static long number(Message message, int field) throws FieldException {
        String digits = message.text(field).orElse("0");
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new FieldException(field, "digits expected");
        }
    }
}
