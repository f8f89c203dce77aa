package io.kessai.clearing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.domain.clearing.CardNetwork;
import io.kessai.domain.clearing.ExceptionKind;
import io.kessai.domain.clearing.Outcome;
import io.kessai.domain.clearing.RecordKind;
import io.kessai.domain.clearing.Verdict;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The words of the code are the words that the schema's checks allow. */
@Tag("database")
class ClearingWordsTest {

    private static final Pattern QUOTED = Pattern.compile("'([a-z_]*)'");

    @SuppressWarnings("NullAway.Init")
    private static DatabaseEndpoint database;

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.shared().createFromTemplate();
    }

    @AfterAll
    static void dropDatabase() {
        TestDatabase.shared().drop(database);
    }

    @Test
    void every_word_is_known_to_the_schema_and_no_other_is() throws SQLException {
        assertWords("clearing_records_kind_known", RecordKind.values(), RecordKind::word);
        assertWords("clearing_matches_verdict_known", Verdict.values(), Verdict::word);
        assertWords("clearing_outcomes_known", Outcome.values(), Outcome::word);
        assertWords("clearing_exceptions_kind_known", ExceptionKind.values(), ExceptionKind::word);
    }

    @Test
    void a_file_that_is_not_read_yet_has_no_network() throws SQLException {
        Set<String> words = words(CardNetwork.values(), CardNetwork::word);
        words.add("");
        assertEquals(words, allowed("clearing_files_network_known"));
    }

    private static <E> void assertWords(String constraint, E[] values, Function<E, String> word)
            throws SQLException {
        assertEquals(words(values, word), allowed(constraint), constraint);
    }

    private static <E> Set<String> words(E[] values, Function<E, String> word) {
        return Stream.of(values).map(word).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> allowed(String constraint) throws SQLException {
        try (Connection connection = database.connect(DatabaseRole.READER);
                PreparedStatement statement =
                        connection.prepareStatement(
                                "select pg_get_constraintdef(oid) from pg_constraint where conname = ?")) {
            statement.setString(1, constraint);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return QUOTED.matcher(row.getString(1))
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
            }
        }
    }
}
