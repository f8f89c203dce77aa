package io.kessai.local.database;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tables and columns of the content hash. The same list for people:
 * docs/clearing-content-hash.md; ContentHashTest compares the two with each other and with the
 * schema.
 */
final class ContentTables {

    /** What the numbers stand for that a database gives out in the order of its work. */
    static final String NAMES =
            """
            with files as materialized (
                select id, encode(digest, 'hex') || '/'
                           || row_number() over (partition by digest order by id) as named
                from clearing_files
            ), raised as (
                select e.id, f.named || ' ' || e.number || ' ' || e.kind as named
                from clearing_exceptions e
                join files f on f.id = e.file_id
            ), resolved as (
                select r.id, e.named || '/'
                             || row_number() over (partition by r.exception_id order by r.id)
                             as named
                from clearing_resolutions r
                join raised e on e.id = r.exception_id
            )
            """;

    private static final String CLOCK = "the clock of the run";
    private static final String SURROGATE = "a number given out in the order of the work";
    private static final String AUTHORIZES = "written by the authorization server only";
    private static final String DERIVED = "computed by the database from other columns";
    private static final String FILE =
            "the file's digest and its place among deliveries of that digest";
    private static final String AUTHORIZATION = "key and date of the message that asked for it";
    private static final String AUTHORIZATION_SQL = "a.message_key || ' ' || a.transmitted_on";
    private static final String TRANSACTION = "the transaction's natural key, as below";
    private static final String EXCEPTION = "file, number and kind of the exception";
    private static final String RESOLUTION = "the exception, and which of its resolutions";
    private static final String KEY = "itself, the id in it as what it stands for";

    static final List<ContentTable> ALL =
            List.of(
                    files(),
                    logicalFiles(),
                    records(),
                    networkTotals(),
                    matches(),
                    outcomes(),
                    lateLinks(),
                    exceptions(),
                    resolutions(),
                    checks(),
                    accounts(),
                    authorizations(),
                    increments(),
                    holdEvents(),
                    events(),
                    ledgerTransactions(),
                    ledgerPostings());

    private ContentTables() {}

    /** Why each table that is not hashed is not, by its name. Partitions go with their parent. */
    static SortedMap<String, String> leftOut() {
        SortedMap<String, String> tables = new TreeMap<>();
        for (String table :
                List.of(
                        "advices",
                        "cards",
                        "journal",
                        "journal_events",
                        "early_reversals",
                        "file_updates",
                        "hold_policies",
                        "controls",
                        "product_controls",
                        "zone_keys")) {
            tables.put(table, AUTHORIZES);
        }
        tables.put("requests", AUTHORIZES);
        for (String table : List.of("rates", "markups")) {
            tables.put(table, "loaded by operators, for the authorization server");
        }
        tables.put("event_stream", "which events are kept, not what they tell");
        for (String table : List.of("clearing_runs", "clearing_attempts", "clearing_steps")) {
            tables.put(table, "how often and how far was worked, not what came of it");
        }
        tables.put("kessai_environment", "what the database is for, said before anything runs");
        tables.put("flyway_schema_history", "the migrations' own");
        return tables;
    }

    private static ContentTable files() {
        return new ContentTable("clearing_files")
                .with("files f on f.id = t.id")
                .named("id", "f.named", FILE)
                .plain("size_bytes", "business_date", "name", "network", "status", "reason")
                .plain("detail", "is_taken", "is_posted", "archive_key", "digest")
                .without(CLOCK, "received_at", "decided_at");
    }

    private static ContentTable logicalFiles() {
        return ofFile("clearing_logical_files")
                .plain("message_count", "transaction_amount", "billing_amount", "header_date")
                .plain("ordinal", "is_test", "file_key");
    }

    private static ContentTable records() {
        return ofFile("clearing_records")
                .plain("byte_offset", "transaction_amount", "transaction_digits", "billing_amount")
                .plain("settlement_amount", "fee_millionths", "reference", "transacted_at")
                .plain("number", "settlement_on", "logical_file", "transaction_currency")
                .plain("billing_currency", "settlement_currency", "fee_currency")
                .plain("sequence_number", "sequence_count", "is_final", "is_collection_only")
                .plain("kind", "direction", "fee_direction", "type_code", "pan_masked", "arn")
                .plain("network_transaction_id", "link_id", "approval_code", "rrn", "terminal")
                .plain("merchant", "merchant_name", "mcc", "processing_code")
                .plain("settlement_service", "problem", "problem_detail", "pan_token");
    }

