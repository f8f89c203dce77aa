package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;

/** What the database itself refuses of an authorization, whoever writes it. */
@Tag("database")
class AuthorizationConstraintsTest {

    private final RecordKit kit = RecordKit.fast();
    private final long account = kit.account(1_000);
    private final long card = kit.cardOf(account).id();

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void a_sound_one_is_taken() {
        insert(Map.of());
        assertEquals("100", kit.column("select remaining::text from authorizations").getFirst());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "authorizations_words_known         | direction | 'sideways'",
                "authorizations_words_known         | scheme    | 'none'",
                "authorizations_words_known         | presence  | 'absent'",
                "authorizations_words_known         | rate      | 1.5",
                "authorizations_amounts_not_negative | authorized | -1",
                "authorizations_amounts_not_negative | lowered    | 101",
                "authorizations_amounts_not_negative | posted     | -1",
                "authorizations_amounts_not_negative | counted    | -1",
                "authorizations_only_approved_amounts | status    | 'declined'",
                "authorizations_only_approved_amounts | status    | 'pending'"
            })
    void each_column_is_held_to_its_rule(String constraint, String column, String value) {
        refused(constraint, Map.of(column, value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "authorizations_amounts_not_negative  | released = 101",
                "authorizations_amounts_not_negative  | posted = -1",
                "authorizations_only_approved_amounts | status = 'voided'"
            },
            quoteCharacter = '"')
    void a_later_change_is_held_to_the_rules_of_amounts(String constraint, String change) {
        insert(Map.of());
        assertEquals(
                constraint, refusal("update authorizations set " + change + " returning id::text"));
    }

    private void refused(String constraint, Map<String, String> differences) {
        assertEquals(constraint, refusal(statement(differences)));
    }

    /** The name of the constraint that refused it. */
    private String refusal(String statement) {
        RuntimeException refusal =
                assertThrows(RuntimeException.class, () -> kit.column(statement));
        PSQLException cause = assertInstanceOf(PSQLException.class, refusal.getCause());
        return String.valueOf(cause.getServerErrorMessage().getConstraint());
    }

    private void insert(Map<String, String> differences) {
        kit.column(statement(differences));
    }

    private String statement(Map<String, String> differences) {
        Map<String, String> row = new TreeMap<>();
        row.put("id", "1");
        row.put("account_id", String.valueOf(account));
        row.put("card_id", String.valueOf(card));
        row.put("decided_at", "now()");
        row.put("amount", "100");
        row.put("authorized", "100");
        row.put("expires_on", "current_date");
        row.put("transmitted_on", "current_date");
        row.put("policy_version", "1");
        row.put("currency", "392");
        row.put("amount_currency", "392");
        row.put("status", "'approved'");
        row.put("direction", "'debit'");
        for (String text :
                "message_key network message_class stan transmission acquirer forwarder rrn terminal approval_code network_transaction_id processing_code mcc merchant"
                        .split(" ")) {
            row.put(text, "''");
        }
        row.putAll(differences);
        return "insert into authorizations (%s) values (%s) returning id::text"
                .formatted(String.join(", ", row.keySet()), String.join(", ", row.values()));
    }
}
