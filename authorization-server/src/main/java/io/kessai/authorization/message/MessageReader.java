package io.kessai.authorization.message;

import io.kessai.authorization.decide.Acceptor;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.Findings;
import io.kessai.authorization.decide.MessageKind;
import io.kessai.authorization.decide.Names;
import io.kessai.authorization.decide.OriginalMessage;
import io.kessai.authorization.decide.Payment;
import io.kessai.authorization.decide.PointOfService;
import io.kessai.authorization.decide.References;
import io.kessai.domain.Circumstances;
import io.kessai.domain.Country;
import io.kessai.domain.MessageKey;
import io.kessai.domain.Pan;
import io.kessai.domain.PanToken;
import io.kessai.domain.Presence;
import io.kessai.domain.ProcessingCode;
import io.kessai.domain.Scheme;
import io.kessai.domain.TransmissionTime;
import io.kessai.domain.controls.EntryMode;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.DialectFacts;
import io.kessai.iso8583.Message;
import io.kessai.iso8583.MinorUnits;
import io.kessai.iso8583.Mti;
import io.kessai.iso8583.OriginalReference;
import io.kessai.iso8583.PanMask;
import io.kessai.vault.PanVault;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads messages into requests.
 *
 * <p>Thread-safe. DE7 and DE11 are needed by every message; DE2 (or a track), DE3, DE4 and DE49 by
 * authorizations and their advices; a reversal needs its card; a cutover and an administrative
 * advice nothing else. Of several bad fields the one with the lowest number is named; a card number
 * is DE2 wherever it was sent.
 */
public final class MessageReader {

    /** DE70 of network management: the business day has ended. */
    private static final String CUTOVER = "201";

    /** Digit 3 of the requests whose answers a network may reject. */
    private static final String REQUEST = "0";

    /** Digits of DE12 in 1993. */
    private static final int LOCAL_DATE_AND_TIME = 12;

    private final PanVault vault;

    public MessageReader(PanVault vault) {
        this.vault = vault;
    }

    /** As the longer one, of a link that allows no block. */
    public ReadResult read(String network, Dialect dialect, Message message, Instant arrivedAt) {
        return read(network, dialect, Blocks.REFUSED, message, arrivedAt);
    }

    /**
     * @param network of the link: part of the message's natural key
     * @param blocks whether the network may block cards by this link
     * @param arrivedAt decides the year of DE7
     */
    public ReadResult read(
            String network, Dialect dialect, Blocks blocks, Message message, Instant arrivedAt) {
        try {
            if (message.mti().rejectsAnswer()) {
                return rejected(network, message, arrivedAt);
            }
            MessageKind kind = kind(message);
            return new ReadResult.Readable(
                    request(
                            kind == MessageKind.CARD_BLOCK
                                            && !blocks.allows(dialect.facts(), message)
                                    ? MessageKind.UNSUPPORTED
                                    : kind,
                            network,
                            dialect,
                            message,
                            arrivedAt));
        } catch (FieldException e) {
            return e.unreadable();
        }
    }

    /** It has the fields of the message whose answer it rejects, and its type's class. */
    private ReadResult rejected(String network, Message message, Instant arrivedAt)
            throws FieldException {
        Pan pan = message.pan().orElseThrow(() -> new FieldException(2, "no card number"));
        return new ReadResult.Rejected(
                key(network, message.mti().messageClass() + REQUEST, message, arrivedAt),
                vault.token(pan));
    }