    private static ContentTable networkTotals() {
        return ofFile("clearing_network_totals")
                .plain("amount", "record_count", "number", "settlement_on", "line", "currency")
                .plain("scope", "direction");
    }

    private static ContentTable matches() {
        return ofFile("clearing_matches")
                .with("authorizations a on a.id = t.authorization_id")
                .with("files p on p.id = t.presentment_file")
                .plain("account_id")
                .named("authorization_id", AUTHORIZATION_SQL, AUTHORIZATION)
                .named("presentment_file", "p.named", FILE)
                .plain("difference", "number", "presentment_number", "level", "verdict")
                .plain("tolerance", "agreed");
    }

    private static ContentTable outcomes() {
        return booked(ofFile("clearing_outcomes"))
                .plain("cleared", "released", "over_cleared", "number", "outcome")
                .without(CLOCK, "posted_at");
    }

    private static ContentTable lateLinks() {
        return ofFile("clearing_late_links")
                .with("authorizations a on a.id = t.authorization_id")
                .named("authorization_id", AUTHORIZATION_SQL, AUTHORIZATION)
                .plain("released", "number", "level", "agreed")
                .without(CLOCK, "linked_at");
    }

    private static ContentTable exceptions() {
        return ofFile("clearing_exceptions")
                .plain("account_id", "amount", "number", "business_date", "currency", "kind")
                .plain("detail")
                .without(SURROGATE, "id")
                .without(CLOCK, "opened_at");
    }

    private static ContentTable resolutions() {
        return new ContentTable("clearing_resolutions")
                .with("resolved r on r.id = t.id")
                .with("raised e on e.id = t.exception_id")
                .with("authorizations a on a.id = t.authorization_id")
                .with("resolved b on b.id = t.follows")
                .named("id", "r.named", RESOLUTION)
                .named("exception_id", "e.named", EXCEPTION)
                .named("authorization_id", AUTHORIZATION_SQL, AUTHORIZATION)
                .plain("account_id")
                .named("follows", "b.named", RESOLUTION)
                .plain("moves_money", "action", "maker", "why")
                .without(CLOCK, "made_at")
                .without(DERIVED, "follows_verdict");
    }

    private static ContentTable checks() {
        return booked(new ContentTable("clearing_checks"))
                .with("resolved r on r.id = t.resolution_id")
                .with("raised e on e.id = t.exception_id")
                .named("resolution_id", "r.named", RESOLUTION)
                .named("exception_id", "e.named", EXCEPTION)
                .plain("maker", "checker", "verdict", "why")
                .without(CLOCK, "checked_at");
    }

    private static ContentTable accounts() {
        return new ContentTable("accounts")
                .plain("id", "credit_limit", "posted", "held", "currency", "status", "product")
                .without(AUTHORIZES, "enforced_controls", "shadow_controls")
                .without(AUTHORIZES, "usage", "usage_on", "usage_zone")
                .without("the clock when the account was opened", "opened_at");
    }

    private static ContentTable authorizations() {
        return new ContentTable("authorizations")
                .with("cards c on c.id = t.card_id")
                .named("card_id", "c.pan_token", "the card's PAN token")
                .plain("account_id", "amount", "billed", "authorized", "incremented", "raised")
                .plain("lowered", "reversed", "cleared", "released", "expired", "lowest_target")
                .plain("expires_on", "transmitted_on", "policy_version", "currency")
                .plain("amount_currency", "status", "direction", "message_key", "network")
                .plain("message_class", "stan", "transmission", "acquirer", "forwarder", "rrn")
                .plain("terminal", "approval_code", "network_transaction_id", "processing_code")
                .plain("mcc", "merchant", "trace_id", "local_time", "posted")
                .plain("held_from", "asked", "scheme", "presence", "is_pre_authorization")
                .plain("rate", "markup_basis_points", "counted")
                .without("a number given out by the server; key and date name it", "id")
                .without("the server's clock", "decided_at")
                .without(DERIVED, "remaining");
    }

