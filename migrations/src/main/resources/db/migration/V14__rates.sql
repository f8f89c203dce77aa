-- Why: an amount of which neither DE6 nor DE4 is in the account's currency is held at a rate that an operator has
--      loaded, plus what the account's product puts on top; both are kept with the authorization.
-- Locks: access exclusive on authorizations for a moment (columns without a default rewrite nothing), then share update
--      exclusive while the constraint is validated; the tables are new.
-- Undo: alter table authorizations drop column rate, drop column markup_basis_points; drop tables rates and markups.
--
-- What was loaded is never changed: a newer row of the pair or product ends an older one. Currencies are ISO 4217
-- numeric. A rate counts from valid_from until a newer one's, and not at or after valid_until, so that a forgotten one
-- ends by itself.
create table rates (
    valid_from    timestamptz not null,
    valid_until   timestamptz not null,
    loaded_at     timestamptz not null default now(),
    from_currency smallint    not null,
    to_currency   smallint    not null,
    rate          numeric     not null,
    source        text        not null,
    loaded_by     text        not null,
    constraint rates_natural_key primary key (from_currency, to_currency, valid_from),
    constraint rates_of_two_currencies check (from_currency <> to_currency),
    constraint rates_rate_positive check (rate > 0 and rate < 1e18 and scale(rate) <= 12),
    constraint rates_ends_after_it_begins check (valid_until > valid_from)
);
create table markups (
    valid_from   timestamptz not null,
    loaded_at    timestamptz not null default now(),
    basis_points integer     not null,
    product      text        not null,
    loaded_by    text        not null,
    constraint markups_natural_key primary key (product, valid_from),
    constraint markups_product_is_a_name check (product ~ '^[a-z0-9-]{1,32}$'),
    constraint markups_basis_points_known check (basis_points between 0 and 10000)
);

-- rate and markup_basis_points: at which the message that opened the authorization was converted; null where it was not.
alter table authorizations
    add column rate                numeric,
    add column markup_basis_points integer,
    add constraint authorizations_rate_has_its_markup check ((rate is null) = (markup_basis_points is null)) not valid;
alter table authorizations validate constraint authorizations_rate_has_its_markup;

create trigger rates_loaded_by_is_login
    before insert or update on rates
    for each row
    execute function clearing_operator_is_login('loaded_by');
create trigger markups_loaded_by_is_login
    before insert or update on markups
    for each row
    execute function clearing_operator_is_login('loaded_by');

grant select on rates, markups to kessai_server, kessai_batch, kessai_reader;
grant insert on rates, markups to kessai_batch;
