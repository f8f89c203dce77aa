package io.kessai.ipm;

/** Numbers as a fixed count of digits: {@code formatted} is ten times slower, a field at a time. */
final class Digits {
    private Digits() {}

    /**
     * @throws IllegalArgumentException when the number is negative or has more digits
     */
    static String of(long number, int count) {
        String digits = Long.toString(number);
        if (number < 0 || digits.length() > count) {
            throw new IllegalArgumentException("the number does not fit " + count + " digits");
        }
        return "0".repeat(count - digits.length()) + digits;
    }
}
