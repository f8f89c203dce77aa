package io.kessai.authorization.record;

import io.kessai.authorization.decide.CardSnapshot;
import io.kessai.authorization.decide.DecisionInput;
import io.kessai.authorization.decide.MessageKind;
import io.kessai.authorization.decide.Reason;
import io.kessai.authorization.decide.SentAmount;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A message that would have been answered otherwise.
 *
 * @param amount what was approved and would not have been, or the other way round; else what was
 *     asked for. In the currency of the transaction
 * @param section whose rule refuses, or refused what would have been approved; empty where no rule
 *     does, but what became of an earlier message
 * @param rule that refuses, as a line
 */
record BacktestChange(
        Kind kind,
        DecisionInput input,
        SentAmount amount,
        Reason recorded,
        Reason now,
        String section,
        String rule) {

    /** What it is to the cardholder. */
    enum Kind {
        NEWLY_DECLINED,
        NEWLY_APPROVED,
        OTHER_REASON;

        /** Only who asks is declined: what is reported is taken note of in one way or another. */
        static Kind of(MessageKind message, Reason recorded, Reason now) {
            if (!message.asks() || recorded.declines() == now.declines()) {
                return OTHER_REASON;
            }
            return now.declines() ? NEWLY_DECLINED : NEWLY_APPROVED;
        }

        /** As people read it. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    static final String CSV_HEAD =
            "message_key,transmitted_on,card_id,account_id,arrived_at,change,amount,currency,"
                    + "recorded_reason,new_reason,section,rule";

    /** One line as {@link #CSV_HEAD} names its fields (RFC 4180). No card number is among them. */
    String csv() {
        CardSnapshot card = input.situation().card().orElseThrow();
        return List.of(
                        input.request().key().line(),
                        input.request().key().transmittedOn(),
                        card.cardId(),
                        card.accountId(),
                        input.now(),
                        kind.name().toLowerCase(Locale.ROOT),
                        amount.minorUnits(),
                        BacktestTally.currency(amount.currency()),
                        recorded,
                        now,
                        section,
                        rule)
                .stream()
                .map(field -> field(field.toString()))
                .collect(Collectors.joining(","));
    }

    private static String field(String text) {
        return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
