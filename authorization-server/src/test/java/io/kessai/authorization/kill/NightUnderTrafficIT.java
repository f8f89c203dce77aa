package io.kessai.authorization.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.baseii.BaseIIFraming;
import io.kessai.ipm.IpmEncoding;
import io.kessai.ipm.IpmFormat;
import io.kessai.ipm.IpmFraming;
import io.kessai.local.network.RetryingNetwork;
import io.kessai.local.network.clearing.BulkClearing;
import io.kessai.local.network.clearing.ClearingFile;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A night books two files on the very accounts that authorizations are held on meanwhile: nobody
 * deadlocks, no update is lost, and every account ends as the files say.
 */
@Tag("slow")
class NightUnderTrafficIT {
    private static final int RECORDS = 8_000;
    private static final int MESSAGES = 9_000;
    private static final int RATE_PER_SECOND = 350;

    @TempDir private Path folder = Path.of("");

    @Test
    void both_programs_work_on_the_same_accounts_and_every_balance_is_right() throws Exception {
        try (KillSystem system = KillSystem.start(folder, 1);
                RetryingNetwork network = system.network()) {
            List<BulkClearing> files =
                    List.of(
                            system.deliver(
                                    1,
                                    new ClearingFile.Form.Ipm(
                                            new IpmFormat(IpmEncoding.ASCII, IpmFraming.VBS)),
                                    RECORDS),
                            system.deliver(
                                    2,
                                    new ClearingFile.Form.BaseII(BaseIIFraming.asciiLines()),
                                    RECORDS));
            CompletableFuture<Void> sending =
                    KillSystem.sending(network, system.messages(MESSAGES), RATE_PER_SECOND);
            system.night();
            sending.join();
            assertTrue(committedWhilePosting(system) > 0, "nothing was authorized meanwhile");
            system.verify(network);
            assertEquals(network.approvals(), system.approvalsRecorded());
            assertEquals(expected(files), postedByFiles(system));
            assertEquals(
                    0,
                    system.number(
                            """
                            select count(*)
                            from authorizations
                            where message_key like 'bulk|%' and remaining <> 0
                            """),
                    "holds that the night left open");
        }
    }

    /** Answers that were committed between the first step of posting and the last. */
    private static long committedWhilePosting(KillSystem system) throws Exception {
        return system.number(
                """
                select count(*)
                from journal j,
                     (select min(started_at) as began, max(ended_at) as ended
                      from clearing_steps where step = 'post' and file_id is not null) p
                where j.committed_at between p.began and p.ended
                """);
    }

    /** What the files book on each account, by its number in the fleet. */
    private static SortedMap<Long, Long> expected(List<BulkClearing> files) {
        SortedMap<Long, Long> posted = new TreeMap<>();
        for (BulkClearing file : files) {
            for (int number = 0; number < file.records(); number++) {
                long account = file.fleet().accountOf(file.card(number));
                posted.merge(account, file.entry(number).posted(), Long::sum);
            }
        }
        return posted;
    }

    /** Without what single messages of the day have posted: the network has verified that. */
    private static SortedMap<Long, Long> postedByFiles(KillSystem system) throws Exception {
        SortedMap<Long, Long> posted = new TreeMap<>();
        long first = system.number("select min(id) from accounts");
        long accounts = system.number("select count(*) from accounts");
        for (long account = 0; account < accounts; account++) {
            posted.put(
                    account,
                    system.number(
                            """
                            select a.posted - coalesce(
                                (select sum(case p.direction when 'credit' then p.amount
                                            else -p.amount end)
                                 from ledger_postings p
                                 join ledger_transactions t on t.id = p.transaction_id
                                 where p.account_id = a.id and t.kind = 'single_message'), 0)
                            from accounts a
                            where a.id = """
                                    + " "
                                    + (first + account)));
        }
        return posted;
    }
}
