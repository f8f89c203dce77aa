package io.kessai.authorization.record;

import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.CardSnapshot;
import io.kessai.authorization.decide.Decision;
import io.kessai.authorization.decide.DecisionInput;
import io.kessai.authorization.decide.Effect;
import io.kessai.domain.MessageKey;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What was decided in our stead, a row an advice: what the stand-in report is made of. */
final class AdviceRows {

    static final String INSERT =
            """
            insert into advices (
                taken, available, original_id, business_date, transmitted_on, currency,
                original_level, reported, message_key)
            select n.taken, n.available, nullif(n.original_id, 0), n.business_date,
                   n.transmitted_on, n.currency, n.original_level, n.reported, n.message_key
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                as n (taken, available, original_id, business_date, transmitted_on, currency,
                      original_level, reported, message_key)""";

    private AdviceRows() {}

    /**
     * What an advice reported, and what it left.
     *
     * @param currency ISO 4217 numeric, the account's; 0 where no account is known
     * @param taken by how much it lowered what the account may spend, minor units of currency
     * @param available what may still be spent; negative where there were not the funds
     * @param original the authorization it was found to be about, 0 if none
     * @param level at which of the four levels that was found, 0 if it was not
     */
    record Advised(
            MessageKey key,
            LocalDate businessDate,
            boolean isApproval,
            int currency,
            long taken,
            long available,
            long original,
            int level) {

        /**
         * @param after the card as the advice left its account
         */
        static Advised of(DecisionInput input, Decision decision, Optional<CardSnapshot> after) {
            AuthorizationRequest request = input.request();
            long before = input.situation().card().map(CardSnapshot::available).orElse(0L);
            long left = after.map(CardSnapshot::available).orElse(0L);
            return new Advised(
                    request.key(),
                    input.businessDate(),
                    request.references().reportsApproval(),
                    after.map(card -> card.currency().numeric()).orElse(0),
                    before - left,
                    left,
                    decision.effects().stream()
                            .mapToLong(Advised::original)
                            .filter(id -> id != 0)
                            .findFirst()
                            .orElse(0),
                    decision.effects().stream().mapToInt(Advised::level).max().orElse(0));
        }

        private static long original(Effect effect) {
            return switch (effect) {
                case Effect.Changed changed -> changed.before().id();
                case Effect.Marked marked -> marked.original().id();
                case Effect.Opened _, Effect.MovesNothing _ -> 0;
            };
        }

        private static int level(Effect effect) {
            return effect instanceof Effect.Changed changed ? changed.level() : 0;
        }
    }

    /** In key order. */
    static Columns inserted(Collection<Advised> advices) {
        Columns rows =
                new Columns("int8", "int8", "int8", "date", "date", "int2", "int2", "text", "text");
        advices.stream()
                .sorted(Comparator.comparing(advice -> advice.key().line()))
                .forEach(
                        advice ->
                                rows.add(
                                        advice.taken(),
                                        advice.available(),
                                        advice.original(),
                                        advice.businessDate(),
                                        advice.key().transmittedOn(),
                                        advice.currency(),
                                        advice.level(),
                                        advice.isApproval() ? "approved" : "declined",
                                        advice.key().line()));
        return rows;
    }
}
