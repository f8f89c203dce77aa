package io.kessai.authorization.record;

import io.kessai.authorization.decide.Acceptor;
import io.kessai.authorization.decide.Authorization;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.AuthorizationStatus;
import io.kessai.authorization.decide.CardCounters;
import io.kessai.authorization.decide.CardSnapshot;
import io.kessai.authorization.decide.Controls;
import io.kessai.authorization.decide.Decider;
import io.kessai.authorization.decide.DecisionInput;
import io.kessai.authorization.decide.EarlyReversal;
import io.kessai.authorization.decide.Findings;
import io.kessai.authorization.decide.Increment;
import io.kessai.authorization.decide.LoadedRate;
import io.kessai.authorization.decide.MessageKind;
import io.kessai.authorization.decide.Names;
import io.kessai.authorization.decide.Payment;
import io.kessai.authorization.decide.PointOfService;
import io.kessai.authorization.decide.References;
import io.kessai.authorization.decide.SentAmount;
import io.kessai.authorization.decide.Situation;
import io.kessai.authorization.decide.Spending;
import io.kessai.domain.AccountStatus;
import io.kessai.domain.CardStatus;
import io.kessai.domain.Circumstances;
import io.kessai.domain.Currency;
import io.kessai.domain.Direction;
import io.kessai.domain.ExchangeRate;
import io.kessai.domain.Hold;
import io.kessai.domain.PanToken;
import io.kessai.domain.Presence;
import io.kessai.domain.ProcessingCode;
import io.kessai.domain.Product;
import io.kessai.domain.Scheme;
import io.kessai.domain.controls.ControlRules;
import io.kessai.domain.controls.EntryMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The journal's form of a decision's input: {@link Decider#RULES_VERSION}, then every field of
 * {@link DecisionInput} in order. A new form takes the next number; old ones stay readable for as
 * long as the journal is kept. Version 2 added what messages are named by beside the network
 * transaction id, and the replacement amount in the hold's currency; version 3 increments; version
 * 4 single messages; version 5 the circumstances; version 6 what became of a message's proofs, and
 * what the card's have used up; version 7 the account's product, and the rate loaded for the
 * message; version 8 controls, what they measure, and what they look at.
 */
final class InputCodec {

    static final int VERSION = 8;

    private static final int FIRST_WITH_NAMES = 2;
    private static final int FIRST_WITH_INCREMENTS = 3;
    private static final int FIRST_WITH_SINGLE_MESSAGES = 4;
    private static final int FIRST_WITH_CIRCUMSTANCES = 5;
    private static final int FIRST_WITH_PROOFS = 6;
    private static final int FIRST_WITH_RATES = 7;
    private static final int FIRST_WITH_CONTROLS = 8;

    private InputCodec() {}

    static byte[] encode(DecisionInput input) {
        Packer out = new Packer().number(Decider.RULES_VERSION);
        request(out, input.request());
        situation(out, input.situation());
        return out.instant(input.now())
                .text(input.zone().getId())
                .text(input.approvalCode())
                .toBytes();
    }

    /**
     * @throws IllegalArgumentException if the bytes are of another version or damaged
     */
    static DecisionInput decode(int version, byte[] bytes) {
        return decode(
                version,
                bytes,
                id -> {
                    throw new IllegalArgumentException("controls " + id + " unknown");
                });
    }

    /**
     * The same of a decision that controls applied to.
     *
     * @param rules of a control set by its id
     * @throws IllegalArgumentException if the bytes are of another version or damaged
     */
    static DecisionInput decode(int version, byte[] bytes, LongFunction<ControlRules> rules) {
        if (version < 1 || version > VERSION) {
            throw new IllegalArgumentException("journal input version " + version + " unknown");
        }
        return Unpacker.whole(bytes, in -> input(in, version, rules));
    }

    /**
     * The version of the rules that decided: only they give the same decision again.
     *
     * @throws IllegalArgumentException if the bytes are damaged
     */
    static int rulesVersion(byte[] bytes) {
        return Unpacker.head(bytes, Unpacker::integer);
    }

    private static DecisionInput input(Unpacker in, int version, LongFunction<ControlRules> rules) {
        in.integer();
        return new DecisionInput(
                request(in, version),
                situation(in, version, rules),
                in.instant(),
                ZoneId.of(in.text()),
                in.text());
    }

    private static void request(Packer out, AuthorizationRequest request) {
        out.word(request.kind()).text(request.mti()).flag(request.isRepeat());
        KeyCodec.key(out, request.key());
        out.raw(request.card().bytes()).flag(request.passesLuhn());
        Payment payment = request.payment();
        out.text(payment.processingCode().digits());
        amount(out, payment.amount());
        out.maybe(payment.billing(), InputCodec::amount)
                .number(payment.cashback())
                .flag(payment.acceptsPartialApproval())
                .maybe(
                        payment.expiry(),
                        (o, month) -> o.number(month.getYear() * 12L + month.getMonthValue() - 1));
        Acceptor acceptor = request.acceptor();
        out.text(acceptor.mcc()).text(acceptor.merchant()).text(acceptor.forwarder());
        References references = request.references();
        names(out, references.names());
        out.text(references.originalTraceId())
                .maybe(references.original(), KeyCodec::original)
                .number(references.replacement())
                .maybe(references.replacementBilled(), InputCodec::amount)
                .text(references.approvalCode())
                .text(references.responseCode())
                .flag(references.isMarkedIncrement())
                .flag(references.isMarkedPartial());
        circumstances(out, request.circumstances());
        ProofCodec.findings(out, request.findings());
        out.text(request.pointOfService().country()).word(request.pointOfService().entryMode());
    }

    private static AuthorizationRequest request(Unpacker in, int version) {
        return new AuthorizationRequest(
                in.word(MessageKind.class),
                in.text(),
                in.flag(),
                KeyCodec.key(in),
                PanToken.of(in.raw(PanToken.LENGTH)),
                in.flag(),
                new Payment(
                        new ProcessingCode(in.text()),
                        amount(in),
                        in.maybe(InputCodec::amount),
                        in.number(),
                        in.flag(),
                        in.maybe(InputCodec::month)),
                new Acceptor(in.text(), in.text(), in.text()),
                new References(
                        names(in, version),
                        version < FIRST_WITH_NAMES ? "" : in.text(),
                        in.maybe(KeyCodec::original),
                        in.optionalNumber(),
                        version < FIRST_WITH_NAMES
                                ? Optional.empty()
                                : in.maybe(InputCodec::amount),
                        in.text(),
                        in.text(),
                        version >= FIRST_WITH_INCREMENTS && in.flag(),
                        version >= FIRST_WITH_SINGLE_MESSAGES && in.flag()),
                version < FIRST_WITH_CIRCUMSTANCES ? Circumstances.UNKNOWN : circumstances(in),
                version < FIRST_WITH_PROOFS ? Findings.NONE : ProofCodec.findings(in),
                version < FIRST_WITH_CONTROLS
                        ? PointOfService.UNKNOWN
                        : new PointOfService(in.text(), in.word(EntryMode.class)));
    }

    private static void circumstances(Packer out, Circumstances circumstances) {
        out.word(circumstances.scheme())
                .word(circumstances.presence())
                .flag(circumstances.isPreAuthorization());
    }

    private static Circumstances circumstances(Unpacker in) {
        return new Circumstances(in.word(Scheme.class), in.word(Presence.class), in.flag());
    }

    private static void situation(Packer out, Situation situation) {
        out.maybe(situation.card(), InputCodec::card)
                .each(
                        situation.authorizations(),
                        situation.authorizations().size(),
                        InputCodec::authorization)
                .each(
                        situation.earlyReversals(),
                        situation.earlyReversals().size(),
                        InputCodec::earlyReversal)
                .maybe(situation.rate(), InputCodec::rate);
        ControlsCodec.controls(out, situation.controls());
    }

    private static Situation situation(Unpacker in, int version, LongFunction<ControlRules> rules) {
        return new Situation(
                in.maybe(each -> card(each, version)),
                in.each(each -> authorization(each, version)),
                in.each(InputCodec::earlyReversal),
                version < FIRST_WITH_RATES ? Optional.empty() : in.maybe(InputCodec::rate),
                version < FIRST_WITH_CONTROLS ? Controls.NONE : ControlsCodec.controls(in, rules));
    }

    private static void rate(Packer out, LoadedRate loaded) {
        out.number(loaded.rate().digits())
                .number(loaded.rate().scale())
                .instant(loaded.validFrom())
                .instant(loaded.validUntil())
                .number(loaded.markupBasisPoints());
    }

    private static LoadedRate rate(Unpacker in) {
        return new LoadedRate(
                new ExchangeRate(in.number(), in.integer()),
                in.instant(),
                in.instant(),
                in.integer());
    }

    private static void card(Packer out, CardSnapshot card) {
        out.number(card.cardId())
                .number(card.accountId())
                .word(card.cardStatus())
                .number(card.expires().toEpochDay())
                .word(card.accountStatus())
                .number(card.currency().numeric())
                .number(card.creditLimit())
                .number(card.posted())
                .number(card.held());
        ProofCodec.counters(out, card.counters());
        out.text(card.product().name());
    }

    private static CardSnapshot card(Unpacker in, int version) {
        return new CardSnapshot(
                in.number(),
                in.number(),
                in.word(CardStatus.class),
                LocalDate.ofEpochDay(in.number()),
                in.word(AccountStatus.class),
                Currency.ofNumeric(in.integer()).orElseThrow(IllegalArgumentException::new),
                in.number(),
                in.number(),
                in.number(),
                version < FIRST_WITH_PROOFS ? CardCounters.NONE : ProofCodec.counters(in),
                version < FIRST_WITH_RATES ? Product.STANDARD : new Product(in.text()));
    }

    private static void authorization(Packer out, Authorization authorization) {
        out.number(authorization.id());
        KeyCodec.key(out, authorization.key());
        out.word(authorization.status()).word(authorization.direction());
        amount(out, authorization.amount());
        out.number(authorization.billed());
        hold(out, authorization.hold());
        out.number(authorization.lowestTarget())
                .instant(authorization.decidedAt())
                .text(authorization.forwarder())
                .text(authorization.approvalCode());
        names(out, authorization.names());
        out.each(
                authorization.increments(),
                authorization.increments().size(),
                InputCodec::increment);
        out.number(authorization.posted())
                .number(authorization.spending().units())
                .flag(authorization.spending().isCash());
    }

    private static Authorization authorization(Unpacker in, int version) {
        return new Authorization(
                in.number(),
                KeyCodec.key(in),
                in.word(AuthorizationStatus.class),
                in.word(Direction.class),
                amount(in),
                in.number(),
                hold(in),
                in.optionalNumber(),
                in.instant(),
                in.text(),
                in.text(),
                names(in, version),
                version < FIRST_WITH_INCREMENTS
                        ? List.of()
                        : in.each(each -> increment(each, version)),
                version < FIRST_WITH_SINGLE_MESSAGES ? 0 : in.number(),
                version < FIRST_WITH_CONTROLS
                        ? Spending.NONE
                        : new Spending(in.number(), in.flag()));
    }

    private static void increment(Packer out, Increment increment) {
        KeyCodec.key(out, increment.key());
        out.word(increment.status());
        amount(out, increment.amount());
        out.number(increment.billed())
                .number(increment.givenBack())
                .instant(increment.decidedAt())
                .text(increment.forwarder())
                .text(increment.approvalCode());
        names(out, increment.names());
        out.number(increment.counted());
    }

    private static Increment increment(Unpacker in, int version) {
        return new Increment(
                KeyCodec.key(in),
                in.word(AuthorizationStatus.class),
                amount(in),
                in.number(),
                in.number(),
                in.instant(),
                in.text(),
                in.text(),
                names(in, version),
                version < FIRST_WITH_CONTROLS ? 0 : in.number());
    }

    private static void names(Packer out, Names names) {
        out.text(names.networkTransactionId()).text(names.traceId()).text(names.localTime());
    }

    private static Names names(Unpacker in, int version) {
        return version < FIRST_WITH_NAMES
                ? new Names(in.text(), "", "")
                : new Names(in.text(), in.text(), in.text());
    }

    static void earlyReversal(Packer out, EarlyReversal early) {
        out.text(early.networkTransactionId())
                .text(early.messageClass())
                .text(early.stan())
                .text(early.sentAt())
                .number(early.replacement())
                .instant(early.receivedAt());
    }

    private static EarlyReversal earlyReversal(Unpacker in) {
        return new EarlyReversal(
                in.text(), in.text(), in.text(), in.text(), in.optionalNumber(), in.instant());
    }

    static void hold(Packer out, Hold hold) {
        out.number(hold.authorized())
                .number(hold.incremented())
                .number(hold.raised())
                .number(hold.lowered())
                .number(hold.reversed())
                .number(hold.cleared())
                .number(hold.released())
                .number(hold.expired());
    }

    private static Hold hold(Unpacker in) {
        return new Hold(
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number());
    }

    static void amount(Packer out, SentAmount amount) {
        out.number(amount.minorUnits()).number(amount.currency());
    }

    static SentAmount amount(Unpacker in) {
        return new SentAmount(in.number(), in.integer());
    }

    private static YearMonth month(Unpacker in) {
        int months = in.integer();
        return YearMonth.of(months / 12, months % 12 + 1);
    }
}
