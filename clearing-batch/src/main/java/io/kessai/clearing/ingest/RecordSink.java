package io.kessai.clearing.ingest;

import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Supplier;

/** Takes a file's records in their order. */
public interface RecordSink {

    /**
     * A record goes by.
     *
     * @param row what it says, worked out only for a sink that asks
     */
    void record(Supplier<ClearingRecord> row) throws IOException, SQLException;

    void total(NetworkTotal total) throws IOException, SQLException;

    /** Lets everything go by: for the pass that only checks. */
    RecordSink NOWHERE =
            new RecordSink() {
                @Override
                public void record(Supplier<ClearingRecord> row) {}

                @Override
                public void total(NetworkTotal total) {}
            };
}
