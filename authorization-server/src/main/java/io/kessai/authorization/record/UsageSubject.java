package io.kessai.authorization.record;

import io.kessai.domain.controls.ControlScope;
import java.util.Comparator;

/**
 * Whose usage is counted.
 *
 * @param scope card or account
 */
record UsageSubject(ControlScope scope, long id) implements Comparable<UsageSubject> {

    private static final Comparator<UsageSubject> IN_KEY_ORDER =
            Comparator.comparing(UsageSubject::scope).thenComparing(UsageSubject::id);

    static UsageSubject card(long id) {
        return new UsageSubject(ControlScope.CARD, id);
    }

    static UsageSubject account(long id) {
        return new UsageSubject(ControlScope.ACCOUNT, id);
    }

    @Override
    public int compareTo(UsageSubject other) {
        return IN_KEY_ORDER.compare(this, other);
    }
}
