package io.kessai.local.network;

import io.kessai.local.proofs.NewPinKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A network changes the key of its PIN blocks (0800, DE70 101 or 161; section 1). Confined to the
 * generating thread.
 *
 * <p>It is no story among others: it changes what all cards' messages are sent under, so the day
 * says when it is told, and the player that nothing else of it is under way.
 */
final class KeyChangeStory {

    /** The drafts' place for a new key and 16 digits of its check value. */
    static final int KEY = 48;

    /** How much of it the generic dialects have: six digits of the check value. */
    static final int GENERIC_DIGITS = 38;

    /** A function that 1993 has no code for. */
    static final String FUNCTION_OF_1987 = "161";

    private static final int FUNCTION = 70;
    private static final String[] FUNCTIONS = {"101", FUNCTION_OF_1987};

    /** Account numbers of key changes, which no other message has. */
    private static final int FIRST_ACCOUNT = -10_000;

    private final Drafts drafts;
    private final SplittableRandom keys;
    private Optional<Draft> before = Optional.empty();
    private int told;

    /**
     * @param seed of the keys: no other day may have it, as the server takes no key twice
     */
    KeyChangeStory(Drafts drafts, long seed) {
        this.drafts = drafts;
        this.keys = new SplittableRandom(seed);
    }

    /** Whether a message is about a key. */
    static boolean isKeyChange(Request request) {
        return Set.of(FUNCTIONS).contains(request.text(FUNCTION));
    }

    /** The key that it brings; nothing where it has none, or its check value is of another. */
    static Optional<NewPinKey> key(Request request) {
        return request.field(KEY).flatMap(NewPinKey::read);
    }

    /** Of which change in the day it is, from 0. */
    static int turn(Request request) {
        return FIRST_ACCOUNT - request.account();
    }

    /**
     * A key with another's check value and no key at all, which change nothing; the key itself, its
     * copies, and a late copy of the one before, which does not come back.
     */
    List<List<Draft>> next() {
        Draft change = draft().set(KEY, NewPinKey.of(keys).sent());
        List<List<Draft>> steps = new ArrayList<>();
        steps.add(List.of(draft().set(KEY, NewPinKey.of(keys).falselySent()), draft()));
        steps.add(List.of(change));
        steps.add(List.of(change.again(Kind.REPEAT, true), change.again(Kind.COPY, false)));
        before.ifPresent(older -> steps.add(List.of(older.again(Kind.COPY, false))));
        before = Optional.of(change);
        told++;
        return steps;
    }

    private Draft draft() {
        return drafts.management(
                Kind.KEY_CHANGE, FUNCTIONS[told % FUNCTIONS.length], FIRST_ACCOUNT - told);
    }
}