    private static ContentTable increments() {
        return new ContentTable("increments")
                .with("authorizations a on a.id = t.authorization_id")
                .with("cards c on c.id = t.card_id")
                .named("authorization_id", AUTHORIZATION_SQL, AUTHORIZATION)
                .named("card_id", "c.pan_token", "the card's PAN token")
                .plain("amount", "billed", "given_back", "transmitted_on", "amount_currency")
                .plain("status", "message_key", "network", "message_class", "stan")
                .plain("transmission", "acquirer", "forwarder", "rrn", "terminal")
                .plain("approval_code", "network_transaction_id", "trace_id", "local_time")
                .plain("counted")
                .without("the server's clock", "decided_at", "recorded_at");
    }

    private static ContentTable holdEvents() {
        return new ContentTable("hold_events")
                .with("authorizations a on a.id = t.authorization_id")
                .with("files f on f.id = " + fileOf("t.message_key"))
                .named("authorization_id", AUTHORIZATION_SQL, AUTHORIZATION)
                .named("message_key", key("t.message_key", "f.named"), KEY)
                .plain("amount", "transmitted_on", "original_level", "term")
                .without(CLOCK, "recorded_at");
    }

    private static ContentTable events() {
        return new ContentTable("events")
                .with("authorizations a on a.id = t.authorization_id")
                .with("files f on f.id = " + fileOf("t.message_key"))
                .named("authorization_id", AUTHORIZATION_SQL, AUTHORIZATION)
                .named("message_key", key("t.message_key", "f.named"), KEY)
                .plain("account_id", "card_id", "amount", "booked", "currency", "kind", "reason")
                .without(SURROGATE, "id", "xid")
                .without("which of the records of one hold came first", "remaining")
                .without(CLOCK, "recorded_at", "occurred_at");
    }

    private static ContentTable ledgerTransactions() {
        return new ContentTable("ledger_transactions")
                .with("authorizations a on a.id = t.authorization_id")
                .with("files g on g.id = " + fileOf("t.natural_key"))
                .with("resolved h on h.id = " + resolutionOf("t.natural_key"))
                .named("natural_key", key("t.natural_key", "coalesce(g.named, h.named)"), KEY)
                .named("authorization_id", AUTHORIZATION_SQL, AUTHORIZATION)
                .plain("booked_on", "kind", "reason")
                .without(SURROGATE, "id")
                .without(CLOCK, "created_at");
    }

    private static ContentTable ledgerPostings() {
        return transaction(new ContentTable("ledger_postings"), "transaction_id")
                .plain("amount", "account_id", "line", "currency", "direction", "ledger_account")
                .plain("network", "settlement_on");
    }

    private static ContentTable ofFile(String table) {
        return new ContentTable(table)
                .with("files f on f.id = t.file_id")
                .named("file_id", "f.named", FILE);
    }

    private static ContentTable booked(ContentTable table) {
        return transaction(table, "ledger_transaction_id");
    }

    private static ContentTable transaction(ContentTable table, String column) {
        return table.with("ledger_transactions l on l.id = t." + column)
                .with("files g on g.id = " + fileOf("l.natural_key"))
                .with("resolved h on h.id = " + resolutionOf("l.natural_key"))
                .named(column, key("l.natural_key", "coalesce(g.named, h.named)"), TRANSACTION);
    }

    /** The id in a key such as {@code clearing:17:4}, null in a key of another shape. */
    private static String fileOf(String key) {
        return idOf(key, "clearing|clearing-fees|late");
    }

    private static String resolutionOf(String key) {
        return idOf(key, "resolution");
    }

    private static String idOf(String key, String words) {
        return "substring(%s from '^(?:%s):([0-9]+)(?::|$)')::bigint".formatted(key, words);
    }

    private static String key(String key, String named) {
        return "coalesce(regexp_replace(%1$s, ':[0-9]+', ':' || %2$s), %1$s)".formatted(key, named);
    }
}
