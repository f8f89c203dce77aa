package io.kessai.local.network;

import java.util.EnumSet;
import java.util.Set;

/** The rules that books are kept by: all of them, or all but some. */
public record Rules(Set<Rule> broken) {

    /** As the specification has them. */
    public static final Rules ALL = new Rules(EnumSet.noneOf(Rule.class));

    /** All but one: books kept like this must disagree with a good server. */
    public static Rules without(Rule rule) {
        return new Rules(EnumSet.of(rule));
    }

    boolean hold(Rule rule) {
        return !broken.contains(rule);
    }
}
