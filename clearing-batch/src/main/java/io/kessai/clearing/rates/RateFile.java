package io.kessai.clearing.rates;

import io.kessai.domain.Currency;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.ExchangeRate;
import io.kessai.domain.OperatingException;
import io.kessai.domain.Product;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What an operator wants to load. The file's grammar is told in docs/authorization.md, section 4.
 *
 * <p>Specification: RateFileTest.
 */
public record RateFile(List<Rate> rates, List<Markup> markups) {

    /** Far above the rates of a year of days; a file beyond it is something else. */
    private static final long BYTES_MAX = 16_777_216;

    public RateFile {
        rates = List.copyOf(rates);
        markups = List.copyOf(markups);
    }

    /**
     * What one unit of a currency is worth in another.
     *
     * @param line of the file, from 1
     * @param validFrom the first instant at which it counts
     * @param validUntil the first at which it no longer does, though no newer one was loaded
     * @param source where it comes from, in the operator's words; may be empty
     */
    record Rate(
            int line,
            Currency from,
            Currency to,
            ExchangeRate rate,
            Instant validFrom,
            Instant validUntil,
            String source) {}

    /**
     * What a product puts on top of every rate.
     *
     * @param line of the file, from 1
     */
    record Markup(int line, Product product, int basisPoints, Instant validFrom) {}

    /**
     * Reads a file.
     *
     * @throws OperatingException CONFIGURATION_REFUSED, naming file, line, rule and remedy
     */
    public static RateFile read(Path file) {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw refused(file + ": the file is longer than " + BYTES_MAX + " bytes");
            }
            return parse(file.toString(), Files.readString(file));
        } catch (CharacterCodingException e) {
            throw refused(file + ": the file is not text in UTF-8");
        } catch (IOException e) {
            throw refused(file + ": the file cannot be read");
        }
    }

    /**
     * Reads a file's text.
     *
     * @param name says in a refusal which text it was
     * @throws OperatingException as {@link #read}
     */
    static RateFile parse(String name, String text) {
        return new RateFileParser(name).parse(text);
    }

    static OperatingException refused(String message) {
        return new OperatingException(ErrorCode.CONFIGURATION_REFUSED, message);
    }
}
