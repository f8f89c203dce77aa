package io.kessai.clearing.reconcile;

import java.util.List;

/**
 * All that matching looks at for one account: its records of one file that have no match yet, in
 * record order; its authorizations of any age that may still match; the records before them that
 * share an ARN with one of them.
 */
record AccountRows(
        List<RecordFacts> records, List<Candidate> candidates, List<EarlierRecord> earlier) {

    AccountRows {
        records = List.copyOf(records);
        candidates = List.copyOf(candidates);
        earlier = List.copyOf(earlier);
    }
}
