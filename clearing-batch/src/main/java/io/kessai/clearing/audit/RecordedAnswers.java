package io.kessai.clearing.audit;

import io.kessai.domain.MessageKey;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the journal says about messages, looked up in batches. For one thread. */
final class RecordedAnswers {
    /** DE39 of an approved request by its reason; anything else that asks for money is declined. */
    private static final String RECORDED =
            """
                j.reason,
                j.approval_code,
                case
                    when substr(j.mti, 2, 2) <> '10'
                        or j.amount = 0
                        or substr(j.processing_code, 1, 2) in ('30', '31', '33') then ''
                    when j.reason = 'APPROVED' then '00'
                    when j.reason = 'PARTIALLY_APPROVED' then '10'
                    when j.reason = 'PURCHASE_WITHOUT_CASH' then '87'
                    else 'a decline'
                end as response,
                j.approved_amount as amount,
                exists (
                    select
                    from journal_events v
                    where v.message_key = j.message_key
                      and v.transmitted_on = j.transmitted_on
                      and v.kind = 'voided'
                ) as voided
            """;

    private static final String BY_KEY =
            "select q.place, j.message_key is not null as recorded,"
                    + RECORDED
                    + """
                    from unnest(?::text[], ?::date[]) with ordinality
                        as q (message_key, transmitted_on, place)
                    left join journal j
                        on j.message_key = q.message_key
                        and j.transmitted_on = q.transmitted_on
                    order by q.place
                    """;

    /** A repeat whose DE7 was stamped anew: the same key around it, the same DE38, a day apart. */
    private static final String RESTAMPED =
            "select 1, true as recorded,"
                    + RECORDED
                    + """
                    from journal j
                    where j.transmitted_on between ?::date - 1 and ?::date + 1
                      and starts_with(j.message_key, ?)
                      and right(j.message_key, length(?)) = ?
                      and j.approval_code = ?
                    order by j.received_at
                    limit 1
                    """;

    private final Connection connection;

    RecordedAnswers(Connection connection) {
        this.connection = connection;
    }

    /**
     * What is recorded of one message.
     *
     * @param response the DE39 that goes with the reason; empty where it says nothing about it
     * @param amount DE4 of the authorization that the message made
     */
    record Recorded(
            String reason,
            String approvalCode,
            String response,
            Optional<Long> amount,
            boolean voided) {}

    /** One entry for each answer, in their order; empty where the journal has no such row. */
    List<Optional<Recorded>> find(List<ClientAnswer> answers) throws SQLException {
        Array keys = connection.createArrayOf("text", texts(answers));
        Array dates =
                connection.createArrayOf(
                        "date",
                        answers.stream()
                                .map(answer -> Date.valueOf(answer.key().transmittedOn()))
                                .toArray());
        try (PreparedStatement statement = connection.prepareStatement(BY_KEY)) {
            statement.setArray(1, keys);
            statement.setArray(2, dates);
            return read(statement);
        }
    }

    /** The row of the first message that this repeat, under another DE7, stands for. */
    Optional<Recorded> findRestamped(ClientAnswer repeat) throws SQLException {
        MessageKey key = repeat.key();
        MessageKey before =
                new MessageKey(
                        key.network(),
                        key.messageClass(),
                        key.acquirer(),
                        key.stan(),
                        "",
                        key.rrn(),
                        key.terminal(),
                        key.transmittedOn());
        String line = before.line();
        String tail = before.line().substring(headLength(before));
        try (PreparedStatement statement = connection.prepareStatement(RESTAMPED)) {
            Date day = Date.valueOf(key.transmittedOn());
            statement.setDate(1, day);
            statement.setDate(2, day);
            statement.setString(3, line.substring(0, headLength(before)));
            statement.setString(4, tail);
            statement.setString(5, tail);
            statement.setString(6, repeat.approvalCode());
            return read(statement).stream().findFirst().flatMap(first -> first);
        }
    }

    /** Length of the key's line up to where DE7 begins. */
    private static int headLength(MessageKey key) {
        MessageKey untilStan =
                new MessageKey(
                        key.network(),
                        key.messageClass(),
                        key.acquirer(),
                        key.stan(),
                        "",
                        "",
                        "",
                        key.transmittedOn());
        return untilStan.line().length() - 2;
    }

    private static String[] texts(List<ClientAnswer> answers) {
        return answers.stream().map(answer -> answer.key().line()).toArray(String[]::new);
    }

    private static List<Optional<Recorded>> read(PreparedStatement statement) throws SQLException {
        List<Optional<Recorded>> found = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(row.getBoolean("recorded") ? Optional.of(one(row)) : Optional.empty());
            }
        }
        return found;
    }

    private static Recorded one(ResultSet row) throws SQLException {
        return new Recorded(
                row.getString("reason"),
                row.getString("approval_code"),
                row.getString("response"),
                Optional.ofNullable(row.getObject("amount", Long.class)),
                row.getBoolean("voided"));
    }
}
