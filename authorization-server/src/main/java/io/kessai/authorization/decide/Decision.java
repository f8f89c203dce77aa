package io.kessai.authorization.decide;

import java.util.List;

/** An answer, and what it changes. */
public record Decision(Answer answer, List<Effect> effects) {

    public Decision {
        effects = List.copyOf(effects);
    }

    public static Decision of(Answer answer, Effect... effects) {
        return new Decision(answer, List.of(effects));
    }
}
