package io.kessai.local.network;

/**
 * The accounts and cards that a day of traffic is about, numbered as {@code seed} makes them: card
 * {@code i} belongs to account {@code i / cardsPerAccount}.
 *
 * <p>Some accounts are special: the first card of such an account, or the account itself, has a
 * {@link Condition} by its number. Whoever plays the day prepares exactly those before.
 *
 * @param limit credit limit of an ordinary account, minor units
 * @param currency of the accounts, ISO 4217 numeric
 */
public record Fleet(int accounts, int cardsPerAccount, long limit, String currency) {

    /** Every this many accounts, each condition comes up. */
    private static final int CYCLE = 40;

    private static final int SMALL_LIMITS = 4;
    private static final int CONTROLLED = 3;

    public Fleet {
        if (accounts < CYCLE || cardsPerAccount < 1 || limit < 1) {
            throw new IllegalArgumentException(
                    "a day needs at least " + CYCLE + " accounts, one card each, a limit above 0");
        }
    }

    /** What is special about a card or its account. */
    public enum Condition {
        ORDINARY,
        NOT_ACTIVATED,
        PAUSED,
        BLOCKED,
        LOST,
        STOLEN,
        CLOSED,
        /** Its month of validity has passed; {@link Fleet#EXPIRED} is its DE14. */
        EXPIRED,
        ACCOUNT_SUSPENDED,
        ACCOUNT_CLOSED,
        /** The account's limit is {@link Fleet#smallLimit()}. */
        SMALL_LIMIT,
        /** The card has limits and lists of its own ({@link SimulatedControls}). */
        CONTROLLED_CARD,
        /** The account has, for all of its cards. */
        CONTROLLED_ACCOUNT;

        /** Whether it is the account that is special, with all of its cards. */
        public boolean isOfAccount() {
            return this == ACCOUNT_SUSPENDED
                    || this == ACCOUNT_CLOSED
                    || this == SMALL_LIMIT
                    || this == CONTROLLED_ACCOUNT;
        }

        /** Whether limits and lists apply that others do not have. */
        public boolean isControlled() {
            return this == CONTROLLED_CARD || this == CONTROLLED_ACCOUNT;
        }
    }

    /** DE14 of an expired card. */
    public static final String EXPIRED = "2001";

    public int cards() {
        return accounts * cardsPerAccount;
    }

    public int accountOf(int card) {
        return card / cardsPerAccount;
    }

    /** The card of an account that carries its condition. */
    public int firstCard(int account) {
        return account * cardsPerAccount;
    }

    /** What is special about an account or its first card. */
    public Condition conditionOf(int account) {
        int place = account % CYCLE;
        Condition[] all = Condition.values();
        int lastSmall = Condition.SMALL_LIMIT.ordinal() + SMALL_LIMITS - 1;
        if (place > lastSmall + 2 * CONTROLLED) {
            return Condition.ORDINARY;
        }
        if (place > lastSmall) {
            return place > lastSmall + CONTROLLED
                    ? Condition.CONTROLLED_ACCOUNT
                    : Condition.CONTROLLED_CARD;
        }
        return all[Math.min(place, Condition.SMALL_LIMIT.ordinal())];
    }

    /** The condition that a message with this card meets. */
    public Condition conditionOfCard(int card) {
        int account = accountOf(card);
        Condition condition = conditionOf(account);
        return condition.isOfAccount() || card == firstCard(account)
                ? condition
                : Condition.ORDINARY;
    }

    /** DE14 that matches the card. */
    public String expiryOf(int card) {
        return conditionOfCard(card) == Condition.EXPIRED ? EXPIRED : SeededCards.EXPIRY;
    }

    /** Limit of an account with little credit. */
    public long smallLimit() {
        return Math.max(1, limit / 200);
    }

    /** Credit limit of an account, minor units. */
    public long limitOf(int account) {
        return conditionOf(account) == Condition.SMALL_LIMIT ? smallLimit() : limit;
    }

    /**
     * Whether some card of the account may ask for its balance: an account that is closed or
     * suspended has none, nor has one whose only card is special.
     */
    public boolean canBeInquired(int account) {
        Condition condition = conditionOf(account);
        return switch (condition) {
            case ORDINARY, SMALL_LIMIT, CONTROLLED_CARD, CONTROLLED_ACCOUNT -> true;
            case ACCOUNT_SUSPENDED, ACCOUNT_CLOSED -> false;
            case NOT_ACTIVATED, PAUSED, BLOCKED, LOST, STOLEN, CLOSED, EXPIRED ->
                    cardsPerAccount > 1;
        };
    }

    /** The card that asks for the balance of an account that {@link #canBeInquired}. */
    public int inquiringCard(int account) {
        return firstCard(account) + cardsPerAccount - 1;
    }
}
