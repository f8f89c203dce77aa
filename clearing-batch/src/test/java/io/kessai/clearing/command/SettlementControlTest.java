package io.kessai.clearing.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.baseii.BaseIIFraming;
import io.kessai.baseii.BaseIITransactionBuilder;
import io.kessai.baseii.BaseIIWriter;
import io.kessai.baseii.FileHeader;
import io.kessai.baseii.TransactionCode;
import io.kessai.clearing.command.Program.Answer;
import io.kessai.clearing.ingest.SampleFiles;
import io.kessai.domain.AcquirerReferenceNumber;
import io.kessai.domain.Currency;
import io.kessai.domain.Money;
import io.kessai.ipm.IpmDraft;
import io.kessai.ipm.ProcessingMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a file's own totals cannot see (BlindFieldsTest of each format), the network's settlement
 * totals do: a purchase of 1,000 yen whose direction or currency was changed on its way balances
 * and is posted, and the audit names the settlement that then differs.
 */
@Tag("database")
class SettlementControlTest {
    private static final LocalDate DATE = LocalDate.of(2026, 11, 21);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private NightFolder night;

    @BeforeEach
    void open() throws Exception {
        night = new NightFolder(folder);
    }

    @AfterEach
    void close() {
        night.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # direction | currency | the audit's first line on it
                    000000      | 392      |
                    200000      | 392      | file 1 688/0390 of 2026-11-21 in currency 392: debits 1000, debits 0
                    000000      | 410      | file 1 688/0390 of 2026-11-21 in currency 392: debits 1000, debits 0
                    """)
    void mastercards_688(String processingCode, String currency, String named) throws Exception {
        IpmDraft purchase =
                SampleFiles.purchase(SampleFiles.card(), 1000, "74321006325000000000012")
                        .set(3, processingCode)
                        .amount(5, 1000)
                        .set(50, currency);
        IpmDraft totals =
                IpmDraft.of("1644", 688)
                        .set(50, "392")
                        .pds(390, "D" + "%015d".formatted(1000))
                        .pds(391, "C" + "%015d".formatted(0))
                        .pds(394, "D" + "%015d".formatted(1000));
        night.deliver(
                "day.ipm",
                SampleFiles.ipm("00001", ProcessingMode.PRODUCTION, List.of(purchase, totals)));
        assertNamed(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # direction | currency | the audit's first line on it
                    5           | JPY      |
                    6           | JPY      | file 1 TC46/V4120/ of 2026-11-21 in currency 392: net -1000, net 1000
                    5           | KRW      | file 1 TC46/V4120/ of 2026-11-21 in currency 392: net -1000, net 0
                    """)
    void visas_tc_46(int code, String currency, String named) throws Exception {
        night.deliver("day.ctf", visa(code, Currency.ofCode(currency).orElseThrow()));
        assertNamed(named);
    }

    private void assertNamed(String named) {
        Answer replayed = stage("receive", "ingest", "reconcile", "post");
        assertEquals(0, replayed.exitCode(), replayed::err);
        Answer audit = night.run("audit", "--output", "json");
        String rule =
                audit.out().replaceAll("(?s)^.*\"rule\":\"settled-is-the-networks-total\",", "");
        String result = rule.replaceAll("(?s)\"notes\".*$", "");
        if (named == null || named.isBlank()) {
            assertTrue(result.contains("\"broken\":0"), result);
            return;
        }
        String[] parts = named.split(": |, ");
        assertTrue(
                result.contains(
                        "{\"subject\":\"%s\",\"expected\":\"%s\",\"found\":\"%s\"}"
                                .formatted(parts[0], parts[1], parts[2])),
                result);
        assertEquals(4, audit.exitCode());
    }

    private Answer stage(String... steps) {
        Answer last = new Answer(0, "", "");
        for (String step : steps) {
            last =
                    step.equals("receive") || step.equals("ingest")
                            ? night.stage(step)
                            : night.run(step, "--date", NightFolder.NIGHT);
            assertEquals(0, last.exitCode(), last::err);
        }
        return last;
    }

    private static byte[] visa(int code, Currency currency) throws IOException {
        Money amount = Money.of(1000, currency);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BaseIIWriter writer = new BaseIIWriter(bytes, BaseIIFraming.asciiLines());
        writer.header(new FileHeader("400000", DATE, false, "001"));
        writer.transaction(
                BaseIITransactionBuilder.of(TransactionCode.of(code))
                        .pan(SampleFiles.card())
                        .acquirerReference(new AcquirerReferenceNumber("74321006325000000000010"))
                        .text("usage-code", "1")
                        .purchaseDate(DATE.minusDays(1))
                        .sourceAmount(amount)
                        .destinationAmount(amount)
                        .build());
        writer.transaction(
                BaseIITransactionBuilder.of(TransactionCode.MEMBER_SETTLEMENT)
                        .text("settlement-service", "001")
                        .text("settlement-currency", "392")
                        .text("clearing-currency", "392")
                        .text("report-group", "V")
                        .text("report-subgroup", "4")
                        .text("report-number", "120")
                        .number("settlement-date", 2026325)
                        .number("net-amount", 1000)
                        .text("net-amount-sign", "DB")
                        .build());
        writer.batchTrailer();
        writer.fileTrailer();
        return bytes.toByteArray();
    }
}
