package io.kessai.local.network;

import java.util.List;
import java.util.Optional;

/**
 * The part of an account's book that is about advices (sections 3 and 3.2): what somebody else
 * decided or moved already. Not thread-safe: guarded by its {@link AccountBook}.
 */
final class AdviceBook {
    private final Rules rules;
    private final String currency;
    private final Checks checks;
    private final List<Chain> chains;
    private final ChainFinder finder;
    private final EarlyReversals early;

    /**
     * @param chains of the account; new ones are added to it
     */
    AdviceBook(
            Rules rules,
            String currency,
            Checks checks,
            List<Chain> chains,
            ChainFinder finder,
            EarlyReversals early) {
        this.rules = rules;
        this.currency = currency;
        this.checks = checks;
        this.chains = chains;
        this.finder = finder;
        this.early = early;
    }

    /** Enters an advice (0120, 0220) and says what its answer must be. */
    Expectation enter(Request request) {
        boolean nobodys = request.card() < 0;
        if (nobodys || Amounts.billed(request, currency, rules).isEmpty()) {
            return rules.hold(Rule.ADVICE_FOR_NOBODYS_CARD_IS_ACCEPTED)
                    ? Expectation.accepted(request)
                    : Expectation.refusal(request, "14");
        }
        if (!rules.hold(Rule.ADVICE_PASSES_THE_CHECKS)) {
            Optional<String> refused = checks.firstFailure(request);
            if (refused.isPresent()) {
                return Expectation.refusal(request, refused.get());
            }
        }
        boolean approved = List.of("", "00", "08", "10", "11").contains(request.text(39));
        long amount = Amounts.billed(request, currency, rules).orElse(0L);
        if (Chain.isSingle(request)) {
            financial(request, approved, amount);
            return Expectation.accepted(request);
        }
        Optional<Chain> original =
                Amounts.isIncrement(request)
                        ? finder.chainOf(request)
                        : finder.find(request).map(ChainFinder.Found::chain);
        if (original.isPresent() && Amounts.isIncrement(request)) {
            report(original.get(), request, approved, amount);
        } else if (original.isPresent()) {
            follow(original.get(), request, approved, amount);
        } else if (approved) {
            hold(request, amount);
        }
        return Expectation.accepted(request);
    }

    /** An advice with the increment mark: it adds, or tells of one that was declined elsewhere. */
    private void report(Chain chain, Request advice, boolean approved, long amount) {
        if (!approved && rules.hold(Rule.INCREMENT_ADVICE_THAT_DECLINES_LEAVES_ITS_CHAIN)) {
            chain.refuse(advice, amount);
        } else if (approved
                && chain.isApproved()
                && !chain.isFullyReversed()
                && rules.hold(Rule.INCREMENT_ADVICE_ADDS)) {
            chain.add(advice, amount, early.of(advice), rules);
        } else {
            follow(chain, advice, approved, amount);
        }
    }

    /** Posted under its own name, beside what it completes; or what it says of a request stands. */
    private void financial(Request advice, boolean approved, long amount) {
        Optional<Chain> dual = finder.find(advice, false).map(ChainFinder.Found::chain);
        Optional<Chain> single =
                dual.isPresent() || !rules.hold(Rule.FINANCIAL_ADVICE_CONFIRMS_ITS_REQUEST)
                        ? Optional.empty()
                        : finder.find(advice, true).map(ChainFinder.Found::chain);
        if (!approved) {
            dual.or(() -> single).ifPresent(Chain::release);
        } else if (single.isPresent()) {
            single.filter(chain -> !chain.isFullyReversed())
                    .ifPresent(chain -> chain.confirm(advice, amount, rules));
        } else {
            boolean isLast =
                    !Amounts.isPartialCompletion(advice)
                            || !rules.hold(Rule.PARTIAL_COMPLETION_KEEPS_THE_REST);
            boolean isCounted = dual.filter(chain -> chain.counted() > 0).isPresent();
            dual.ifPresent(chain -> chain.complete(amount, isLast, rules));
            Chain posted =
                    Chain.approved(
                            advice, rules.hold(Rule.FINANCIAL_ADVICE_IS_POSTED) ? amount : 0);
            if (isCounted && rules.hold(Rule.COMPLETION_COUNTS_NOTHING)) {
                posted.count(0);
            }
            chains.add(posted);
            early.of(advice).ifPresent(e -> early.reduce(posted, e));
        }
    }

    private void hold(Request advice, long amount) {
        boolean holds = rules.hold(Rule.ADVICE_WITHOUT_ORIGINAL_HOLDS) && !Amounts.isCredit(advice);
        Chain chain = Chain.approved(advice, holds ? amount : 0);
        if (!rules.hold(Rule.ADVICE_COUNTS)) {
            chain.count(0);
        }
        chains.add(chain);
        early.of(advice).ifPresent(e -> early.reduce(chain, e));
    }

    private void follow(Chain original, Request advice, boolean approved, long amount) {
        if (!approved) {
            if (rules.hold(Rule.DECLINED_ADVICE_RELEASES)) {
                original.release();
            }
        } else if (original.isCredit) {
            return;
        } else if (original.isFullyReversed()
                && rules.hold(Rule.ADVICE_AFTER_REVERSAL_HOLDS_NOTHING)) {
            return;
        } else if (!original.isApproved()) {
            if (rules.hold(Rule.ADVICE_ON_A_DECLINE_HOLDS)) {
                original.approveLate(advice, amount);
                original.measureBy(advice, amount, rules);
            }
        } else if (rules.hold(Rule.ADVICE_SETS_THE_TOTAL)) {
            original.setTotal(amount);
            original.measureBy(advice, amount, rules);
        }
    }
}
