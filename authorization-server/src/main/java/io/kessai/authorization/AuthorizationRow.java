package io.kessai.authorization;

import io.kessai.authorization.card.Answers;
import io.kessai.domain.Currency;
import io.kessai.grpc.authorization.v1.Authorization;
import io.kessai.grpc.authorization.v1.AuthorizationStatus;
import io.kessai.grpc.authorization.v1.Conversion;
import io.kessai.grpc.authorization.v1.Hold;
import io.kessai.grpc.authorization.v1.HoldEvent;
import io.kessai.grpc.authorization.v1.HoldTerm;
import io.kessai.grpc.type.v1.Direction;
import io.kessai.grpc.type.v1.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;

/** Turns rows of {@code authorizations} and {@code hold_history} into messages of the contract. */
final class AuthorizationRow {

    private AuthorizationRow() {}

    static Authorization authorization(ResultSet row) throws SQLException {
        Authorization.Builder authorization =
                Authorization.newBuilder()
                        .setAuthorizationId(row.getLong("id"))
                        .setAccountId(row.getLong("account_id"))
                        .setCardId(row.getLong("card_id"))
                        .setStatus(
                                AuthorizationStatus.valueOf(
                                        "AUTHORIZATION_STATUS_" + upper(row.getString("status"))))
                        .setDirection(
                                Direction.valueOf("DIRECTION_" + upper(row.getString("direction"))))
                        .setAmount(
                                Money.newBuilder()
                                        .setMinorUnits(row.getLong("amount"))
                                        .setCurrency(currency(row.getInt("amount_currency"))))
                        .setHold(hold(row))
                        .setExpiresOn(row.getObject("expires_on", LocalDate.class).toString())
                        .setDecidedAt(
                                Answers.timestamp(
                                        row.getObject("decided_at", OffsetDateTime.class)
                                                .toInstant()))
                        .setNetwork(row.getString("network"))
                        .setApprovalCode(row.getString("approval_code"))
                        .setRrn(row.getString("rrn"))
                        .setMcc(row.getString("mcc"))
                        .setMerchant(row.getString("merchant"));
        String rate = row.getString("rate");
        return rate == null
                ? authorization.build()
                : authorization.setConversion(conversion(rate, row)).build();
    }

    private static Conversion conversion(String rate, ResultSet row) throws SQLException {
        return Conversion.newBuilder()
                .setRate(rate)
                .setMarkupBasisPoints(row.getInt("markup_basis_points"))
                .build();
    }

    static HoldEvent event(ResultSet row) throws SQLException {
        return HoldEvent.newBuilder()
                .setTerm(HoldTerm.valueOf("HOLD_TERM_" + upper(row.getString("term"))))
                .setAmount(row.getLong("amount"))
                .setRecordedAt(
                        Answers.timestamp(
                                row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .setMessageKey(row.getString("message_key"))
                .setOriginalLevel(row.getInt("original_level"))
                .build();
    }

    private static Hold hold(ResultSet row) throws SQLException {
        return Hold.newBuilder()
                .setCurrency(currency(row.getInt("currency")))
                .setAuthorized(row.getLong("authorized"))
                .setIncremented(row.getLong("incremented"))
                .setRaised(row.getLong("raised"))
                .setLowered(row.getLong("lowered"))
                .setReversed(row.getLong("reversed"))
                .setCleared(row.getLong("cleared"))
                .setReleased(row.getLong("released"))
                .setExpired(row.getLong("expired"))
                .setRemaining(row.getLong("remaining"))
                .build();
    }

    private static String currency(int numeric) {
        return Currency.ofNumeric(numeric).map(Currency::code).orElse("");
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
