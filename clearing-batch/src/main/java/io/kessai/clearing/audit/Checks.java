package io.kessai.clearing.audit;

import java.util.List;

/** Every check there is, in the order in which they run and are reported. */
final class Checks {
    private Checks() {}

    static List<Check> all() {
        return List.of(
                new HeldIsWhatRemains(),
                new PostedIsTheLedger(),
                new LedgerTransactionsBalance(),
                new SingleMessagesArePosted(),
                new CorrectionsAreApproved(),
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
                new IncrementsAddUp(),
                new UsageAddsUp(),
                new ControlsInForce(),
                new HoldIsOnItsCardsAccount(),
                new EventsTellEveryAuthorization(),
                new EventsTellEveryMovement(),
                new RecordHasOneOutcome(),
                new OutcomesAddUpToTheTrailer(),
                new SettledIsTheNetworksTotal(),
                new OutcomesAreBooked(),
                new MatchesReferToRows(),
                new ClearedHoldsAreOutcomes(),
                new NaturalKeysAreUnique(),
                new TablesHoldNoCardData(),
                new LogsHoldNoCardData());
    }
}
