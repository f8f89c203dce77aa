package io.kessai.authorization.decide;

import io.kessai.domain.HoldPolicy;

/**
 * Decides one message.
 *
 * <p>Pure and thread-safe: the same input always gives the same decision. Specification:
 * DecisionTableTest, ReversalTableTest, AdviceTableTest, IncrementTableTest, FinancialTableTest,
 * CurrencyTableTest, BlockTableTest.
 */
public final class Decider {

    /** Kept with every journaled input: a change of any rule takes the next number. */
    public static final int RULES_VERSION = 4;

    private final HoldPolicy policy;
    private final AuthorizationDecider authorizations;
    private final AdviceDecider advices;
    private final FinancialAdviceDecider financialAdvices;
    private final ReversalDecider reversals;

    public Decider(HoldPolicy policy) {
        this.policy = policy;
        this.authorizations = new AuthorizationDecider(policy);
        this.advices = new AdviceDecider(policy);
        this.financialAdvices = new FinancialAdviceDecider(policy);
        this.reversals = new ReversalDecider();
    }

    /** The version of the hold policy: kept with every journaled input, too. */
    public int policyVersion() {
        return policy.version();
    }

    public Decision decide(DecisionInput input) {
        return switch (input.request().kind()) {
            case AUTHORIZATION, FINANCIAL -> authorizations.decide(input);
            case ADVICE -> advices.decide(input);
            case FINANCIAL_ADVICE -> financialAdvices.decide(input);
            case REVERSAL, REVERSAL_ADVICE -> reversals.decide(input);
            case CUTOVER, ADMINISTRATIVE ->
                    Decision.of(Answer.of(Reason.ACCEPTED, input.request()));
            case CARD_BLOCK -> BlockDecider.decide(input);
            case UNSUPPORTED ->
                    Decision.of(Answer.of(Reason.TRANSACTION_NOT_SUPPORTED, input.request()));
        };
    }
}
