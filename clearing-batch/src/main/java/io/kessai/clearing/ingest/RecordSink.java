package io.kessai.clearing.ingest;

import java.io.IOException;
import java.sql.SQLException;

/** Takes a file's records in their order. */
public interface RecordSink {

    void record(ClearingRecord clearingRecord) throws IOException, SQLException;

    void total(NetworkTotal total) throws IOException, SQLException;

    /** Lets everything go by: for the pass that only checks. */
    RecordSink NOWHERE =
            new RecordSink() {
                @Override
                public void record(ClearingRecord clearingRecord) {}

                @Override
                public void total(NetworkTotal total) {}
            };
}
