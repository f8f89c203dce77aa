package io.kessai.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How long authorizations hold, and what: rules, of which the first that fits decides.
 *
 * <p>Data, not code: a text file ({@link #parse}). Days are calendar days of the programme's zone
 * from approval, to the end of the last day. Source of the shipped one: docs/authorization.md,
 * section 7. Specification: HoldPolicyTableTest.
 *
 * @param version stored with every hold, so that an open one keeps the policy it was given; 1 to
 *     32767, and never given to other rules
 * @param restarting schemes whose increments start the days of the whole hold again, each once
 * @param rules the last of them has no condition, and no other one has none
 */
public record HoldPolicy(int version, List<Scheme> restarting, List<HoldRule> rules)
        implements ParsedHoldPolicy {

    /**
     * @throws IllegalArgumentException unless the last rule, and it alone, is for everything
     */
    public HoldPolicy {
        restarting = List.copyOf(restarting);
        rules = List.copyOf(rules);
        long forAll = rules.stream().filter(HoldRule::isForAll).count();
        if (forAll != 1 || !rules.getLast().isForAll()) {
            throw new IllegalArgumentException("the last rule alone is for everything");
        }
    }

    /**
     * Reads a policy file, whose grammar is described at the head of the shipped one ({@code
     * shipped.policy}).
     */
    public static ParsedHoldPolicy parse(String text) {
        return new HoldPolicyParser().parse(text);
    }

    /** The first rule that fits. */
    public HoldRule ruleFor(HoldSubject subject) {
        for (HoldRule rule : rules) {
            if (rule.isFor(subject)) {
                return rule;
            }
        }
        throw new IllegalStateException("the last rule is for everything");
    }

    /** The last day on which a hold approved on {@code businessDate} still holds. */
    public LocalDate expiresOn(LocalDate businessDate, HoldSubject subject) {
        return businessDate.plusDays(ruleFor(subject).days());
    }

    /** Whether the days of a hold start again when a message of this scheme adds to it. */
    public boolean restarts(Scheme scheme) {
        return restarting.contains(scheme);
    }

    /**
     * What an approval holds: the amount asked for, or what its rule says in place of it where that
     * is more, but then no more than what is available.
     *
     * @param available to the account, minor units
     * @return minor units of the currency asked for
     */
    public long holds(HoldSubject subject, long available) {
        long asked = subject.asked().minorUnits();
        long ruled = ruleFor(subject).holdsIn(subject.asked().currency()).orElse(asked);
        return Math.max(asked, Math.min(ruled, available));
    }

    /**
     * The policy as a file of its own, without comments; equal policies have equal texts, and
     * {@link #parse} reads it as this policy.
     */
    public String text() {
        StringBuilder text = new StringBuilder("version ").append(version).append('\n');
        if (!restarting.isEmpty()) {
            text.append("restarts ")
                    .append(restarting.stream().map(Scheme::word).collect(Collectors.joining(",")))
                    .append('\n');
        }
        rules.forEach(rule -> text.append(HoldPolicyParser.line(rule)).append('\n'));
        return text.toString();
    }
}
