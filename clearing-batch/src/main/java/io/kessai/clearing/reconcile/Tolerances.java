package io.kessai.clearing.reconcile;

import io.kessai.domain.clearing.CardNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The tolerance classes by network and merchant category (specification C2), read from a table of
 * text: {@code network | class | merchant categories | percent | fixed}. The first line that fits
 * decides. Immutable.
 */
public final class Tolerances {
    private static final String SHIPPED = "tolerances.table";
    private static final int COLUMNS = 5;
    private static final int MCC_LENGTH = 4;
    private static final String ANY = "any";

    private final List<Line> lines;

    /** A line of the table; {@code network} is the word or "any". */
    private record Line(String network, List<Span> categories, ToleranceClass tolerance) {
        boolean fits(String word, int mcc) {
            return (network.equals(ANY) || network.equals(word))
                    && (categories.isEmpty() || categories.stream().anyMatch(s -> s.has(mcc)));
        }
    }

    private record Span(int first, int last) {
        boolean has(int mcc) {
            return first <= mcc && mcc <= last;
        }
    }

    private Tolerances(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    /** The shipped table. */
    public static Tolerances shipped() {
        try (InputStream in = Tolerances.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + SHIPPED);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws IllegalArgumentException if a line has not five columns, a number is none, or no last
     *     line takes whatever is left
     */
    public static Tolerances parse(String table) {
        List<Line> lines = new ArrayList<>();
        for (String text : table.lines().toList()) {
            if (!text.isBlank() && !text.startsWith("#")) {
                lines.add(line(text));
            }
        }
        if (lines.isEmpty()
                || !lines.getLast().network().equals(ANY)
                || !lines.getLast().categories().isEmpty()) {
            throw new IllegalArgumentException("the last line must take any network and merchant");
        }
        return new Tolerances(lines);
    }

    /**
     * The class of a merchant.
     *
     * @param mcc four digits; anything else is no special kind of merchant
     */
    public ToleranceClass of(CardNetwork network, String mcc) {
        int category = number(mcc);
        String word = network.word();
        for (Line line : lines) {
            if (line.fits(word, category)) {
                return line.tolerance();
            }
        }
        throw new IllegalStateException("the last line fits everything");
    }

    /**
     * Whether a difference is beyond the class of that name.
     *
     * @param name as a match names it; one that the table does not know allows nothing
     * @param difference cleared less authorized, more than zero
     * @param currency ISO 4217 number
     */
    public boolean isExceeded(String name, long difference, long authorized, int currency) {
        return lines.stream()
                .map(Line::tolerance)
                .filter(tolerance -> tolerance.name().equals(name))
                .findFirst()
                .map(tolerance -> tolerance.isExceededBy(difference, authorized, currency))
                .orElse(difference > 0);
    }

    private static int number(String mcc) {
        boolean isFourDigits =
                mcc.length() == MCC_LENGTH && mcc.chars().allMatch(c -> c >= '0' && c <= '9');
        return isFourDigits ? Integer.parseInt(mcc) : -1;
    }

    private static Line line(String text) {
        List<String> cells = List.of(text.split("\\|", -1)).stream().map(String::strip).toList();
        if (cells.size() != COLUMNS) {
            throw new IllegalArgumentException("not " + COLUMNS + " columns: " + text);
        }
        String network = cells.get(0);
        if (!network.equals(ANY)) {
            CardNetwork.valueOf(network.toUpperCase(Locale.ROOT));
        }
        return new Line(
                network,
                spans(cells.get(2)),
                new ToleranceClass(
                        cells.get(1), Integer.parseInt(cells.get(3)), amounts(cells.get(4))));
    }

    private static List<Span> spans(String cell) {
        List<Span> spans = new ArrayList<>();
        if (!cell.equals(ANY)) {
            for (String span : cell.split(",", -1)) {
                String[] ends = span.strip().split("-", -1);
                spans.add(
                        new Span(
                                Integer.parseInt(ends[0]),
                                Integer.parseInt(ends[ends.length - 1])));
            }
        }
        return List.copyOf(spans);
    }

    private static Map<Integer, Long> amounts(String cell) {
        Map<Integer, Long> amounts = new HashMap<>();
        for (String amount : cell.split(",", -1)) {
            if (!amount.isBlank()) {
                String[] parts = amount.strip().split(":", -1);
                amounts.put(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
            }
        }
        return amounts;
    }
}
