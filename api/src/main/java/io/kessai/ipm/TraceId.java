package io.kessai.ipm;

import java.util.Optional;

/**
 * The network's name of a transaction (DE63, from its second character), which its authorization
 * carries too: reference numbers are unique per network and day only, so all three parts count.
 *
 * @param network financial network code, 3 characters
 * @param reference Banknet reference number, 6 characters
 * @param monthDay settlement date of the authorization, MMDD
 */
public record TraceId(String network, String reference, String monthDay) {

    private static final int NETWORK = 1;
    private static final int REFERENCE = 4;
    private static final int DATE = 10;
    private static final int END = 14;

    /**
     * The trace id in DE63.
     *
     * @param lifeCycleId DE63: indicator 1, then the trace id, of which 13 characters are used
     * @return empty where it is too short, or where network and reference are only blanks and zeros
     */
    public static Optional<TraceId> parse(String lifeCycleId) {
        if (lifeCycleId.length() < END) {
            return Optional.empty();
        }
        boolean isBlank =
                lifeCycleId.substring(NETWORK, DATE).chars().allMatch(c -> c == ' ' || c == '0');
        return isBlank
                ? Optional.empty()
                : Optional.of(
                        new TraceId(
                                lifeCycleId.substring(NETWORK, REFERENCE),
                                lifeCycleId.substring(REFERENCE, DATE),
                                lifeCycleId.substring(DATE, END)));
    }
}
