package io.kessai.clearing.audit;

import io.kessai.domain.Pan;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * Searches one place after another (a column of a row, a line of a file) and names each place at
 * most once for card numbers and once for track data. For one thread.
 */
final class PlaceScanner implements CardDataSink {
    private static final String EXPECTED = "no card data";

    private final KnownCards cards;
    private final Findings findings;
    private final CardDataScanner scanner = new CardDataScanner(this);
    private boolean numberNamed;
    private boolean trackNamed;
    private String seen = "";
    private long bytes;

    PlaceScanner(KnownCards cards, Findings findings) {
        this.cards = cards;
        this.findings = findings;
    }

    /** Searches part of the current place. */
    void accept(byte[] content, int from, int to) {
        for (int i = from; i < to; i++) {
            scanner.accept(content[i]);
        }
        bytes += to - from;
    }

    /** Ends the current place; its name is asked for only when something was found there. */
    void endPlace(Supplier<String> place) {
        scanner.boundary();
        if (!seen.isEmpty()) {
            findings.add(new Finding(place.get(), EXPECTED, seen));
        }
        seen = "";
        numberNamed = false;
        trackNamed = false;
    }

    /** How many bytes were searched so far. */
    long bytes() {
        return bytes;
    }

    @Override
    public boolean mayBegin(int firstSix) {
        return cards.mayBegin(firstSix);
    }

    @Override
    public void cardNumber(Pan candidate, String encoding) {
        if (!numberNamed && isCard(candidate)) {
            numberNamed = true;
            String what = cards.isCertain() ? "card number " : "suspected card number ";
            name(what + candidate + " in " + encoding);
        }
    }

    @Override
    public void track(Pan candidate, String encoding) {
        if (!trackNamed) {
            trackNamed = true;
            name("track data of " + candidate + " in " + encoding);
        }
    }

    private void name(String what) {
        seen = seen.isEmpty() ? what : seen + ", " + what;
    }

    private boolean isCard(Pan candidate) {
        try {
            return cards.isCard(candidate);
        } catch (SQLException e) {
            throw new AuditFailure(
                    AuditFailure.Kind.UNREACHABLE, "cards became unreadable: " + e.getMessage(), e);
        }
    }
}
