package io.kessai.authorization.link;

/** What became of a key change, and DE39 that says so. */
public enum KeyChangeResult {
    /** The new key is kept and used. */
    TAKEN("00"),
    /** The key before stays: invalid transaction, since 1987 has no code for a wrong key. */
    REFUSED("12"),
    /** It is not known to be kept: the network sends it again. */
    UNAVAILABLE("91");

    private final String responseCode;

    KeyChangeResult(String responseCode) {
        this.responseCode = responseCode;
    }

    /** As of 1987. */
    String responseCode() {
        return responseCode;
    }
}
