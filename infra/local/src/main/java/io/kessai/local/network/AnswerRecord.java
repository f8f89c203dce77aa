package io.kessai.local.network;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One message sent by the network and the answer it got, or none: a line of an {@link AnswerLog}.
 *
 * <p>Never carries card data: the card is named by its index in the seeded fleet.
 *
 * @param number position of the message in its day, from 0; a copy has its own number
 * @param key the parts of the natural key as sent, absent ones empty
 * @param mti as sent
 * @param cardIndex index of the seeded card, -1 for a number that was never seeded or not sent
 * @param amount DE4 as sent, minor units of {@code currency}; 0 where not sent
 * @param currency DE49 as sent, ISO 4217 numeric; empty where not sent
 */
public record AnswerRecord(
        int number,
        String link,
        Key key,
        String mti,
        int cardIndex,
        long amount,
        String currency,
        Instant sentAt,
        Optional<Received> received) {

    /**
     * What makes two messages the same message (docs/authorization.md, section 5).
     *
     * @param messageClass MTI digits 2 and 3
     * @param transmittedOn UTC date of DE7
     */
    public record Key(
            String network,
            String messageClass,
            String acquirer,
            String stan,
            String transmission,
            String rrn,
            String terminal,
            LocalDate transmittedOn) {}

    /**
     * An answer as received.
     *
     * @param responseCode DE39
     * @param approvalCode DE38, empty where absent
     * @param amount DE4 as twelve digits, empty where absent
     * @param balances DE54, empty where absent
     */
    public record Received(
            Instant at,
            String mti,
            String responseCode,
            String approvalCode,
            String amount,
            String balances) {}

    /** What is kept of a message sent over a link and what came back for it. */
    static AnswerRecord of(
            Request request, LinkAddress link, Instant sentAt, Optional<Answer> answer) {
        Key key =
                new Key(
                        link.network(),
                        request.messageClass(),
                        request.text(32),
                        request.text(11),
                        request.text(7),
                        request.text(37),
                        request.text(41),
                        transmittedOn(request.text(7), sentAt));
        return new AnswerRecord(
                request.number(),
                link.name(),
                key,
                request.mti(),
                request.card(),
                request.amount(),
                request.text(49),
                sentAt,
                answer.map(AnswerRecord::received));
    }

    private static Received received(Answer answer) {
        return new Received(
                answer.at(),
                answer.mti(),
                answer.responseCode(),
                answer.text(38),
                answer.text(4),
                answer.text(54));
    }

    /** The UTC date of DE7, in the year that brings it nearest to the sending. */
    static LocalDate transmittedOn(String transmission, Instant sentAt) {
        LocalDate sent = sentAt.atZone(ZoneOffset.UTC).toLocalDate();
        int month = Integer.parseInt(transmission.substring(0, 2));
        int day = Integer.parseInt(transmission.substring(2, 4));
        int away = month - sent.getMonthValue();
        int year = sent.getYear() + (away > 6 ? -1 : away < -6 ? 1 : 0);
        return LocalDate.of(year, month, day);
    }

    /** One line of JSON without a line end; the members are listed at {@link AnswerLog}. */
    public String toJson() {
        FlatJson json =
                new FlatJson()
                        .number("number", number)
                        .text("link", link)
                        .text("network", key.network)
                        .text("class", key.messageClass)
                        .text("acquirer", key.acquirer)
                        .text("stan", key.stan)
                        .text("transmission", key.transmission)
                        .text("transmitted_on", key.transmittedOn.toString())
                        .text("rrn", key.rrn)
                        .text("terminal", key.terminal)
                        .text("mti", mti)
                        .number("card", cardIndex)
                        .number("amount", amount)
                        .text("currency", currency)
                        .text("sent_at", sentAt.toString());
        received.ifPresent(
                answer ->
                        json.text("received_at", answer.at.toString())
                                .text("answer_mti", answer.mti)
                                .text("response_code", answer.responseCode)
                                .text("approval_code", answer.approvalCode)
                                .text("answer_amount", answer.amount)
                                .text("balances", answer.balances));
        return json.toString();
    }

    /**
     * Reads a line written by {@link #toJson}.
     *
     * @throws IllegalArgumentException when it is none; the message names what is missing or wrong
     */
    public static AnswerRecord parse(String line) {
        Map<String, String> members = new TreeMap<>(FlatJson.parse(line));
        Key key =
                new Key(
                        member(members, "network"),
                        member(members, "class"),
                        member(members, "acquirer"),
                        member(members, "stan"),
                        member(members, "transmission"),
                        member(members, "rrn"),
                        member(members, "terminal"),
                        LocalDate.parse(member(members, "transmitted_on")));
        Optional<Received> received =
                members.containsKey("received_at")
                        ? Optional.of(
                                new Received(
                                        Instant.parse(member(members, "received_at")),
                                        member(members, "answer_mti"),
                                        member(members, "response_code"),
                                        member(members, "approval_code"),
                                        member(members, "answer_amount"),
                                        member(members, "balances")))
                        : Optional.empty();
        return new AnswerRecord(
                Integer.parseInt(member(members, "number")),
                member(members, "link"),
                key,
                member(members, "mti"),
                Integer.parseInt(member(members, "card")),
                Long.parseLong(member(members, "amount")),
                member(members, "currency"),
                Instant.parse(member(members, "sent_at")),
                received);
    }

    private static String member(Map<String, String> members, String name) {
        String value = members.get(name);
        if (value == null) {
            throw new IllegalArgumentException("an answer record lacks \"" + name + "\"");
        }
        return value;
    }
}
