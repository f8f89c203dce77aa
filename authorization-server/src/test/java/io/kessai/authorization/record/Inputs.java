package io.kessai.authorization.record;

import io.kessai.authorization.decide.Acceptor;
import io.kessai.authorization.decide.Authorization;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.AuthorizationStatus;
import io.kessai.authorization.decide.CardCounters;
import io.kessai.authorization.decide.CardSnapshot;
import io.kessai.authorization.decide.ControlSet;
import io.kessai.authorization.decide.Controls;
import io.kessai.authorization.decide.DecisionInput;
import io.kessai.authorization.decide.EarlyReversal;
import io.kessai.authorization.decide.Finding;
import io.kessai.authorization.decide.Findings;
import io.kessai.authorization.decide.Increment;
import io.kessai.authorization.decide.LoadedRate;
import io.kessai.authorization.decide.MessageKind;
import io.kessai.authorization.decide.Names;
import io.kessai.authorization.decide.OriginalMessage;
import io.kessai.authorization.decide.Payment;
import io.kessai.authorization.decide.PointOfService;
import io.kessai.authorization.decide.References;
import io.kessai.authorization.decide.RollingUsage;
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
import io.kessai.domain.MessageKey;
import io.kessai.domain.PanToken;
import io.kessai.domain.Presence;
import io.kessai.domain.ProcessingCode;
import io.kessai.domain.Product;
import io.kessai.domain.Scheme;
import io.kessai.domain.controls.ControlRules;
import io.kessai.domain.controls.ControlScope;
import io.kessai.domain.controls.ControlState;
import io.kessai.domain.controls.EntryMode;
import io.kessai.domain.controls.Spent;
import io.kessai.domain.controls.Usage;
import io.kessai.domain.controls.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;

/** Inputs of decisions drawn at random: the same seed gives the same input. */
final class Inputs {
    private static final String CHARACTERS = "0123456789ABC |\\é日\0";
    private static final List<String> ZONES =
            List.of("Asia/Tokyo", "UTC", "America/New_York", "+05:45", "Pacific/Kiritimati");
    private static final List<String> CODES =
            List.of("000000", "090000", "010000", "200000", "300000", "330000", "990000", "");
    private static final List<String> CURRENCIES = List.of("JPY", "USD", "KWD");

    /** The same under every id: the journal names rules by it alone. */
    static final ControlRules RULES =
            (ControlRules)
                    ControlRules.parse(
                            """
                            limit amount day 20000
                            limit cash count month 3
                            deny mcc 5411
                            """);

    private final Random random;

    private Inputs(long seed) {
        this.random = new Random(seed);
    }

    static DecisionInput of(long seed) {
        return new Inputs(seed).input();
    }

    private DecisionInput input() {
        return new DecisionInput(
                request(), situation(), instant(), ZoneId.of(oneOf(ZONES)), text());
    }

    private AuthorizationRequest request() {
        MessageKind kind = oneOf(List.of(MessageKind.values()));
        return new AuthorizationRequest(
                kind,
                oneOf(List.of("0100", "0101", "0120", "0400", "0420", "0200")),
                random.nextBoolean(),
                key(),
                new PanToken(number(), number()),
                random.nextInt(8) > 0,
                payment(),
                new Acceptor(text(), text(), text()),
                new References(
                        names(),
                        text(),
                        maybe(this::original),
                        optionalAmount(),
                        maybe(this::amount),
                        text(),
                        oneOf(List.of("", "00", "05")),
                        random.nextBoolean(),
                        random.nextBoolean()),
                circumstances(),
                random.nextBoolean() ? Findings.NONE : findings(),
                new PointOfService(text(), oneOf(List.of(EntryMode.values()))));
    }

    private Circumstances circumstances() {
        return new Circumstances(
                oneOf(List.of(Scheme.values())),
                oneOf(List.of(Presence.values())),
                random.nextBoolean());
    }

