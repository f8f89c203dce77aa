package io.kessai.domain.controls;

import java.util.Locale;
import java.util.Optional;

/** Whether a version of controls declines, or is only tried. */
public enum ControlState {
    ENFORCED,
    /** What it would decline is journaled, and approved. */
    SHADOW;

    /** The word stored in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ControlState> ofWord(String word) {
        for (ControlState state : values()) {
            if (state.word().equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
