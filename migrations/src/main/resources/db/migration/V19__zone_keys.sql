-- Why: a network changes the key that PIN blocks are encrypted under (0800, DE70 101 or 161). The new key is answered for only
--      when it is kept: it must outlive a restart, and reach every server.
-- Locks: none that matter, the table is new.
-- Undo: drop table zone_keys; then PINs are opened with the configured key again.
--
-- Rows are never changed: of a network the highest version counts, and for a while the one before it. sealed_key: the key under
-- the zone master key, as the network sent it, under the vault's sealing key of version key_version; the key in clear is
-- nowhere. fingerprint: by which a copy of the message is known again, and an older key does not come back (a copy that is late).
-- check_value: what the network says of its key, for people to compare. link: that it came by.
create table zone_keys (
    version     bigint      generated always as identity,
    received_at timestamptz not null default now(),
    key_version smallint    not null,
    network     text        not null,
    link        text        not null,
    check_value text        not null,
    sealed_key  bytea       not null,
    fingerprint bytea       not null,
    constraint zone_keys_version primary key (version),
    constraint zone_keys_natural_key unique (network, fingerprint),
    constraint zone_keys_key_version_positive check (key_version > 0),
    constraint zone_keys_check_value_is_hex check (check_value ~ '^[0-9A-F]{6,16}$'),
    constraint zone_keys_fingerprint_length check (octet_length(fingerprint) = 32)
);
create index zone_keys_newest on zone_keys (network, version);

-- Sealed or not, keys are the server's only; the rest is for operators, and for the audit.
grant select, insert on zone_keys to kessai_server;
grant select (version, received_at, key_version, network, link, check_value) on zone_keys to kessai_batch, kessai_reader;
