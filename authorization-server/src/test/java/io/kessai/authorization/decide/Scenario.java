package io.kessai.authorization.decide;

import io.kessai.domain.AccountStatus;
import io.kessai.domain.CardStatus;
import io.kessai.domain.Circumstances;
import io.kessai.domain.Currency;
import io.kessai.domain.ExchangeRate;
import io.kessai.domain.MessageKey;
import io.kessai.domain.PanToken;
import io.kessai.domain.Presence;
import io.kessai.domain.ProcessingCode;
import io.kessai.domain.Product;
import io.kessai.domain.Scheme;
import io.kessai.domain.controls.EntryMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The input of a decision in words: {@code key=value}, what is not said is as below. A purchase of
 * 1,000 yen with an active card of an account that has 100,000 to spend.
 */
public final class Scenario {
    /** Midday in Tokyo. */
    public static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

    public static final String APPROVAL_CODE = "A1B2C3";

    private static final Map<String, String> DEFAULTS =
            Map.ofEntries(
                    Map.entry("mti", "0100"),
                    Map.entry("de3", "000000"),
                    Map.entry("amount", "1000 JPY"),
                    Map.entry("billing", ""),
                    Map.entry("cashback", "0"),
                    Map.entry("partial", "no"),
                    Map.entry("de14", ""),
                    Map.entry("luhn", "ok"),
                    Map.entry("mcc", "5411"),
                    Map.entry("rrn", ""),
                    Map.entry("terminal", "TERM0001"),
                    Map.entry("now", NOW.toString()),
                    Map.entry("zone", "Asia/Tokyo"),
                    Map.entry("card", "active"),
                    Map.entry("expires", "2029-12-31"),
                    Map.entry("account", "active"),
                    Map.entry("in", "JPY"),
                    Map.entry("limit", "100000"),
                    Map.entry("posted", "0"),
                    Map.entry("held", "0"),
                    Map.entry("netid", ""),
                    Map.entry("de90", ""),
                    Map.entry("de95", ""),
                    Map.entry("de38", ""),
                    Map.entry("de39", ""),
                    Map.entry("de95.3", ""),
                    Map.entry("owntrace", ""),
                    Map.entry("trace", ""),
                    Map.entry("de12", ""),
                    Map.entry("stan", "000007"),
                    Map.entry("increment", "no"),
                    Map.entry("more", "no"),
                    Map.entry("scheme", "other"),
                    Map.entry("presence", "unknown"),
                    Map.entry("preauth", "no"),
                    Map.entry("early", ""),
                    Map.entry("arqc", "absent"),
                    Map.entry("atc", ""),
                    Map.entry("cvv", "absent"),
                    Map.entry("cvv2", "absent"),
                    Map.entry("cavv", "absent"),
                    Map.entry("pin", "absent"),
                    Map.entry("merchant", "MERCHANT"),
                    Map.entry("country", ""),
                    Map.entry("entry", "unknown"),
                    Map.entry("controls", ""),
                    Map.entry("usage", ""),
                    Map.entry("rolling", ""),
                    Map.entry("failures", "0"),
                    Map.entry("highest", "-1"),
                    Map.entry("used", "0"),
                    Map.entry("product", "standard"),
                    Map.entry("rate", ""),
                    Map.entry("rated", "2026-11-21T00:00:00Z"),
                    Map.entry("rate-ends", "2026-11-25T00:00:00Z"),
                    Map.entry("markup", "0"));

    private final Words words;

    private Scenario(Words words) {
        this.words = words;
    }

    /** An input without originals. */
    public static DecisionInput of(String given) {
        return of(given, "");
    }

    /**
     * @param originals divided by {@code +}, each as {@link Originals} reads it
     */
    public static DecisionInput of(String given, String originals) {
        Scenario scenario = new Scenario(Words.of(given, DEFAULTS));
        List<Authorization> found = new ArrayList<>();
        for (String original : originals.split("\\+")) {
            if (!original.isBlank()) {
                found.add(Originals.of(original, found.size() + 1));
            }
        }
        return scenario.input(found);
    }

    /** The same after a reversal of the whole transaction N, down to a target, that came first. */
    static DecisionInput reversedBefore(DecisionInput input, long target) {
        EarlyReversal earlier =
                new EarlyReversal("N", "10", "", "", OptionalLong.of(target), Scenario.NOW);
        Situation situation =
                new Situation(
                        input.situation().card(),
                        input.situation().authorizations(),
                        List.of(earlier),
                        Optional.empty(),
                        Controls.NONE);
        return new DecisionInput(
                input.request(), situation, input.now(), input.zone(), input.approvalCode());
    }

    private DecisionInput input(List<Authorization> originals) {
        return new DecisionInput(
                request(),
                new Situation(
                        card(), originals, earlyReversals(), rate(), ControlWords.controls(words)),
                now(),
                ZoneId.of(words.get("zone")),
                APPROVAL_CODE);
    }

    private Instant now() {
        return Instant.parse(words.get("now"));
    }

