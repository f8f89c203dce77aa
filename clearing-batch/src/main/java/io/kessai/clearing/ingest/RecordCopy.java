package io.kessai.clearing.ingest;

import io.kessai.clearing.run.CopyText;
import io.kessai.domain.PanToken;
import io.kessai.domain.clearing.CardNetwork;
import io.kessai.domain.clearing.RecordKind;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Copies a file's records into the database; its network's totals after them. */
final class RecordCopy implements RecordSink, AutoCloseable {

    private static final String COLUMNS =
            """
            copy clearing_records (
                file_id, number, logical_file, byte_offset, kind, direction, type_code,
                transaction_amount, transaction_currency, transaction_digits, billing_amount, billing_currency,
                settlement_amount, settlement_currency, fee_millionths, fee_currency, fee_direction,
                reference, transacted_at, settlement_on, sequence_number, sequence_count, is_final,
                is_collection_only, pan_token, pan_masked, arn, network_transaction_id, link_id,
                approval_code, rrn, terminal, merchant, merchant_name, mcc, processing_code,
                settlement_service, problem, problem_detail)
            from stdin
            """;

    private final Connection connection;
    private final CardNetwork network;
    private final long file;
    private final CopyText copy;
    private final List<NetworkTotal> totals = new ArrayList<>();

    RecordCopy(Connection connection, CardNetwork network, long file) throws SQLException {
        this.connection = connection;
        this.network = network;
        this.file = file;
        this.copy = CopyText.begin(connection, COLUMNS);
    }

    @Override
    public void record(Supplier<ClearingRecord> mapped) throws SQLException {
        ClearingRecord row = mapped.get();
        copy.number(file)
                .number(row.location().number())
                .number(row.location().logicalFile())
                .number(row.location().byteOffset())
                .text(row.kind().word())
                .text(row.direction().word())
                .text(row.typeCode());
        money(row);
        copy.number(reference(row))
                .text(row.transactedAt().toString())
                .text(row.settlementOn().toString())
                .number(row.sequenceNumber())
                .number(row.sequenceCount())
                .truth(row.isFinal())
                .truth(row.isCollectionOnly())
                .bytes(row.panToken().map(token -> token.bytes()).orElseGet(() -> new byte[0]))
                .text(row.panMasked());
        texts(row);
        copy.endRow();
    }

    private void money(ClearingRecord row) throws SQLException {
        money(row.transaction());
        copy.number(row.transactionDigits());
        money(row.billing());
        money(row.settlement());
        copy.number(row.fee().millionths())
                .number(row.fee().currency())
                .text(row.fee().direction().word());
    }

    private void money(SentMoney money) throws SQLException {
        copy.number(money.units()).number(money.currency());
    }

    private void texts(ClearingRecord row) throws SQLException {
        copy.text(row.references().arn())
                .text(row.references().networkTransactionId())
                .text(row.references().linkId())
                .text(row.references().approvalCode())
                .text(row.references().rrn())
                .text(row.acceptor().terminal())
                .text(row.acceptor().merchant())
                .text(row.acceptor().name())
                .text(row.acceptor().mcc())
                .text(row.processingCode())
                .text(row.settlementService())
                .text(row.problem())
                .text(row.problemDetail());
    }

    /** Equal for equal network, card and ARN; 0 where there is no ARN, or no card but for a fee. */
    private long reference(ClearingRecord row) {
        String arn = row.references().arn();
        boolean needsCard = row.kind() != RecordKind.FEE_COLLECTION;
        if (arn.isEmpty() || (needsCard && row.panToken().isEmpty())) {
            return 0;
        }
        ByteBuffer token =
                ByteBuffer.wrap(
                        row.panToken()
                                .map(PanToken::bytes)
                                .orElseGet(() -> new byte[PanToken.LENGTH]));
        long hash = token.getLong() ^ Long.rotateLeft(token.getLong(), 17) ^ network.ordinal();
        for (int i = 0; i < arn.length(); i++) {
            hash = (hash ^ arn.charAt(i)) * 0x100000001b3L;
        }
        return hash == 0 ? 1 : hash;
    }

    @Override
    public void total(NetworkTotal total) {
        totals.add(total);
    }

    /** Ends the copy; returns how many records it was. */
    long finish() throws SQLException {
        long rows = copy.finish();
        try (CopyText lines =
                CopyText.begin(
                        connection,
                        """
                        copy clearing_network_totals (
                            file_id, number, line, scope, settlement_on, amount, currency, direction,
                            record_count)
                        from stdin
                        """)) {
            for (NetworkTotal total : totals) {
                lines.number(file)
                        .number(total.location().number())
                        .number(total.line())
                        .text(total.scope())
                        .text(total.settlementOn().toString())
                        .number(total.amount().units())
                        .number(total.amount().currency())
                        .text(total.direction())
                        .number(total.count())
                        .endRow();
            }
            lines.finish();
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        copy.close();
    }
}
