package io.kessai.local.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.baseii.BaseIIFraming;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.TestDatabase;
import io.kessai.local.network.Fleet;
import io.kessai.local.network.clearing.BulkClearing;
import io.kessai.local.network.clearing.ClearingFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class BulkAuthorizationsTest {
    private final DatabaseEndpoint books = TestDatabase.shared().createFromTemplate();

    @AfterEach
    void drop() {
        TestDatabase.shared().drop(books);
    }

    /** Records take turns over all cards of the fleet, however few records there are. */
    @Test
    void a_file_may_have_fewer_records_than_the_fleet_has_cards() throws Exception {
        Fleet fleet = new Fleet(60, 1, 1_000_000, "392");
        BulkClearing bulk =
                new BulkClearing(
                        3,
                        fleet,
                        LocalDate.of(2026, 3, 2),
                        new ClearingFile.Form.BaseII(BaseIIFraming.asciiLines()),
                        7);
        new CardSeed(books, LocalVault.open(), _ -> {}).write(fleet);
        new BulkAuthorizations(books, LocalVault.open(), _ -> {}).write(bulk);
        long authorized = IntStream.range(0, 7).mapToLong(bulk::authorized).sum();
        try (Connection connection = books.connect(DatabaseRole.READER);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select (select count(*) from authorizations where remaining > 0),
                                       (select sum(held) from accounts)\
                                """)) {
            row.next();
            assertEquals(7, row.getLong(1));
            assertEquals(authorized, row.getLong(2));
        }
    }
}
