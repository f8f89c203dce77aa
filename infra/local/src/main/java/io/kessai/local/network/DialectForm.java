package io.kessai.local.network;

import io.kessai.iso8583.Bytes;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.Edition;
import io.kessai.iso8583.Message;
import io.kessai.iso8583.Subfields;
import io.kessai.local.network.SimulatedControls.Denied;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How one dialect says what the messages of a day mean: they are drafted as {@code iso87-ascii} has
 * them. Immutable and thread-safe.
 */
abstract class DialectForm {
    private static final Set<Integer> SECRET = Set.of(2, ProofBook.TRACK, ProofBook.PIN);

    static final int TRANSACTION_ID = 62;

    /** What is looked at in an answer; card data is not among it. */
    private static final int[] READ = {
        3, 4, 6, 7, 11, 12, 13, 15, 32, 37, 38, 39, 41, 42, 44, 49, 51, 54, 70
    };

    /** Bytes at fault mean what the table of {@code iso87} says of them. */
    private static final Set<Request.Form> SOUND =
            Set.of(Request.Form.WHOLE, Request.Form.SPLIT, Request.Form.AFTER_POLL);

    private final Dialect dialect;

    DialectForm(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The form of a dialect: those built in, and any other as the generic one. */
    static DialectForm of(Dialect dialect) {
        if (dialect.edition() == Edition.ISO_1993) {
            return new Iso93Form(dialect);
        }
        return switch (dialect.name()) {
            case "visa-base1" -> new VisaForm(dialect);
            case "mastercard-cis" -> new MastercardForm(dialect);
            default -> new GenericForm(dialect);
        };
    }

    /** Whether the dialect has words for all that the message means. */
    boolean canSay(Request request) {
        return SOUND.contains(request.form()) && request.kind() != Kind.MALFORMED;
    }

    /** The message as the dialect has it. */
    abstract Message said(Request request);

    /** What an answer off the wire says, as {@code iso87-ascii} has it. */
    Answer heard(Message received, Instant at) {
        TreeMap<Integer, String> fields = new TreeMap<>();
        for (int field : READ) {
            received.text(field).ifPresent(text -> fields.put(field, text));
        }
        received.binary(ProofBook.CHIP).ifPresent(chip -> fields.put(ProofBook.CHIP, chip.toHex()));
        transactionId(received).ifPresent(id -> fields.put(TRANSACTION_ID, id));
        verification(received).ifPresent(word -> fields.put(ProofBook.VERIFICATION, word));
        return new Answer(at, received.mti().toString(), fields);
    }

    /** The network's name of the transaction in an answer. */
    Optional<String> transactionId(Message received) {
        return received.text(TRANSACTION_ID);
    }

    /** What an answer tells about CVV and CVV2, where the dialect has words for it. */
    Optional<String> verification(Message received) {
        return Optional.empty();
    }

    /** The answer to network management of the server's own. */
    Message managementResponse(Answer request) {
        TreeMap<Integer, String> fields = new TreeMap<>();
        for (int field : new int[] {7, 11, 70}) {
            if (!request.text(field).isEmpty()) {
                fields.put(field, request.text(field));
            }
        }
        fields.put(39, "00");
        return dialect.edition().written(message("0810", fields).build());
    }

    /** The fields with as much of a new key's check value as the generic dialects have. */
    static TreeMap<Integer, String> keyCut(TreeMap<Integer, String> fields) {
        fields.computeIfPresent(
                KeyChangeStory.KEY, (_, key) -> key.substring(0, KeyChangeStory.GENERIC_DIGITS));
        return fields;
    }

    /** A message with these fields. */
    static Message.Builder message(String mti, TreeMap<Integer, String> fields) {
        Message.Builder builder = Message.builder(mti);
        fields.forEach(
                (field, text) -> {
                    if (SECRET.contains(field)) {
                        builder.secret(field, text);
                    } else if (field == ProofBook.CHIP) {
                        builder.binary(field, Bytes.ofHex(text));
                    } else {
                        builder.text(field, text);
                    }
                });
        return builder;
    }

    /** Nothing is said otherwise than it was drafted; it has no place for CVV2. */
    private static final class GenericForm extends DialectForm {
        GenericForm(Dialect dialect) {
            super(dialect);
        }

        @Override
        boolean canSay(Request request) {
            return request.field(ProofBook.PRINTED_VALUE).isEmpty();
        }

        @Override
        Message said(Request request) {
            return message(request.mti(), keyCut(new TreeMap<>(request.fields()))).build();
        }
    }

    /** The id of a transaction is 62.2, fifteen digits; no part will do, no key can be brought. */
    private static final class VisaForm extends DialectForm {
        private static final int ID_PART = 2;
        private static final int ID_DIGITS = 15;

        private static final int VALUES_FIELD = 126;
        private static final int ENVIRONMENT = 13;
        private static final int PRINTED_VALUE_PART = 10;
        private static final int PRINTED_RESULT_AT = 10;

        /** The value is there, its result is asked for, and it has three digits. */
        private static final String PRESENT = "11 ";

        /** 63.3, the reason of the message. */
        private static final String INCREMENT = "3900";

        VisaForm(Dialect dialect) {
            super(dialect);
        }

        @Override
        boolean canSay(Request request) {
            String id = request.text(TRANSACTION_ID);
            return super.canSay(request)
                    && request.field(60).filter(mark -> !mark.equals(Denied.RECURRING)).isEmpty()
                    && request.field(KeyChangeStory.KEY).isEmpty()
                    && (id.isEmpty() || id.matches("\\d{" + ID_DIGITS + "}"));
        }

        @Override
        Message said(Request request) {
            TreeMap<Integer, String> fields = new TreeMap<>(request.fields());
            fields.computeIfPresent(22, (_, mode) -> mode + "0");
            fields.remove(TRANSACTION_ID);
            boolean adds = fields.replace(25, Amounts.INCREMENT, "00");
            fields.remove(ProofBook.PRINTED_VALUE);
            boolean isRecurring = fields.remove(60, Denied.RECURRING);
            Message.Builder message = message(request.mti(), fields);
            if (isRecurring) {
                message.subfields(VALUES_FIELD, Subfields.builder().text(ENVIRONMENT, "R").build());
            }
            request.field(ProofBook.PRINTED_VALUE)
                    .ifPresent(
                            digits ->
                                    message.subfields(
                                            VALUES_FIELD,
                                            Subfields.builder()
                                                    .secret(PRINTED_VALUE_PART, PRESENT + digits)
                                                    .build()));
            if (adds) {
                message.subfields(63, Subfields.builder().text(3, INCREMENT).build());
            }
            request.field(TRANSACTION_ID)
                    .ifPresent(
                            id ->
                                    message.subfields(
                                            TRANSACTION_ID,
                                            Subfields.builder().text(ID_PART, id).build()));
            return message.build();
        }

        @Override
        Optional<String> transactionId(Message received) {
            return part(received, TRANSACTION_ID, ID_PART);
        }

        /** The CVV2 result at position 10 of 44; there is no word for a track. */
        @Override
        Optional<String> verification(Message received) {
            return received.text(44)
                    .filter(results -> results.length() >= PRINTED_RESULT_AT)
                    .map(results -> results.substring(PRINTED_RESULT_AT - 1, PRINTED_RESULT_AT));
        }
    }

    /**
     * The id of a transaction is 105.1; 48.61 says that a part will do, 61 position 7 with 48.63
     * that it adds, 61 position 4 that the cardholder is far away or the merchant asks by itself;
     * 48.11 brings a key.
     */
    private static final class MastercardForm extends DialectForm {
        private static final int ID_FIELD = 105;
        private static final String PREAUTHORIZATION = "0000004" + "0".repeat(19);

        /** The cardholder is at the other end of a network, and so is the card. */
        private static final String ELECTRONIC = "00051" + "0".repeat(21);

        private static final int KEY_PART = 11;

        /** Class, index and cycle of a key for PIN blocks. */
        private static final String PIN_KEY = "PK0102";

        /** The cardholder is away, and so is the card: the merchant asks with what it keeps. */
        private static final String RECURRING = "00041" + "0".repeat(21);

        /** No message of a day has a trace id of its own for 48.63 to name. */
        private static final String NO_TRACE = "MCC0000000000";

        private static final int ID_PART = 1;
        private static final int PRINTED_VALUE_PART = 92;
        private static final int RESULT_PART = 87;

        MastercardForm(Dialect dialect) {
            super(dialect);
        }

        /** It has no mark of a completion that more will follow. */
        @Override
        boolean canSay(Request request) {
            return super.canSay(request) && !Amounts.isPartialCompletion(request);
        }

        @Override
        Message said(Request request) {
            TreeMap<Integer, String> fields = new TreeMap<>(request.fields());
            boolean adds = Amounts.INCREMENT.equals(request.text(25));
            fields.remove(25);
            boolean isRecurring = fields.remove(60, Denied.RECURRING);
            fields.remove(60);
            fields.remove(TRANSACTION_ID);
            fields.remove(ProofBook.PRINTED_VALUE);
            fields.remove(KeyChangeStory.KEY);
            fields.computeIfPresent(95, (_, amounts) -> amounts.substring(0, 12) + "0".repeat(30));
            if (adds) {
                fields.put(61, PREAUTHORIZATION);
            } else if (isRecurring) {
                fields.put(61, RECURRING);
            } else if (request.text(25).equals(Denied.ELECTRONIC)) {
                fields.put(61, ELECTRONIC);
            }
            Message.Builder message = message(request.mti(), fields);
            if (adds) {
                message.subfields(48, Subfields.builder().text(0, "R").text(63, NO_TRACE).build());
            }
            request.field(ProofBook.PRINTED_VALUE)
                    .ifPresent(
                            digits ->
                                    message.subfields(
                                            48,
                                            Subfields.builder()
                                                    .text(0, "T")
                                                    .secret(PRINTED_VALUE_PART, digits)
                                                    .build()));
            request.field(KeyChangeStory.KEY)
                    .ifPresent(
                            key ->
                                    message.subfields(
                                            48,
                                            Subfields.builder()
                                                    .secret(KEY_PART, PIN_KEY + key)
                                                    .build()));
            if (request.field(60).isPresent() && !isRecurring) {
                message.subfields(48, Subfields.builder().text(0, "R").text(61, "10000").build());
            }
            request.field(TRANSACTION_ID)
                    .ifPresent(
                            id ->
                                    message.subfields(
                                            ID_FIELD,
                                            Subfields.builder().text(ID_PART, id).build()));
            return message.build();
        }

        @Override
        Optional<String> transactionId(Message received) {
            return part(received, ID_FIELD, ID_PART);
        }

        /** 48.87, of CVC 1 and CVC 2. */
        @Override
        Optional<String> verification(Message received) {
            return part(received, 48, RESULT_PART).or(() -> Optional.of(ProofBook.NOTHING_TOLD));
        }
    }

    private static Optional<String> part(Message message, int field, int part) {
        return message.subfields(field).flatMap(parts -> parts.text(part));
    }
}
