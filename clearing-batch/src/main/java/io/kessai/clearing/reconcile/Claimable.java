package io.kessai.clearing.reconcile;

import java.util.ArrayList;
import java.util.List;

/** An authorization and the presentments that claim it so far. For one thread. */
final class Claimable {
    private final Candidate candidate;
    private final List<Claim> claims;

    Claimable(Candidate candidate) {
        this.candidate = candidate;
        this.claims = new ArrayList<>(candidate.claims());
    }

    Candidate candidate() {
        return candidate;
    }

    /** Whether nobody has claimed it, or the record is a further clearing of it. */
    boolean mayBeClaimedBy(RecordFacts record) {
        for (Claim claim : claims) {
            if (!claim.allowsAnother(record)) {
                return false;
            }
        }
        return true;
    }

    /** What is cleared with this record, less what was authorized; both in one currency. */
    long excessWith(RecordFacts record) {
        long cleared = record.key().amount();
        for (Claim claim : claims) {
            if (claim.currency() == record.key().currency() && !claim.isPresentedAgainBy(record)) {
                cleared = Math.addExact(cleared, claim.amount());
            }
        }
        return cleared - candidate.amount();
    }

    /** Whether the announced clearings are all there with this one, or it is the last. */
    boolean isCompletedBy(RecordFacts record) {
        if (record.sequenceCount() <= 1) {
            return record.isFinal();
        }
        long others =
                claims.stream()
                        .filter(claim -> !claim.isPresentedAgainBy(record))
                        .mapToInt(Claim::sequenceNumber)
                        .filter(number -> number != record.key().sequenceNumber())
                        .distinct()
                        .count();
        return others + 1 >= record.sequenceCount();
    }

    void claim(RecordFacts record) {
        claims.add(Claim.of(record));
    }
}
