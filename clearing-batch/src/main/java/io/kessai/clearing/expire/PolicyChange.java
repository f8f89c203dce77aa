package io.kessai.clearing.expire;

/**
 * What another hold policy changes, or would, of the open holds.
 *
 * @param holds open holds that were under another policy
 * @param sooner those of them that end sooner under this one
 * @param later those that end later
 * @param due those whose last day is over under this one: the next expire-holds gives them back
 */
public record PolicyChange(long holds, long sooner, long later, long due) {

    static final PolicyChange NONE = new PolicyChange(0, 0, 0, 0);

    PolicyChange plus(PolicyChange more) {
        return new PolicyChange(
                Math.addExact(holds, more.holds),
                Math.addExact(sooner, more.sooner),
                Math.addExact(later, more.later),
                Math.addExact(due, more.due));
    }
}
