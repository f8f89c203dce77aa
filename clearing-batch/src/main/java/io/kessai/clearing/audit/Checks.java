package io.kessai.clearing.audit;

import java.util.List;

/** Every check there is, in the order in which they run and are reported. */
final class Checks {
    private static final String NO_CLEARING = "not applicable yet: no clearing tables";

    private Checks() {}

    static List<Check> all() {
        return List.of(
                new HeldIsWhatRemains(),
                new PostedIsTheLedger(),
                new LedgerTransactionsBalance(),
                new MessageRecordedOnce(),
                new AuthorizationIsJournaled(),
                new JournalNamesAuthorization(),
                new JournalEventsReferToMessages(),
                new HoldEventsReferToMessages(),
                new MessageHasOneFate(),
                new ApprovalHasItsHold(),
                new VoidedHoldsNothing(),
                new AnswersAreRecorded(),
                new TermsAreTheirEvents(),
                new RemainingIsTheFormula(),
                new HoldIsOnItsCardsAccount(),
                new NotYet(Invariant.A6, "record-has-one-outcome", NO_CLEARING),
                new NotYet(Invariant.A7, "natural-keys-are-unique", NO_CLEARING),
                new TablesHoldNoCardData(),
                new LogsHoldNoCardData());
    }
}
