package io.kessai.local.network;

import io.kessai.domain.clearing.CardNetwork;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Makes the single messages of a day; every message has its own DE11, DE37 and moment. */
final class Drafts {
    private static final DateTimeFormatter DE7 = DateTimeFormatter.ofPattern("MMddHHmmss");
    private static final DateTimeFormatter DE12 = DateTimeFormatter.ofPattern("HHmmss");
    private static final DateTimeFormatter DE13 = DateTimeFormatter.ofPattern("MMdd");
    private static final int RRN_HALF = 6;
    private static final long RRN_HALF_COUNT = 2_176_782_336L; // 36^6
    private static final int STANS = 999_999;
    private static final long MILLIS_BETWEEN = 10;
    private static final long IDS_A_SECOND = 100_000;

    /** One in so many messages carries no network transaction id. */
    private static final int NAMELESS = 4;

    private static final String[] ACQUIRERS = {"12345", "123456", "440001", "59000000001"};
    private static final String[] MCCS = {"5411", "5814", "5999", "4121", "7011"};

    private final SplittableRandom random;
    private final Fleet fleet;
    private final ZonedDateTime start;
    private final String run;
    private long made;

    Drafts(SplittableRandom random, Fleet fleet, Instant start) {
        this.random = random;
        this.fleet = fleet;
        this.start = start.atZone(ZoneOffset.UTC);
        this.run = base36(Math.floorMod(start.getEpochSecond(), RRN_HALF_COUNT));
    }

    /** A financial message about a seeded card, with everything a terminal sends. */
    Draft message(Kind kind, String mti, int card, String type, long amount) {
        Draft draft = draft(kind, fleet.accountOf(card), card, mti, SeededCards.pan(card));
        fill(draft, type, amount);
        if (random.nextInt(2) == 0) {
            draft.set(14, fleet.expiryOf(card));
        }
        if (made % NAMELESS != 0) {
            draft.set(62, networkTransactionId(SeededCards.network(card)));
        }
        return draft;
    }

    /** Mastercard: network code 3, reference 6, MMDD; Visa: fifteen digits. */
    private String networkTransactionId(CardNetwork network) {
        long number = Math.floorMod(start.toEpochSecond() * IDS_A_SECOND + made, RRN_HALF_COUNT);
        return switch (network) {
            case MASTERCARD -> "MCC" + base36(number) + DE13.format(moment());
            case VISA -> "4" + SeededCards.digits(number, 14);
        };
    }

    /** A financial message about a number that was never seeded. */
    Draft nobodys(Kind kind, String mti, String pan, long amount) {
        Draft draft = draft(kind, nobody(), -1, mti, pan);
        fill(draft, "00", amount);
        return draft;
    }

    /** The step that asks what a message has left of its account. */
    List<Draft> inquiry(Draft about) {
        return List.of(message(Kind.INQUIRY, "0100", about.card, "30", 0));
    }

    /** A network management message. */
    Draft management(Kind kind, String code) {
        return management(kind, code, nobody());
    }

    /**
     * The same under a given account number.
     *
     * @param account negative: it is about nobody's card
     */
    Draft management(Kind kind, String code, int account) {
        Draft draft = new Draft(kind, account, -1, "0800", new TreeMap<>());
        identify(draft);
        return draft.set(70, code);
    }

    /**
     * A later message about an earlier one, with the same card, DE3, amounts, DE37, terminal and
     * acquirer, and its own DE11 and DE7. It proves nothing again.
     */
    Draft about(Kind kind, String mti, Draft original) {
        TreeMap<Integer, String> fields = new TreeMap<>(original.fields);
        for (int field : new int[] {14, 35, 38, 39, 52, 54, 55, 60, 62, 90, 95, 126}) {
            fields.remove(field);
        }
        Draft draft = new Draft(kind, original.account, original.card, mti, fields);
        identify(draft);
        return draft;
    }

    /** A full reversal of an earlier message, as a request or as an advice, with its DE25. */
    Draft reversal(Draft original) {
        boolean advice = random.nextBoolean();
        return about(
                        advice ? Kind.REVERSAL_ADVICE : Kind.REVERSAL,
                        advice ? "0420" : "0400",
                        original)
                .set(90, OriginalReference.text(original.request()));
    }

    /** The same of what may be marked as an increment (DE25), without the mark. */
    Draft unmarkedReversal(Draft original) {
        return reversal(original).set(25, "00");
    }

    /** A retrieval reference number that no other message of any day has. */
    String rrn() {
        return run + base36(made++);
    }

    /** The date of the next moment of the day, MMDD. */
    String date() {
        return DE13.format(moment());
    }

    /** DE7 of the next moment of the day. */
    String transmission() {
        return DE7.format(moment());
    }

    /** An account number for messages that are about nobody's card. */
    int nobody() {
        return -1 - random.nextInt(1000);
    }

    private Draft draft(Kind kind, int account, int card, String mti, String pan) {
        Draft draft = new Draft(kind, account, card, mti, new TreeMap<>());
        identify(draft);
        return draft.set(2, pan);
    }

    private void identify(Draft draft) {
        draft.set(7, transmission());
        draft.set(11, SeededCards.digits(made % STANS + 1, 6));
        made++;
    }

    private void fill(Draft draft, String type, long amount) {
        draft.set(3, type + "0000")
                .set(4, SeededCards.digits(amount, 12))
                .set(12, DE12.format(moment()))
                .set(13, DE13.format(moment()))
                .set(18, MCCS[random.nextInt(MCCS.length)])
                .set(22, "051")
                .set(25, "00")
                .set(32, ACQUIRERS[random.nextInt(ACQUIRERS.length)])
                .set(37, rrn())
                .set(41, "T" + SeededCards.digits(random.nextInt(10_000_000), 7))
                .set(42, "M" + SeededCards.digits(random.nextInt(100_000_000), 14))
                .set(49, fleet.currency());
    }

    private ZonedDateTime moment() {
        return start.plusNanos(made * MILLIS_BETWEEN * 1_000_000);
    }

    private static String base36(long value) {
        String text = Long.toString(value, 36).toUpperCase(Locale.ROOT);
        return "0".repeat(RRN_HALF - text.length()) + text;
    }
}
