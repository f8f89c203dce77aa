package io.kessai.local.network;

import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.Edition;
import io.kessai.iso8583.Message;
import io.kessai.local.network.SimulatedControls.Denied;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.TreeMap;

/**
 * ISO 8583:1993: DE12 tells the date too, DE56 names an original by it, and DE30 with DE24 401 says
 * how much of what was authorized is reversed.
 *
 * <p>It has no code for a verification or for a purchase without its cash, no place for CVV2 and no
 * mode of a chip that was read through the air, and one code where 1987 has two for a change of
 * key, so these are not said.
 */
final class Iso93Form extends DialectForm {
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("yy", Locale.ROOT);
    private static final int AMOUNT_DIGITS = 12;
    private static final String PARTIAL = "401";
    private static final String INCREMENT = "106";
    private static final String ADD_RECORD = "301";

    private final String year = YEAR.format(LocalDate.now(Clock.systemUTC()));

    Iso93Form(Dialect dialect) {
        super(dialect);
    }

    @Override
    boolean canSay(Request request) {
        boolean isCodeless = request.kind() == Kind.VERIFICATION || request.kind() == Kind.CASHBACK;
        return super.canSay(request)
                && !isCodeless
                && request.field(ProofBook.PRINTED_VALUE).isEmpty()
                && !request.text(22).equals(Denied.CONTACTLESS)
                && !request.text(70).equals(KeyChangeStory.FUNCTION_OF_1987)
                && remaining(request) <= request.amount();
    }

    @Override
    Message said(Request request) {
        TreeMap<Integer, String> fields = keyCut(new TreeMap<>(request.fields()));
        fields.remove(13);
        fields.remove(25);
        if (request.text(25).equals(Amounts.INCREMENT)) {
            fields.put(24, INCREMENT);
        }
        if (Amounts.BLOCK.equals(fields.remove(91))) {
            fields.put(24, ADD_RECORD);
        }
        fields.remove(90);
        fields.remove(95);
        fields.computeIfPresent(12, (_, time) -> year + request.text(13) + time);
        fields.computeIfPresent(15, (_, date) -> year + date);
        fields.computeIfPresent(22, (_, mode) -> dataCode(mode, presence(request)));
        request.field(90).ifPresent(_ -> fields.put(56, original(request)));
        if (request.field(95).isPresent()) {
            fields.put(24, PARTIAL);
            fields.put(30, request.text(4) + "0".repeat(AMOUNT_DIGITS));
            fields.put(4, SeededCards.digits(request.amount() - remaining(request), 12));
        }
        return Edition.ISO_1993.written(message(request.mti(), fields).build());
    }

    @Override
    Answer heard(Message received, Instant at) {
        Answer told = super.heard(Edition.ISO_1993.inTermsOf1987(received), at);
        TreeMap<Integer, String> fields = new TreeMap<>(told.fields());
        fields.computeIfPresent(15, (_, date) -> date.substring(year.length()));
        String local = told.text(12);
        if (!local.isEmpty()) {
            fields.put(13, local.substring(2, 6));
            fields.put(12, local.substring(6));
        }
        if (received.text(24).filter(PARTIAL::equals).isPresent()) {
            received.text(30).ifPresent(o -> fields.put(4, o.substring(0, AMOUNT_DIGITS)));
        }
        return new Answer(at, type(told.mti()), fields);
    }

    /** Who sends network management or a file update is called other in 1993: 0814 and 0314. */
    private static String type(String mti) {
        return switch (mti.substring(0, 2)) {
            case "08" -> mti.substring(0, 3) + "0";
            case "03" -> mti.substring(0, 3) + "2";
            default -> mti;
        };
    }

    /** DE22: position 5 is where the cardholder is, position 7 how the card number came in. */
    private static String dataCode(String mode, char presence) {
        return mode + "0" + presence + "0" + inputMode(mode) + "00000";
    }

    /** DE22 position 5: over a network, or with what the cardholder left at the merchant. */
    private static char presence(Request request) {
        if (request.text(60).equals(Denied.RECURRING)) {
            return '4';
        }
        return request.text(25).equals(Denied.ELECTRONIC) ? '5' : '0';
    }

    /** DE22 position 7, how the card number came in: the code of 1987 has it in two digits. */
    private static char inputMode(String mode) {
        return switch (mode.substring(0, 2)) {
            case "01" -> '1';
            case "02", "90" -> '2';
            case "05" -> '5';
            default -> '0';
        };
    }

    /** DE95 as a number, 0 where the message has none. */
    private static long remaining(Request request) {
        return request.field(95)
                .map(amounts -> Long.parseLong(amounts.substring(0, AMOUNT_DIGITS)))
                .orElse(0L);
    }

    /** DE56 from DE90. A later message repeats DE12 and DE13 of its original. */
    private String original(Request request) {
        OriginalReference named = OriginalReference.of(request).orElseThrow();
        String acquirer = named.acquirer().replaceFirst("^0+", "");
        String local =
                named.isExact() ? year + request.text(13) + request.text(12) : "0".repeat(12);
        return "1"
                + named.mti().substring(1)
                + named.stan()
                + local
                + "%02d".formatted(acquirer.length())
                + acquirer;
    }
}