    /** Field by field in ascending order, so that the first bad one is named. */
    private AuthorizationRequest request(
            MessageKind kind, String network, Dialect dialect, Message message, Instant arrivedAt)
            throws FieldException {
        boolean authorizes = kind.authorizes();
        Optional<Pan> pan = message.pan();
        if (pan.isEmpty() && needsCard(kind)) {
            throw new FieldException(2, "no card number, or DE2 and the tracks disagree");
        }
        ProcessingCode processingCode = processingCode(message, authorizes);
        long amount = number(message, 4, authorizes);
        long billed = number(message, 6, false);
        MessageKey key = key(network, message.mti().classDigits(), message, arrivedAt);
        Optional<YearMonth> expiry = expiry(message);
        requireWhatRemains(dialect.facts(), kind, message);
        int currency = currency(message, 49, authorizes);
        int billingCurrency = currency(message, 51, false);
        MinorUnits units = dialect.minorUnits();
        Payment payment =
                new Payment(
                        processingCode,
                        Rescaled.amount(units, 4, amount, currency),
                        message.has(6) && message.has(51)
                                ? Optional.of(Rescaled.amount(units, 6, billed, billingCurrency))
                                : Optional.empty(),
                        Rescaled.units(units, 54, Cashback.of(message, currency), currency),
                        dialect.facts().partialApprovalAccepted(message),
                        expiry);
        return new AuthorizationRequest(
                kind,
                message.mti().toString(),
                message.mti().isRepeat(),
                key,
                pan.map(vault::token).orElse(PanToken.NONE),
                pan.map(Pan::passesLuhn).orElse(false),
                payment,
                new Acceptor(
                        text(message, 18), freeText(text(message, 42), pan), text(message, 33)),
                references(dialect, message, pan, currency, billingCurrency),
                circumstances(dialect, message),
                Findings.NONE,
                pointOfService(dialect, message));
    }

    private static PointOfService pointOfService(Dialect dialect, Message message) {
        return new PointOfService(
                dialect.facts().acceptorCountry(message).map(Country::code).orElse(""),
                EntryMode.ofField22(text(message, 22)));
    }

    private static Circumstances circumstances(Dialect dialect, Message message) {
        return new Circumstances(
                Scheme.ofWord(dialect.scheme()).orElse(Scheme.OTHER),
                presence(dialect.facts(), message),
                dialect.facts().isPreAuthorization(message));
    }

    /** What a merchant initiates may look like anything else: that fact comes first. */
    private static Presence presence(DialectFacts facts, Message message) {
        if (facts.isMerchantInitiated(message)) {
            return Presence.MERCHANT_INITIATED;
        }
        if (facts.isElectronicCommerce(message)) {
            return Presence.E_COMMERCE;
        }
        return facts.isCardPresent(message) ? Presence.CARD_PRESENT : Presence.UNKNOWN;
    }

    /**
     * ISO 8583:1987, from the acquirer or its repeat: anything else is not served. Network
     * management and file updates may be of another sender, as they are in 1993 (1804, 1304).
     */
    private static MessageKind kind(Message message) {
        Mti mti = message.mti();
        if (mti.version() != 0
                || (mti.origin() > 1 && !mti.isManagement() && !mti.isFileAction())) {
            return MessageKind.UNSUPPORTED;
        }
        return switch (mti.classDigits()) {
            case "10" -> MessageKind.AUTHORIZATION;
            case "12" -> MessageKind.ADVICE;
            case "20" -> MessageKind.FINANCIAL;
            case "22" -> MessageKind.FINANCIAL_ADVICE;
            case "30" -> MessageKind.CARD_BLOCK;
            case "40" -> MessageKind.REVERSAL;
            case "42" -> MessageKind.REVERSAL_ADVICE;
            case "62" -> MessageKind.ADMINISTRATIVE;
            case "80", "82" ->
                    text(message, 70).equals(CUTOVER)
                            ? MessageKind.CUTOVER
                            : MessageKind.UNSUPPORTED;
            default -> MessageKind.UNSUPPORTED;
        };
    }

    private static boolean needsCard(MessageKind kind) {
        return switch (kind) {
            case AUTHORIZATION,
                    ADVICE,
                    FINANCIAL,
                    FINANCIAL_ADVICE,
                    REVERSAL,
                    REVERSAL_ADVICE,
                    CARD_BLOCK ->
                    true;
            case CUTOVER, ADMINISTRATIVE, UNSUPPORTED -> false;
        };
    }

