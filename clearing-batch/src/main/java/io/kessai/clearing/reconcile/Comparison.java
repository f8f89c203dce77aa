package io.kessai.clearing.reconcile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Compares a record with an authorization, field by field. Pure. */
final class Comparison {
    private final ReconcileSettings settings;

    Comparison(ReconcileSettings settings) {
        this.settings = settings;
    }

    /** Whether everything that a level asks for agrees, besides its key. */
    boolean agrees(MatchLevel level, RecordFacts record, Claimable claimable) {
        Candidate candidate = claimable.candidate();
        if (record.direction() != candidate.direction()) {
            return false;
        }
        return switch (level) {
            case TRANSACTION_ID -> true;
            case APPROVAL_CODE -> isNear(record, candidate) && isWithin(record, claimable);
            case TERMINAL ->
                    isNear(record, candidate)
                            && claimable.mayBeClaimedBy(record)
                            && candidate.amount() > 0
                            && (agree(record.terminal(), candidate.terminal())
                                    || agree(record.rrn(), candidate.rrn()));
            case AMOUNT -> isVeryNear(record, candidate) && isWithin(record, claimable);
        };
    }

    private boolean isNear(RecordFacts record, Candidate candidate) {
        return isBetween(record, candidate, settings.daysBefore(), settings.daysAfter());
    }

    private boolean isVeryNear(RecordFacts record, Candidate candidate) {
        return isBetween(
                record, candidate, settings.daysBeforeByAmount(), settings.daysAfterByAmount());
    }

    private static boolean isBetween(
            RecordFacts record, Candidate candidate, int daysBefore, int daysAfter) {
        LocalDate transacted = record.transactedOn();
        LocalDate authorized = candidate.authorizedOn();
        return !authorized.isBefore(transacted.minusDays(daysBefore))
                && !authorized.isAfter(transacted.plusDays(daysAfter));
    }

    private boolean isWithin(RecordFacts record, Claimable claimable) {
        Candidate candidate = claimable.candidate();
        if (!claimable.mayBeClaimedBy(record)
                || candidate.amount() == 0
                || !isComparable(record, candidate)) {
            return false;
        }
        long excess = claimable.excessWith(record);
        long allowance =
                toleranceOf(record, candidate).allowance(candidate.amount(), candidate.currency());
        return excess <= allowance && (record.isOneOfSeveral() || -excess <= allowance);
    }

    /**
     * Amounts are compared in the transaction currency only, so that exchange rates do not count.
     */
    static boolean isComparable(RecordFacts record, Candidate candidate) {
        return record.key().currency() == candidate.currency();
    }

    /** Whether the record clears exactly what was authorized. */
    static boolean hasExactAmount(RecordFacts record, Candidate candidate) {
        return isComparable(record, candidate) && record.key().amount() == candidate.amount();
    }

    /**
     * Whether the record has a name that was given to this one authorization. Where a level finds
     * several, those come first, whatever their standing: a network id can be shared, a terminal
     * always is, and a reversed one must not be charged to the open one beside it.
     */
    static boolean isNamedBy(RecordFacts record, Candidate candidate) {
        return agree(record.approvalCode(), candidate.approvalCode())
                || agree(record.rrn(), candidate.rrn());
    }

    ToleranceClass toleranceOf(RecordFacts record, Candidate candidate) {
        String mcc = record.mcc().isEmpty() ? candidate.mcc() : record.mcc();
        return settings.tolerances().of(record.network(), mcc);
    }

    /** The fields that agree, in a fixed order, divided by commas. */
    static String agreed(RecordFacts record, Candidate candidate) {
        List<String> fields = new ArrayList<>(List.of("pan"));
        addIf(fields, "transaction_id", record.transactionId(), candidate.transactionId());
        addIf(fields, "approval_code", record.approvalCode(), candidate.approvalCode());
        if (hasExactAmount(record, candidate)) {
            fields.add("amount");
        }
        if (record.transactedOn().equals(candidate.authorizedOn())) {
            fields.add("date");
        }
        addIf(fields, "rrn", record.rrn(), candidate.rrn());
        addIf(fields, "terminal", record.terminal(), candidate.terminal());
        addIf(fields, "merchant", record.merchant(), candidate.merchant());
        addIf(fields, "mcc", record.mcc(), candidate.mcc());
        return String.join(",", fields);
    }

    private static void addIf(List<String> fields, String name, String one, String other) {
        if (agree(one, other)) {
            fields.add(name);
        }
    }

    private static boolean agree(String one, String other) {
        return !one.isEmpty() && one.equals(other);
    }
}
