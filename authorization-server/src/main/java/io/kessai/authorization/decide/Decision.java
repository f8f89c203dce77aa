package io.kessai.authorization.decide;

import java.util.ArrayList;
import java.util.List;

/** An answer, and what it changes. */
public record Decision(Answer answer, List<Effect> effects) {

    public Decision {
        effects = List.copyOf(effects);
    }

    /** The same, with one effect more. */
    Decision and(Effect effect) {
        List<Effect> more = new ArrayList<>(effects);
        more.add(effect);
        return new Decision(answer, more);
    }

    public static Decision of(Answer answer, Effect... effects) {
        return new Decision(answer, List.of(effects));
    }
}
