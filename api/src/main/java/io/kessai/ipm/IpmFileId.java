package io.kessai.ipm;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a logical file (PDS 0105): no two files have the same.
 *
 * @param type 001 made by the clearing system, 002 by a member
 * @param date of the file's business day, years 2000 to 2099
 * @param endpoint eleven digits: processor or endpoint
 * @param sequence five digits
 */
public record IpmFileId(String type, LocalDate date, String endpoint, String sequence) {

    private static final Pattern FORM = Pattern.compile("(\\d{3})(\\d{6})(\\d{11})(\\d{5})");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuMMdd");

    /**
     * @throws IllegalArgumentException for parts of another form
     */
    public IpmFileId {
        String text = type + date.format(DATE) + endpoint + sequence;
        boolean isLong = type.length() != 3 || endpoint.length() != 11;
        if (isLong || !FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a file id is type 3, date, endpoint 11, sequence 5");
        }
    }

    /** Empty unless there are 25 digits with a date in them. */
    public static Optional<IpmFileId> parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            String day = matcher.group(2);
            LocalDate date =
                    LocalDate.of(
                            2000 + Integer.parseInt(day, 0, 2, 10),
                            Integer.parseInt(day, 2, 4, 10),
                            Integer.parseInt(day, 4, 6, 10));
            return Optional.of(
                    new IpmFileId(matcher.group(1), date, matcher.group(3), matcher.group(4)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The 25 digits. */
    @Override
    public String toString() {
        return type + date.format(DATE) + endpoint + sequence;
    }
}
