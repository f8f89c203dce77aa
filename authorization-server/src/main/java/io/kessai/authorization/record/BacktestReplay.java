package io.kessai.authorization.record;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.CardSnapshot;
import io.kessai.authorization.decide.ControlSet;
import io.kessai.authorization.decide.Controls;
import io.kessai.authorization.decide.Decider;
import io.kessai.authorization.decide.Decision;
import io.kessai.authorization.decide.DecisionInput;
import io.kessai.authorization.decide.Effect;
import io.kessai.authorization.decide.Reason;
import io.kessai.authorization.decide.Situation;
import io.kessai.domain.controls.ControlRule;
import io.kessai.domain.controls.ControlRules;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides recorded messages again with other controls, one after the other in the order of
 * decision. Each finds what the ones before it left: what cards and accounts have used, and the
 * authorizations that came out otherwise. Funds, and with them what is approved of an amount they
 * do not cover, stay as recorded.
 *
 * <p>Not thread-safe.
 */
final class BacktestReplay {

    /** A rule and whose it is. */
    private record Refuser(String section, String rule) {
        private static final Refuser NOBODY = new Refuser("", "");
    }

    private final BacktestControls controls;
    private final BacktestUsage usage;
    private final BacktestTally tally;
    private final BacktestChains chains = new BacktestChains();

    BacktestReplay(BacktestControls controls, BacktestUsage usage, BacktestTally tally) {
        this.controls = controls;
        this.usage = usage;
        this.tally = tally;
    }

    /**
     * Decides one again.
     *
     * @param decider that decided it
     * @param recorded as it was decided
     * @return how it is answered otherwise; empty where it is not
     */
    Optional<BacktestChange> replay(
            JournalEntry entry, DecisionInput input, Decider decider, Decision recorded)
            throws SQLException {
        Optional<CardSnapshot> card = input.situation().card().filter(controls::concern);
        if (card.isEmpty()) {
            tally.same(false);
            return Optional.empty();
        }
        usage.takeBackUntil(entry.committedAt());
        Situation situation = situation(input, card.get());
        DecisionInput changed = with(input, situation);
        Decision now = decider.decide(changed);
        count(entry, changed, card.get(), now);
        boolean isOfOtherEffect =
                chains.note(
                        entry.authorizationId(),
                        input.situation().authorizations(),
                        recorded,
                        situation.authorizations(),
                        now);
        if (recorded.answer().equals(now.answer())) {
            tally.same(isOfOtherEffect);
            return Optional.empty();
        }
        BacktestChange change = change(input, changed, decider, recorded, now);
        tally.change(change);
        return Optional.of(change);
    }

    private Situation situation(DecisionInput input, CardSnapshot card) throws SQLException {
        Situation found = input.situation();
        return new Situation(
                found.card(),
                chains.replayed(found.authorizations()),
                found.earlyReversals(),
                found.rate(),
                controls.controls(card, input.request(), found.controls(), usage, input.now()));
    }

    private static DecisionInput with(DecisionInput input, Situation situation) {
        return new DecisionInput(
                input.request(), situation, input.now(), input.zone(), input.approvalCode());
    }

    private void count(
            JournalEntry entry, DecisionInput input, CardSnapshot card, Decision decision)
            throws SQLException {
        List<UsageMove> moves = new ArrayList<>();
        for (Effect effect : decision.effects()) {
            moves.addAll(UsageMove.of(effect, Changes.Owner.of(card)));
        }
        usage.move(
                moves,
                controls.measured(card),
                input.request().key(),
                entry.voidedAt(),
                input.now());
    }

    private BacktestChange change(
            DecisionInput input,
            DecisionInput changed,
            Decider decider,
            Decision recorded,
            Decision decision) {
        Reason was = recorded.answer().reason();
        Reason now = decision.answer().reason();
        Refuser refuser =
                now.declines() ? refuser(changed, decider, now) : refuser(input, decider, was);
        Answer shown = now.approves() && !was.approves() ? decision.answer() : recorded.answer();
        return new BacktestChange(
                BacktestChange.Kind.of(input.request().kind(), was, now),
                input,
                shown.amount(),
                was,
                now,
                refuser.section(),
                refuser.rule());
    }

    /** Tried one by one: the first rule that alone is refused for the same reason. */
    private Refuser refuser(DecisionInput input, Decider decider, Reason reason) {
        Controls all = input.situation().controls();
        if (decider.decide(with(input, with(input, all, List.of()))).answer().reason() == reason) {
            return Refuser.NOBODY;
        }
        for (ControlSet set : all.sets()) {
            for (ControlRule rule : set.rules().rules()) {
                ControlSet alone =
                        new ControlSet(
                                set.id(),
                                set.scope(),
                                set.state(),
                                new ControlRules(List.of(rule)));
                DecisionInput tried = with(input, with(input, all, List.of(alone)));
                if (decider.decide(tried).answer().reason() == reason) {
                    return new Refuser(controls.name(set), rule.line());
                }
            }
        }
        return Refuser.NOBODY;
    }

    private static Situation with(DecisionInput input, Controls all, List<ControlSet> sets) {
        Situation found = input.situation();
        return new Situation(
                found.card(),
                found.authorizations(),
                found.earlyReversals(),
                found.rate(),
                new Controls(sets, all.ofCard(), all.ofAccount(), all.rolling()));
    }
}