    private static MessageKey key(
            String network, String messageClass, Message message, Instant arrivedAt)
            throws FieldException {
        String transmission = needed(message, 7);
        Instant transmittedAt =
                TransmissionTime.resolve(transmission, arrivedAt)
                        .orElseThrow(() -> new FieldException(7, "no date and time of any year"));
        return new MessageKey(
                network,
                messageClass,
                text(message, 32),
                needed(message, 11),
                transmission,
                text(message, 37),
                text(message, 41),
                LocalDate.ofInstant(transmittedAt, ZoneOffset.UTC));
    }

    private static ProcessingCode processingCode(Message message, boolean isNeeded)
            throws FieldException {
        String digits = isNeeded ? needed(message, 3) : text(message, 3);
        if (!digits.isEmpty() && !ProcessingCode.isWellFormed(digits)) {
            throw new FieldException(3, "six digits expected");
        }
        return new ProcessingCode(digits);
    }

    private static Optional<YearMonth> expiry(Message message) throws FieldException {
        if (!message.has(14)) {
            return Optional.empty();
        }
        int sent = Digits.integer(14, text(message, 14));
        if (sent % 100 < 1 || sent % 100 > 12) {
            throw new FieldException(14, "month is not 01 to 12");
        }
        return Optional.of(YearMonth.of(2000 + sent / 100, sent % 100));
    }

    private static void requireWhatRemains(DialectFacts facts, MessageKind kind, Message message)
            throws FieldException {
        OptionalInt missing =
                kind == MessageKind.REVERSAL || kind == MessageKind.REVERSAL_ADVICE
                        ? facts.missingInPartialReversal(message)
                        : OptionalInt.empty();
        if (missing.isPresent()) {
            throw new FieldException(missing.getAsInt(), "missing in a partial reversal");
        }
    }

    /** Of a field long enough that a sender may have put a card number there: it is stored. */
    private static String freeText(String text, Optional<Pan> pan) {
        return PanMask.inId(pan.map(number -> number.maskedIn(text)).orElse(text));
    }

    private static References references(
            Dialect dialect, Message message, Optional<Pan> pan, int currency, int billingCurrency)
            throws FieldException {
        DialectFacts facts = dialect.facts();
        MinorUnits units = dialect.minorUnits();
        return new References(
                new Names(
                        freeText(facts.networkTransactionId(message).orElse(""), pan),
                        freeText(facts.ownTraceId(message).orElse(""), pan),
                        localTime(message)),
                freeText(facts.traceId(message).orElse(""), pan),
                facts.originalReference(message).map(MessageReader::original),
                Rescaled.replacement(units, facts.replacementAmount(message), currency),
                Rescaled.billed(
                        units,
                        facts.replacementBilled(message).filter(_ -> message.has(51)),
                        billingCurrency),
                text(message, 38),
                text(message, 39),
                facts.isIncrement(message),
                facts.isPartialCompletion(message));
    }

    /** DE12 is a time alone in 1987, and names nothing. */
    private static String localTime(Message message) {
        String time = text(message, 12);
        return time.length() == LOCAL_DATE_AND_TIME ? time : "";
    }

    private static OriginalMessage original(OriginalReference reference) {
        return new OriginalMessage(
                reference.mti().map(Mti::toString).orElse("0100"),
                reference.stan().orElse(""),
                reference.transmission().or(reference::local).orElse(""),
                reference.acquirer().map(OriginalMessage::withoutLeadingZeros).orElse(""),
                reference.forwarder().map(OriginalMessage::withoutLeadingZeros).orElse(""));
    }

    private static String needed(Message message, int field) throws FieldException {
        return message.text(field).orElseThrow(() -> new FieldException(field, "missing"));
    }

    private static String text(Message message, int field) {
        return message.text(field).orElse("");
    }

    private static int currency(Message message, int field, boolean isNeeded)
            throws FieldException {
        return isNeeded || message.has(field) ? Digits.integer(field, needed(message, field)) : 0;
    }

    /** A field of digits as a number; 0 where it is missing and not needed. */
    private static long number(Message message, int field, boolean isNeeded) throws FieldException {
        return isNeeded || message.has(field) ? Digits.number(field, needed(message, field)) : 0;
    }
}
