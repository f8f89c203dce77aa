package io.kessai.authorization.message;

/** Reads numbers that a dialect may have left unchecked: digits only, no sign, no blank. */
final class Digits {

    /** The most digits that always fit a long. */
    private static final int LENGTH_MAX = 18;

    private Digits() {}

    /**
     * @param field named where they are no number
     */
    static long number(int field, String digits) throws FieldException {
        boolean isNumber = !digits.isEmpty() && digits.length() <= LENGTH_MAX;
        for (int i = 0; i < digits.length(); i++) {
            isNumber &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
        }
        if (!isNumber) {
            throw new FieldException(field, "digits expected");
        }
        return Long.parseLong(digits);
    }

    /** As {@link #number}, for a field that has few. */
    static int integer(int field, String digits) throws FieldException {
        long number = number(field, digits);
        if (number > Integer.MAX_VALUE) {
            throw new FieldException(field, "too many digits");
        }
        return (int) number;
    }
}
