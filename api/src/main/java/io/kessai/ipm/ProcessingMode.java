package io.kessai.ipm;

import java.util.Optional;

/** What a file is for (PDS 0122 of its header). */
public enum ProcessingMode {
    PRODUCTION("P"),
    TEST("T");

    private final String code;

    ProcessingMode(String code) {
        this.code = code;
    }

    /** The character as sent. */
    public String code() {
        return code;
    }

    static Optional<ProcessingMode> of(String code) {
        for (ProcessingMode mode : values()) {
            if (mode.code.equals(code)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
