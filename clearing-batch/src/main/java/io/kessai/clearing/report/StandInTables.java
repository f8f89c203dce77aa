package io.kessai.clearing.report;

import static io.kessai.clearing.report.Cell.amount;
import static io.kessai.clearing.report.Cell.count;
import static io.kessai.clearing.report.Cell.currency;
import static io.kessai.clearing.report.Cell.day;
import static io.kessai.clearing.report.Cell.words;

import io.kessai.clearing.report.AdviceFacts.Advice;
import io.kessai.clearing.report.AdviceFacts.Total;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What was decided in our stead, as tables. Pure. */
final class StandInTables {
    private StandInTables() {}

    static ReportTable totals(AdviceFacts facts) {
        ReportTable.Builder table =
                ReportTable.named(
                        "stand_in",
                        "Stand-in by network and currency",
                        "network",
                        "currency",
                        "approved",
                        "declined",
                        "approved_amount",
                        "beyond_funds",
                        "beyond_funds_amount",
                        "with_exception");
        for (Total total : facts.totals()) {
            table.row(
                    words(total.network()),
                    currency(total.currency()),
                    count(total.approved()),
                    count(total.declined()),
                    amount(total.amount(), total.currency()),
                    count(total.beyondFunds()),
                    amount(total.beyondAmount(), total.currency()),
                    count(total.withException()));
        }
        return table.build();
    }

    static ReportTable advices(AdviceFacts facts) {
        ReportTable.Builder table =
                ReportTable.named(
                        "stand_in_advices",
                        "Stand-in advices",
                        "business_date",
                        "received_at",
                        "network",
                        "mti",
                        "reported",
                        "amount",
                        "currency",
                        "account",
                        "authorization",
                        "about",
                        "taken",
                        "left",
                        "account_currency",
                        "beyond_funds",
                        "exceptions");
        for (Advice advice : facts.advices()) {
            table.row(
                    !advice.exceptions().isEmpty(),
                    day(advice.businessDate()),
                    words(advice.receivedAt().truncatedTo(ChronoUnit.SECONDS).toString()),
                    words(advice.network()),
                    words(advice.mti()),
                    words(advice.reported()),
                    amount(advice.amount(), advice.currency()),
                    currency(advice.currency()),
                    words(id(advice.account())),
                    words(id(advice.authorization())),
                    words(about(advice)),
                    amount(advice.taken(), advice.accountCurrency()),
                    amount(advice.available(), advice.accountCurrency()),
                    currency(advice.accountCurrency()),
                    words(advice.isBeyondFunds() ? "yes" : ""),
                    words(advice.exceptions().toLowerCase(Locale.ROOT)));
        }
        return table.build();
    }

    /** A new authorization, or the one that was here and the level at which it was found. */
    private static String about(Advice advice) {
        if (advice.original() == 0) {
            return advice.authorization() == 0 ? "" : "new";
        }
        return advice.level() == 0
                ? "original " + advice.original()
                : "original %d, level %d".formatted(advice.original(), advice.level());
    }

    private static String id(long id) {
        return id == 0 ? "" : Long.toString(id);
    }
}