    private AuthorizationRequest request() {
        String mti = words.get("mti");
        return new AuthorizationRequest(
                kind(mti),
                mti,
                mti.endsWith("1"),
                new MessageKey(
                        "simulated",
                        mti.substring(1, 3),
                        "123456",
                        words.get("stan"),
                        "1121030000",
                        words.get("rrn"),
                        words.get("terminal"),
                        LocalDate.of(2026, 11, 21)),
                new PanToken(1, 2),
                words.get("luhn").equals("ok"),
                payment(),
                new Acceptor(words.get("mcc"), words.get("merchant"), ""),
                new References(
                        new Names(words.get("netid"), words.get("owntrace"), words.get("de12")),
                        words.get("trace"),
                        original(),
                        number("de95"),
                        words.maybe("de95.3").map(Words::amount),
                        words.get("de38"),
                        words.get("de39"),
                        words.get("increment").equals("yes"),
                        words.get("more").equals("yes")),
                circumstances(),
                findings(),
                new PointOfService(
                        words.get("country"), EntryMode.ofWord(words.get("entry")).orElseThrow()));
    }

    private Circumstances circumstances() {
        return new Circumstances(
                Scheme.ofWord(words.get("scheme")).orElseThrow(),
                Presence.ofWord(words.get("presence")).orElseThrow(),
                words.get("preauth").equals("yes"));
    }

    private Findings findings() {
        return new Findings(
                finding("arqc"),
                words.maybe("atc")
                        .map(Integer::valueOf)
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty()),
                finding("cvv"),
                finding("cvv2"),
                finding("cavv"),
                finding("pin"));
    }

    private Finding finding(String key) {
        return Finding.valueOf(words.get(key).toUpperCase(Locale.ROOT));
    }

    /** How many wrong PINs, the highest counter, and the used ones up to it in hex. */
    private CardCounters counters() {
        return new CardCounters(
                Integer.parseInt(words.get("failures")),
                Integer.parseInt(words.get("highest")),
                Long.parseUnsignedLong(words.get("used"), 16));
    }

    private static MessageKind kind(String mti) {
        return switch (mti.substring(0, 3)) {
            case "010" -> MessageKind.AUTHORIZATION;
            case "012" -> MessageKind.ADVICE;
            case "020" -> MessageKind.FINANCIAL;
            case "022" -> MessageKind.FINANCIAL_ADVICE;
            case "030" -> MessageKind.CARD_BLOCK;
            case "040" -> MessageKind.REVERSAL;
            case "042" -> MessageKind.REVERSAL_ADVICE;
            case "062" -> MessageKind.ADMINISTRATIVE;
            case "080" -> MessageKind.CUTOVER;
            default -> MessageKind.UNSUPPORTED;
        };
    }

    private Payment payment() {
        return new Payment(
                new ProcessingCode(words.get("de3")),
                Words.amount(words.get("amount")),
                words.maybe("billing").map(Words::amount),
                Long.parseLong(words.get("cashback")),
                words.get("partial").equals("yes"),
                words.maybe("de14").map(YearMonth::parse));
    }

    /** MTI/DE11/DE7/DE32/DE33; a part may be missing. */
    private Optional<OriginalMessage> original() {
        return words.maybe("de90")
                .map(text -> (text + "/////").split("/", -1))
                .map(p -> new OriginalMessage(p[0], p[1], p[2], p[3], p[4]));
    }

    private OptionalLong number(String key) {
        Optional<String> text = words.maybe(key);
        return text.isPresent()
                ? OptionalLong.of(Long.parseLong(text.get()))
                : OptionalLong.empty();
    }

    /** From the message's currency to the account's. */
    private Optional<LoadedRate> rate() {
        return words.maybe("rate")
                .flatMap(ExchangeRate::of)
                .map(
                        rate ->
                                new LoadedRate(
                                        rate,
                                        Instant.parse(words.get("rated")),
                                        Instant.parse(words.get("rate-ends")),
                                        Integer.parseInt(words.get("markup"))));
    }

    private Optional<CardSnapshot> card() {
        return words.maybe("card")
                .filter(status -> !status.equals("unknown"))
                .map(
                        status ->
                                new CardSnapshot(
                                        11,
                                        12,
                                        CardStatus.ofWord(status).orElseThrow(),
                                        LocalDate.parse(words.get("expires")),
                                        AccountStatus.ofWord(words.get("account")).orElseThrow(),
                                        Currency.ofCode(words.get("in")).orElseThrow(),
                                        Long.parseLong(words.get("limit")),
                                        Long.parseLong(words.get("posted")),
                                        Long.parseLong(words.get("held")),
                                        counters(),
                                        new Product(words.get("product"))));
    }

    /** TARGET@RECEIVED divided by commas: exact in DE11 and DE7; {@code full} is no target. */
    private List<EarlyReversal> earlyReversals() {
        List<EarlyReversal> early = new ArrayList<>();
        for (String one : words.maybe("early").map(t -> List.of(t.split(","))).orElse(List.of())) {
            String[] parts = one.split("@");
            early.add(
                    new EarlyReversal(
                            "",
                            words.get("mti").charAt(1) + "0",
                            "000007",
                            "1121030000",
                            parts[0].equals("full")
                                    ? OptionalLong.empty()
                                    : OptionalLong.of(Long.parseLong(parts[0])),
                            parts.length > 1 ? Instant.parse(parts[1]) : now()));
        }
        return early;
    }
}
