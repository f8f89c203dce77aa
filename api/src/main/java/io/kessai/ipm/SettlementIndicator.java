package io.kessai.ipm;

/** How a message is settled (first character of PDS 0165). */
public record SettlementIndicator(char code) {

    /** C: for information; the network settles nothing, and nothing is booked. */
    public boolean isCollectionOnly() {
        return code == 'C';
    }
}
