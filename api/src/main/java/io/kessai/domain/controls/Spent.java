package io.kessai.domain.controls;

/**
 * What counted in one window, in minor units of the account's currency.
 *
 * @param amount of everything
 * @param count of authorizations; increments count none
 * @param cashAmount of cash and quasi-cash, which {@code amount} contains
 * @param cashCount of these
 */
public record Spent(long amount, long count, long cashAmount, long cashCount) {

    public static final Spent NOTHING = new Spent(0, 0, 0, 0);

    /** One change of what counts: negative where it is given back. */
    public static Spent of(long amount, long count, boolean isCash) {
        return new Spent(amount, count, isCash ? amount : 0, isCash ? count : 0);
    }

    public Spent plus(Spent more) {
        return new Spent(
                Math.addExact(amount, more.amount),
                Math.addExact(count, more.count),
                Math.addExact(cashAmount, more.cashAmount),
                Math.addExact(cashCount, more.cashCount));
    }

    /** The change that takes this one back. */
    public Spent negated() {
        return new Spent(
                Math.negateExact(amount),
                Math.negateExact(count),
                Math.negateExact(cashAmount),
                Math.negateExact(cashCount));
    }

    /** The amount that a limit measures. */
    public long amount(boolean ofCash) {
        return ofCash ? cashAmount : amount;
    }

    /** The count that a limit measures. */
    public long count(boolean ofCash) {
        return ofCash ? cashCount : count;
    }
}
