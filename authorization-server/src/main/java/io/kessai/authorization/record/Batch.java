package io.kessai.authorization.record;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.Authorization;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.CardSnapshot;
import io.kessai.authorization.decide.Decider;
import io.kessai.authorization.decide.Decision;
import io.kessai.authorization.decide.DecisionInput;
import io.kessai.authorization.decide.Effect;
import io.kessai.authorization.decide.Reason;
import io.kessai.authorization.decide.Recorded;
import io.kessai.authorization.decide.SameMessage;
import io.kessai.authorization.decide.Situation;
import io.kessai.domain.MessageKey;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The messages of one transaction: decided in arrival order, each on what the ones before it left.
 *
 * <p>Not thread-safe; lives as long as its transaction.
 */
final class Batch {

    /** A decision to journal. */
    record Entry(
            Submission submission, DecisionInput input, Decision decision, long authorizationId) {}

    /**
     * An answer that is not journaled again: its message has one, or another message has its key.
     */
    record Repeat(Submission submission, Recorded recorded, Answer answer) {}

    /** A copy that came while its first was being decided: it waits for the first's answer. */
    record Copy(Submission submission, Entry first) {}

    private final LoadedState loaded;
    private final Decider decider;
    private final ZoneId zone;
    private final LongSupplier authorizationIds;
    private final Supplier<String> approvalCodes;

    private final List<Entry> entries = new ArrayList<>();
    private final List<Repeat> repeats = new ArrayList<>();
    private final List<Copy> copies = new ArrayList<>();
    private final Map<MessageKey, Entry> decided = new HashMap<>();
    private final Changes changes;
    private boolean mayBeCommitted;

    Batch(
            LoadedState loaded,
            Decider decider,
            ZoneId zone,
            LongSupplier authorizationIds,
            Supplier<String> approvalCodes) {
        this.loaded = loaded;
        this.decider = decider;
        this.zone = zone;
        this.authorizationIds = authorizationIds;
        this.approvalCodes = approvalCodes;
        this.changes = new Changes(loaded, zone);
    }

    void decide(List<Submission> submissions) {
        for (Submission submission : submissions) {
            decide(submission);
        }
    }

    private void decide(Submission submission) {
        AuthorizationRequest request = submission.request();
        Optional<Entry> first = Optional.ofNullable(decided.get(request.key()));
        Optional<Recorded> recorded =
                first.isPresent() ? Optional.empty() : loaded.recorded(request);
        if (first.isPresent()) {
            sameInBatch(submission, first.get());
        } else if (recorded.isPresent()) {
            Answer answer = SameMessage.answer(request, recorded.get());
            repeats.add(new Repeat(submission, recorded.get(), answer));
        } else {
            restampedInBatch(submission)
                    .ifPresentOrElse(
                            entry -> copies.add(new Copy(submission, entry)),
                            () -> decideNew(submission));
        }
    }

    /** What a repeat with another DE7 repeats, if it was decided in this very batch. */
    private Optional<Entry> restampedInBatch(Submission submission) {
        return submission.request().isRepeat()
                ? entries.stream()
                        .filter(entry -> entry.submission().isSentAgainAs(submission))
                        .reduce((earlier, later) -> later)
                : Optional.empty();
    }

    private void sameInBatch(Submission submission, Entry first) {
        Recorded recorded = recordedInBatch(first.submission());
        if (SameMessage.isSame(submission.request(), recorded)) {
            copies.add(new Copy(submission, first));
        } else {
            Answer answer = SameMessage.answer(submission.request(), recorded);
            repeats.add(new Repeat(submission, recorded, answer));
        }
    }

    private static Recorded recordedInBatch(Submission first) {
        AuthorizationRequest request = first.request();
        return new Recorded(
                request.key(),
                request.card(),
                request.payment().amount(),
                Answer.of(Reason.ACCEPTED, request),
                false,
                false);
    }

    private void decideNew(Submission submission) {
        AuthorizationRequest request = submission.request();
        DecisionInput input =
                new DecisionInput(
                        request,
                        situation(submission),
                        submission.arrivedAt(),
                        zone,
                        approvalCodes.get());
        Decision decision = decider.decide(input);
        LocalDate businessDate = input.businessDate();
        EventRows.Cause cause =
                new EventRows.Cause(
                        request.key(),
                        decision.answer().reason().name(),
                        Optional.of(submission.arrivedAt()));
        long authorizationId = 0;
        for (Effect effect : decision.effects()) {
            long about = apply(effect, request, businessDate, cause);
            authorizationId = authorizationId == 0 ? about : authorizationId;
        }
        if (request.kind().advises()) {
            changes.advise(AdviceRows.Advised.of(input, decision, changes.card(request.card())));
        }
        Entry entry = new Entry(submission, input, decision, authorizationId);
        decided.put(request.key(), entry);
        entries.add(entry);
    }

    private Situation situation(Submission submission) {
        AuthorizationRequest request = submission.request();
        Optional<CardSnapshot> card = changes.card(request.card());
        if (card.isEmpty()) {
            return Situation.CARD_UNKNOWN;
        }
        long cardId = card.get().cardId();
        return new Situation(
                card,
                request.seeksOriginal() ? changes.authorizations(cardId, request) : List.of(),
                changes.earlyReversals(cardId, request),
                loaded.rate(submission, card.get()),
                changes.controls(card.get(), request, submission.arrivedAt()));
    }

    /** The id of the authorization it is about, 0 if none; what it opens comes first. */
    private long apply(
            Effect effect,
            AuthorizationRequest request,
            LocalDate businessDate,
            EventRows.Cause cause) {
        switch (effect) {
            case Effect.Opened opened -> {
                Authorization withId = opened.opened().withId(authorizationIds.getAsLong());
                changes.open(opened, withId, request, businessDate, cause);
                return withId.id();
            }
            case Effect.Changed changed -> {
                CardSnapshot card = loaded.snapshot(request.card()).orElseThrow();
                changes.change(changed, Changes.Owner.of(card), businessDate, cause);
                return changed.after().id();
            }
            case Effect.Restarted restarted -> {
                changes.restart(restarted);
                return restarted.chain().id();
            }
            case Effect.Remembered remembered -> {
                changes.remember(remembered.reversal(), request);
                return 0;
            }
            case Effect.Marked marked -> {
                changes.event(request.key(), "marked", "no_effect", marked.original().key().line());
                return marked.original().id();
            }
            case Effect.Counted counted -> {
                changes.count(counted.after(), request.card());
                return 0;
            }
            case Effect.Shadowed shadowed -> {
                changes.event(
                        request.key(),
                        "shadow",
                        shadowed.reason().name(),
                        "controls:" + shadowed.controlSet());
                return 0;
            }
            case Effect.Blocked _ -> {
                changes.block(request.card(), request.key().network());
                return 0;
            }
            case Effect.Raised raised -> {
                changes.event(request.key(), "exception", raised.kind().name(), "");
                return 0;
            }
        }
    }

    /** From now on only the database knows whether it was committed, unless it refuses to. */
    void beginCommit() {
        mayBeCommitted = true;
    }

    /** Whether a commit was sent for it, which may have been done if no answer came. */
    boolean mayBeCommitted() {
        return mayBeCommitted;
    }

    /** Of the hold policy that decides. */
    int policyVersion() {
        return decider.policyVersion();
    }

    List<Entry> entries() {
        return entries;
    }

    List<Repeat> repeats() {
        return repeats;
    }

    List<Copy> copies() {
        return copies;
    }

    Changes changes() {
        return changes;
    }
}
