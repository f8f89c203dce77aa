package io.kessai.domain;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The acquirer's reference of a presentment (DE31; BASE II draft data positions 27–49): 23
 * characters, the same in both networks.
 *
 * <p>Format code 1, acquirer's number 6, processing date YDDD 4, sequence 11, check digit 1. The
 * sequence may be alphanumeric. A wrong check digit is a warning, since one dialect always writes
 * 0: {@link #hasGoodCheckDigit}.
 *
 * @param text 23 characters as sent
 */
public record AcquirerReferenceNumber(String text) {

    public static final int LENGTH = 23;
    private static final int CHECKED_LENGTH = 22;
    private static final int DATE_START = 7;
    private static final int DATE_END = 11;
    private static final int YEARS_OF_A_DIGIT = 10;

    /**
     * @throws IllegalArgumentException unless there are 23 characters that are not all blank or
     *     zero
     */
    public AcquirerReferenceNumber {
        if (!isWellFormed(text)) {
            throw new IllegalArgumentException("an acquirer reference number is 23 characters");
        }
    }

    /** Empty where the text is blank, all zeros or of another length: no reference. */
    public static Optional<AcquirerReferenceNumber> of(String text) {
        return isWellFormed(text)
                ? Optional.of(new AcquirerReferenceNumber(text))
                : Optional.empty();
    }

    /** Luhn over the first 22 characters, the rightmost of them doubled; false with letters. */
    public boolean hasGoodCheckDigit() {
        int sum = 0;
        for (int i = 0; i < CHECKED_LENGTH; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            int weighted = (CHECKED_LENGTH - i) % 2 == 1 ? 2 * digit : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return text.charAt(CHECKED_LENGTH) - '0' == (10 - sum % 10) % 10;
    }

    /**
     * The acquirer's processing date: the latest date not after {@code latest} whose year ends in
     * the digit sent. Empty where the four characters are no such date.
     */
    public Optional<LocalDate> processingDate(LocalDate latest) {
        String sent = text.substring(DATE_START, DATE_END);
        if (!sent.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int dayOfYear = Integer.parseInt(sent.substring(1));
        int year = latest.getYear();
        year -= Math.floorMod(year - (sent.charAt(0) - '0'), YEARS_OF_A_DIGIT);
        int tenYearsBefore = year - YEARS_OF_A_DIGIT;
        return dateIn(year, dayOfYear)
                .filter(date -> !date.isAfter(latest))
                .or(() -> dateIn(tenYearsBefore, dayOfYear));
    }

    private static Optional<LocalDate> dateIn(int year, int dayOfYear) {
        LocalDate first = LocalDate.of(year, 1, 1);
        return dayOfYear < 1 || dayOfYear > first.lengthOfYear()
                ? Optional.empty()
                : Optional.of(first.withDayOfYear(dayOfYear));
    }

    private static boolean isWellFormed(String text) {
        return text.length() == LENGTH && !text.chars().allMatch(c -> c == ' ' || c == '0');
    }

    @Override
    public String toString() {
        return text;
    }
}
