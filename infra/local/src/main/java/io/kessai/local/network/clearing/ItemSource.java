package io.kessai.local.network.clearing;

import io.kessai.domain.Direction;
import io.kessai.domain.clearing.CardNetwork;
import io.kessai.local.network.Day;
import io.kessai.local.network.DayAuthorization;
import io.kessai.local.network.Fleet;
import io.kessai.local.network.LoadedRates;
import io.kessai.local.network.Request;
import io.kessai.local.network.SeededCards;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;

/** Makes the records of a day's clearing; each has a reference of its own. Not thread-safe. */
final class ItemSource {
    private static final DateTimeFormatter DE12 = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    /**
     * Thousandths that are billed of the usual rate: as authorized, dearer, cheaper. Where none was
     * loaded, that is twice the amount.
     */
    private static final long[] SHARES = {1_000, 1_030, 973};

    private static final String[] MCCS = {"5411", "5814", "5999", "4121", "7011"};

    private final SplittableRandom random;
    private final Fleet fleet;
    private final LocalDate date;
    private final ReferenceNumbers numbers;

    ItemSource(SplittableRandom random, Day day) {
        this.random = random;
        this.fleet = day.fleet();
        this.date = LocalDate.ofInstant(day.start(), ZoneOffset.UTC);
        this.numbers = new ReferenceNumbers(day.start().getEpochSecond());
    }

    /** A presentment of an authorization for what stands authorized. */
    ClearingItem presentment(DayAuthorization authorization) {
        Request first = authorization.first();
        CardNetwork network = SeededCards.network(authorization.card());
        return new ClearingItem(
                ClearingItem.Type.PRESENTMENT,
                network,
                authorization.account(),
                SeededCards.pan(authorization.card()),
                authorization.isCredit() ? Direction.CREDIT : Direction.DEBIT,
                false,
                sums(authorization.amount(), authorization.currency()),
                acceptor(first.text(41), first.text(42), first.text(18)),
                new ClearingItem.References(
                        numbers.next(network, date),
                        authorization.approvalCode(),
                        first.text(37),
                        first.text(62)),
                transactedAt(first),
                ClearingItem.Part.ONLY,
                false);
    }

    /** A presentment that nobody asked about before, at a merchant that no card was used at. */
    ClearingItem unasked(int card, Direction direction) {
        CardNetwork network = SeededCards.network(card);
        String place = SeededCards.digits(random.nextInt(1_000_000), 6);
        return new ClearingItem(
                ClearingItem.Type.PRESENTMENT,
                network,
                fleet.accountOf(card),
                SeededCards.pan(card),
                direction,
                false,
                ClearingItem.Sums.domestic(amount(), fleet.currency()),
                acceptor("X" + place + "0", "X00000000" + place, MCCS[random.nextInt(MCCS.length)]),
                new ClearingItem.References(numbers.next(network, date), "", "", ""),
                date.atTime(12, random.nextInt(60), random.nextInt(60)),
                ClearingItem.Part.ONLY,
                false);
    }

    /** The same about a card number that is nobody's. */
    ClearingItem nobodys(CardNetwork network, String pan) {
        ClearingItem like = unasked(anyCard(network), Direction.DEBIT);
        return new ClearingItem(
                like.type(),
                network,
                ClearingItem.NOBODY,
                pan,
                like.direction(),
                false,
                like.sums(),
                like.acceptor(),
                like.references(),
                like.at(),
                like.part(),
                false);
    }

    /** The item again under another reference. */
    ClearingItem renamed(ClearingItem item) {
        return item.under(numbers.next(item.network(), date));
    }

    /** An amount as the networks convert it; settled here or where it was spent. */
    ClearingItem.Sums sums(long amount, String currency) {
        if (currency.equals(fleet.currency())) {
            return ClearingItem.Sums.domestic(amount, currency);
        }
        long share = SHARES[random.nextInt(SHARES.length)];
        long billed =
                LoadedRates.currencies(fleet.currency()).contains(currency)
                        ? LoadedRates.billed(currency, amount, fleet.currency(), share)
                        : (2 * amount * 2 * share + 1_000) / 2_000;
        return random.nextBoolean()
                ? new ClearingItem.Sums(
                        amount, currency, billed, fleet.currency(), amount, currency)
                : new ClearingItem.Sums(
                        amount, currency, billed, fleet.currency(), billed, fleet.currency());
    }

    /** A card that the network clears, of any account of the fleet. */
    int anyCard(CardNetwork network) {
        while (true) {
            int card = random.nextInt(fleet.cards());
            if (SeededCards.network(card) == network) {
                return card;
            }
        }
    }

    /** The index of a card that was never seeded. */
    int unseededCard() {
        return SeededCards.COUNT_MAX / 2 + random.nextInt(SeededCards.COUNT_MAX / 2);
    }

    private long amount() {
        return 10 + random.nextLong(Math.max(1, fleet.limit() / 50));
    }

    private static ClearingItem.Acceptor acceptor(String terminal, String merchant, String mcc) {
        String name = "SHOP " + merchant.substring(Math.max(0, merchant.length() - 6));
        return new ClearingItem.Acceptor(terminal, merchant, name, mcc);
    }

    /** DE13 and DE12 with the year that is nearest to the day. */
    private LocalDateTime transactedAt(Request first) {
        LocalDateTime sent =
                LocalDateTime.parse(date.getYear() + first.text(13) + first.text(12), DE12);
        if (sent.toLocalDate().isAfter(date.plusMonths(6))) {
            return sent.minusYears(1);
        }
        return sent.toLocalDate().isBefore(date.minusMonths(6)) ? sent.plusYears(1) : sent;
    }
}
