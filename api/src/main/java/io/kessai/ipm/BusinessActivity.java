package io.kessai.ipm;

/**
 * The agreement under which a message was cleared (start of PDS 0158; later parts grow by release).
 *
 * @param program card program, 3 characters
 * @param serviceType business service arrangement type, 1 character
 * @param service business service arrangement, 6 characters
 * @param rateDesignator interchange rate designator, 2 characters
 * @param date YYMMDD as sent
 * @param cycle 2 characters
 */
public record BusinessActivity(
        String program,
        String serviceType,
        String service,
        String rateDesignator,
        String date,
        String cycle) {

    static final int LENGTH_MIN = 20;

    static BusinessActivity parse(String text) {
        return new BusinessActivity(
                text.substring(0, 3),
                text.substring(3, 4),
                text.substring(4, 10),
                text.substring(10, 12),
                text.substring(12, 18),
                text.substring(18, 20));
    }
}
