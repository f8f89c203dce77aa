package io.kessai.authorization.card;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.controls.ControlRules;
import io.kessai.domain.controls.ControlScope;
import io.kessai.domain.controls.ControlState;
import io.kessai.domain.controls.Period;
import io.kessai.domain.controls.Spent;
import io.kessai.domain.controls.Usage;
import io.kessai.grpc.card.v1.ControlSet;
import io.kessai.grpc.card.v1.ControlSubject;
import io.kessai.grpc.card.v1.GetControlsRequest;
import io.kessai.grpc.card.v1.GetControlsResponse;
import io.kessai.grpc.card.v1.SetControlsRequest;
import io.kessai.grpc.card.v1.SetControlsResponse;
import io.kessai.grpc.card.v1.WindowUsage;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The calls about controls. Contract: card.proto. */
@ApplicationScoped
class ControlCalls {
    private static final int SET_BY_LENGTH_MAX = 64;

    private final Requests requests;
    private final Accounts accounts;
    private final Cards cards;
    private final ControlSets sets;
    private final ProgrammeClock clock;

    ControlCalls(
            Requests requests,
            Accounts accounts,
            Cards cards,
            ControlSets sets,
            ProgrammeClock clock) {
        this.requests = requests;
        this.accounts = accounts;
        this.cards = cards;
        this.sets = sets;
        this.clock = clock;
    }

    Outcome<SetControlsResponse> set(SetControlsRequest request) {
        String requestId = Fields.requestId(request.getRequestId());
        ControlSets.Subject subject = subject(request.getSubject());
        ControlState state = state(request.getState());
        ControlRules rules = ControlForm.rules(request.getRulesList());
        String setBy = Fields.text("set_by", request.getSetBy(), SET_BY_LENGTH_MAX);
        if (setBy.isBlank()) {
            throw new InvalidFieldException("set_by", "must be given");
        }
        Optional<Integer> expected =
                request.hasExpectedVersion()
                        ? Optional.of(request.getExpectedVersion())
                        : Optional.empty();
        return requests.once(
                new Call<>(requestId, "SetControls", request, SetControlsResponse.parser()),
                () ->
                        found(subject)
                                .then(_ -> nextVersion(subject, expected))
                                .then(
                                        version ->
                                                Outcome.done(
                                                        SetControlsResponse.newBuilder()
                                                                .setControls(
                                                                        shown(
                                                                                sets.add(
                                                                                        subject,
                                                                                        version,
                                                                                        state,
                                                                                        rules,
                                                                                        setBy,
                                                                                        requestId)))
                                                                .build())));
    }

    Outcome<GetControlsResponse> get(GetControlsRequest request) {
        ControlSets.Subject subject = subject(request.getSubject());
        return QuarkusTransaction.requiringNew()
                .call(() -> found(subject).then(_ -> Outcome.done(read(subject))));
    }

    private GetControlsResponse read(ControlSets.Subject subject) {
        GetControlsResponse.Builder response = GetControlsResponse.newBuilder();
        Optional<ControlSets.Stored> enforced = sets.newest(subject, ControlState.ENFORCED);
        enforced.map(ControlCalls::shown).ifPresent(response::setEnforced);
        int version = enforced.map(ControlSets.Stored::version).orElse(0);
        sets.newest(subject, ControlState.SHADOW)
                .filter(shadow -> shadow.version() > version)
                .map(ControlCalls::shown)
                .ifPresent(response::setShadow);
        if (subject.scope() != ControlScope.PRODUCT) {
            sets.usage(subject)
                    .map(usage -> usage.on(clock.businessDate()))
                    .map(ControlCalls::shown)
                    .ifPresent(response::addAllUsage);
        }
        return response.build();
    }

    private Outcome<Integer> nextVersion(ControlSets.Subject subject, Optional<Integer> expected) {
        int newest = sets.newestVersion(subject);
        return expected.isPresent() && expected.get() != newest
                ? new Outcome.Refused<>(
                        ErrorCode.CONTROLS_CHANGED,
                        "expected_version",
                        "the newest version is " + newest)
                : Outcome.done(newest + 1);
    }

    /** A product needs no account yet. */
    private Outcome<ControlSets.Subject> found(ControlSets.Subject subject) {
        return switch (subject.scope()) {
            case PRODUCT -> Outcome.done(subject);
            case ACCOUNT ->
                    accounts.findByIdOptional(Long.valueOf(subject.name())).isPresent()
                            ? Outcome.done(subject)
                            : Outcome.refused(
                                    ErrorCode.ACCOUNT_NOT_FOUND, "no account " + subject.name());
            case CARD ->
                    cards.findByIdOptional(Long.valueOf(subject.name())).isPresent()
                            ? Outcome.done(subject)
                            : Outcome.refused(
                                    ErrorCode.CARD_NOT_FOUND, "no card " + subject.name());
        };
    }

    private static ControlSets.Subject subject(ControlSubject subject) {
        return switch (subject.getSubjectCase()) {
            case CARD_ID ->
                    new ControlSets.Subject(
                            ControlScope.CARD,
                            String.valueOf(Fields.id("subject.card_id", subject.getCardId())));
            case ACCOUNT_ID ->
                    new ControlSets.Subject(
                            ControlScope.ACCOUNT,
                            String.valueOf(
                                    Fields.id("subject.account_id", subject.getAccountId())));
            case PRODUCT ->
                    new ControlSets.Subject(
                            ControlScope.PRODUCT,
                            Fields.product("subject.product", subject.getProduct()).name());
            case SUBJECT_NOT_SET -> throw new InvalidFieldException("subject", "must be given");
        };
    }

    private static ControlState state(io.kessai.grpc.card.v1.ControlState state) {
        return switch (state) {
            case CONTROL_STATE_ENFORCED -> ControlState.ENFORCED;
            case CONTROL_STATE_SHADOW -> ControlState.SHADOW;
            case CONTROL_STATE_UNSPECIFIED, UNRECOGNIZED ->
                    throw new InvalidFieldException("state", "must be given");
        };
    }

    private static ControlSet shown(ControlSets.Stored stored) {
        return ControlSet.newBuilder()
                .setControlSetId(stored.id())
                .setVersion(stored.version())
                .setState(
                        switch (stored.state()) {
                            case ENFORCED ->
                                    io.kessai.grpc.card.v1.ControlState.CONTROL_STATE_ENFORCED;
                            case SHADOW -> io.kessai.grpc.card.v1.ControlState.CONTROL_STATE_SHADOW;
                        })
                .addAllRules(ControlForm.shown(stored.rules()))
                .setSetAt(Answers.timestamp(stored.setAt()))
                .setSetBy(stored.setBy())
                .build();
    }

    private static List<WindowUsage> shown(Usage usage) {
        List<WindowUsage> windows = new ArrayList<>();
        for (Period period : Period.values()) {
            Spent spent = usage.in(period);
            windows.add(
                    WindowUsage.newBuilder()
                            .setPeriod(ControlForm.shown(period))
                            .setAmount(spent.amount())
                            .setCount(spent.count())
                            .setCashAmount(spent.cashAmount())
                            .setCashCount(spent.cashCount())
                            .build());
        }
        return windows;
    }
}
