package io.kessai.authorization.kill;

import io.kessai.baseii.BaseIIFraming;
import io.kessai.ipm.IpmEncoding;
import io.kessai.ipm.IpmFormat;
import io.kessai.ipm.IpmFraming;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.network.Fleet;
import io.kessai.local.network.clearing.BulkClearing;
import io.kessai.local.network.clearing.ClearingFile;
import io.kessai.local.run.BulkAuthorizations;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same as NightlyKillIT on large files: {@code kessai.test.records} in each, one million unless
 * told otherwise. A tenth as many authorizations are never cleared and expire in a later night.
 */
class BulkNightKillIT {
    private static final int RECORDS = Integer.getInteger("kessai.test.records", 1_000_000);
    private static final int KILLS = 30;
    private static final LocalDate DATE = LocalDate.of(2026, 11, 20);
    private static final LocalDate AFTER_EXPIRY = DATE.plusDays(10);
    private static final Fleet FLEET = new Fleet(Math.max(40, RECORDS / 5), 1, 100_000_000, "392");

    @TempDir private Path folder = Path.of("");

    @Test
    @Tag("torture")
    @Tag("clearing")
    void thirty_kills_on_large_files_leave_the_books_of_an_undisturbed_run() throws Exception {
        try (NightSystem system = NightSystem.large(folder, FLEET)) {
            long seed = system.random().nextInt(1_000_000);
            List<BulkClearing> files =
                    List.of(
                            bulk(seed, mastercard(), RECORDS),
                            bulk(seed + 1, new ClearingFile.Form.BaseII(visa()), RECORDS));
            for (BulkClearing file : files) {
                authorize(system.evening(), file);
            }
            authorize(system.evening(), bulk(seed + 2, mastercard(), RECORDS / 10));
            NightCopy undisturbed = system.copy("undisturbed");
            NightCopy killed = system.copy("killed");
            KilledNights both = new KilledNights(undisturbed, killed, system.random());
            for (BulkClearing file : files) {
                deliver(file, undisturbed.inbox());
                deliver(file, killed.inbox());
            }
            both.night(DATE, Map.of("receive", 4, "ingest", 6, "reconcile", 6, "post", 7));
            both.night(AFTER_EXPIRY, Map.of("expire_holds", 5, "report", 2));
            both.assertKills(KILLS);
            both.replay();
        }
    }

    private static BulkClearing bulk(long seed, ClearingFile.Form form, int records) {
        return new BulkClearing(seed, FLEET, DATE, form, records);
    }

    private static ClearingFile.Form mastercard() {
        return new ClearingFile.Form.Ipm(new IpmFormat(IpmEncoding.EBCDIC, IpmFraming.BLOCKED_40));
    }

    private static BaseIIFraming visa() {
        return new BaseIIFraming(
                BaseIIFraming.Encoding.ASCII, BaseIIFraming.Delimiter.LF, BaseIIFraming.Form.CTF);
    }

    private static void authorize(DatabaseEndpoint database, BulkClearing bulk) {
        new BulkAuthorizations(database, NightSystem.vault(), _ -> {}).write(bulk);
    }

    private static void deliver(BulkClearing file, Path inbox) throws IOException {
        Path incomplete = inbox.resolve(file.network().word() + ".part");
        file.write(new BufferedOutputStream(Files.newOutputStream(incomplete)));
        Files.move(
                incomplete,
                inbox.resolve("bulk-" + file.network().word()),
                StandardCopyOption.ATOMIC_MOVE);
    }
}
