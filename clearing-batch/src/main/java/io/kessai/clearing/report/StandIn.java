package io.kessai.clearing.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/**
 * What networks and terminals decided in our stead (stand-in), as their advices reported it: what
 * was approved or declined, whether we would have had the funds, what became of it here.
 */
public final class StandIn {
    private final ReportTable totals;
    private final ReportTable advices;

    private StandIn(AdviceFacts facts) {
        this.totals = StandInTables.totals(facts);
        this.advices = StandInTables.advices(facts);
    }

    /** Of advices that arrived on these business dates, both included. */
    public static StandIn read(Connection connection, LocalDate from, LocalDate to)
            throws SQLException {
        return new StandIn(new AdviceFactsReader(connection).read(from, to, Integer.MAX_VALUE));
    }

    /** Aligned tables: the sums, then every advice. */
    public String text() {
        return TextTables.of(List.of(totals, advices));
    }

    /** One JSON object with the arrays {@code stand_in} (sums) and {@code stand_in_advices}. */
    public String json() {
        return JsonDocument.of(List.of(totals, advices));
    }

    /** Every advice as CSV (RFC 4180); amounts in minor units of the currency beside them. */
    public String csv() {
        return CsvTable.of(advices);
    }
}