    private Findings findings() {
        List<Finding> all = List.of(Finding.values());
        return new Findings(
                oneOf(all),
                random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(65_536)),
                oneOf(all),
                oneOf(all),
                oneOf(all),
                oneOf(all));
    }

    private Payment payment() {
        return new Payment(
                new ProcessingCode(oneOf(CODES)),
                amount(),
                maybe(this::amount),
                small(),
                random.nextBoolean(),
                maybe(() -> YearMonth.of(2000 + random.nextInt(100), 1 + random.nextInt(12))));
    }

    private Situation situation() {
        return new Situation(
                maybe(this::card),
                list(this::authorization),
                list(this::earlyReversal),
                maybe(this::rate),
                random.nextBoolean() ? Controls.NONE : controls());
    }

    private LoadedRate rate() {
        return new LoadedRate(
                new ExchangeRate(1 + 10L * random.nextInt(1_000_000), random.nextInt(7)),
                instant(),
                instant(),
                random.nextInt(1_000));
    }

    private Controls controls() {
        return new Controls(
                list(this::controlSet),
                maybe(this::usage),
                maybe(this::usage),
                list(this::rolling));
    }

    private ControlSet controlSet() {
        return new ControlSet(
                number(),
                oneOf(List.of(ControlScope.values())),
                oneOf(List.of(ControlState.values())),
                RULES);
    }

    private Usage usage() {
        return new Usage(
                LocalDate.ofEpochDay(random.nextInt(60_000) - 10_000),
                List.of(spent(), spent(), spent(), spent(), spent()));
    }

    private RollingUsage rolling() {
        return new RollingUsage(
                random.nextBoolean(), Window.Rolling.ofMinutes(random.nextInt(9_999)), spent());
    }

    private Spent spent() {
        return new Spent(small(), small(), small(), small());
    }

    private CardSnapshot card() {
        return new CardSnapshot(
                number(),
                number(),
                random.nextBoolean() ? CardStatus.ACTIVE : oneOf(List.of(CardStatus.values())),
                LocalDate.ofEpochDay(random.nextInt(60_000) - 10_000),
                random.nextBoolean() ? AccountStatus.ACTIVE : AccountStatus.SUSPENDED,
                Currency.ofCode(oneOf(CURRENCIES)).orElseThrow(),
                small(),
                random.nextBoolean() ? small() : -small(),
                small(),
                new CardCounters(random.nextInt(5), random.nextInt(65_537) - 1, number()),
                oneOf(List.of(Product.STANDARD, new Product("gold"))));
    }

    private Authorization authorization() {
        return new Authorization(
                number(),
                key(),
                oneOf(List.of(AuthorizationStatus.values())),
                oneOf(List.of(Direction.values())),
                amount(),
                small(),
                hold(),
                optionalAmount(),
                instant(),
                text(),
                text(),
                names(),
                list(this::increment),
                small(),
                new Spending(small(), random.nextBoolean()));
    }

    private Increment increment() {
        long billed = small() + 1;
        return new Increment(
                key(),
                oneOf(List.of(AuthorizationStatus.values())),
                amount(),
                billed,
                random.nextBoolean() ? billed - 1 : 0,
                instant(),
                text(),
                text(),
                names(),
                small());
    }

    private Hold hold() {
        return new Hold(
                1L << 40,
                small(),
                small(),
                random.nextInt(99),
                random.nextInt(99),
                random.nextInt(99),
                random.nextInt(99),
                random.nextInt(99));
    }

    private Names names() {
        return new Names(text(), text(), text());
    }

    private EarlyReversal earlyReversal() {
        return new EarlyReversal(text(), "10", text(), text(), optionalAmount(), instant());
    }

    private OriginalMessage original() {
        return new OriginalMessage("0100", text(), text(), text(), text());
    }

    private MessageKey key() {
        return new MessageKey(
                text(),
                oneOf(List.of("10", "12", "20", "22", "40", "42")),
                text(),
                text(),
                text(),
                text(),
                text(),
                LocalDate.ofEpochDay(random.nextInt(60_000) - 10_000));
    }

    private SentAmount amount() {
        Currency currency = Currency.ofCode(oneOf(CURRENCIES)).orElseThrow();
        return new SentAmount(small(), random.nextInt(9) == 0 ? 1 : currency.numeric());
    }

    private Instant instant() {
        return Instant.ofEpochSecond(
                random.nextLong(8_000_000_000L) - 2_000_000_000L, random.nextInt(1_000_000_000));
    }

    /** Of any number of digits, from none to twelve. */
    private long small() {
        return random.nextLong(1_000_000_000_000L) >> random.nextInt(41);
    }

    private long number() {
        return random.nextLong() >> random.nextInt(64);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(16); length > 0; length--) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }

    private OptionalLong optionalAmount() {
        return random.nextBoolean() ? OptionalLong.of(small()) : OptionalLong.empty();
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextInt(4) > 0 ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> List<T> list(Supplier<T> element) {
        List<T> list = new ArrayList<>();
        for (int size = random.nextInt(4); size > 0; size--) {
            list.add(element.get());
        }
        return list;
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
