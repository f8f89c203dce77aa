-- Why: each batch of messages locks its accounts and reads its cards anyway. Which controls are in force, and what was
--      used of fixed windows, stand in these rows now, so that neither is a statement of its own, nor a row of its own
--      to write where the account is written anyway. A trigger names the sets in force, whoever adds one.
-- Locks: access exclusive on accounts, cards, controls and usage until the end (columns without default and constraints
--      validated afterwards rewrite nothing); each account and card with controls or usage is updated once; share on
--      increments while their new index is built.
-- Undo: create table usage as in V15 and fill it from the view; drop the view, the trigger and its function,
--      product_controls, and the columns enforced_controls, shadow_controls, usage, usage_on and usage_zone of accounts
--      and cards; create index increments_counted on increments (decided_at, card_id) where counted > 0.

-- enforced_controls, shadow_controls: the newest set of each state; the shadow only while it is newer than what is
-- enforced. usage: what counted in each window, as the view usage names them; usage_on: the business date last counted
-- on, in the zone beside it; all three absent where nothing is counted.
alter table accounts
    add column enforced_controls bigint,
    add column shadow_controls bigint,
    add column usage bigint[],
    add column usage_on date,
    add column usage_zone text,
    add constraint accounts_usage_whole check (
        num_nulls(usage, usage_on, usage_zone) in (0, 3) and cardinality(usage) = 20 and num_nulls(variadic usage) = 0) not valid,
    add constraint accounts_usage_not_negative check (0 <= all (usage)) not valid;
alter table accounts validate constraint accounts_usage_whole;
alter table accounts validate constraint accounts_usage_not_negative;

alter table cards
    add column enforced_controls bigint,
    add column shadow_controls bigint,
    add column usage bigint[],
    add column usage_on date,
    add column usage_zone text,
    add constraint cards_usage_whole check (
        num_nulls(usage, usage_on, usage_zone) in (0, 3) and cardinality(usage) = 20 and num_nulls(variadic usage) = 0) not valid,
    add constraint cards_usage_not_negative check (0 <= all (usage)) not valid;
alter table cards validate constraint cards_usage_whole;
alter table cards validate constraint cards_usage_not_negative;
-- Room for the next version of a row on its page.
alter table cards set (fillfactor = 70);

create table product_controls (
    enforced_controls bigint,
    shadow_controls   bigint,
    product           text not null,
    constraint product_controls_of_product primary key (product)
);

create function controls_put_in_force() returns trigger
    language plpgsql
    security definer
    set search_path = public, pg_temp
as $$
declare
    enforced constant bigint := case when new.state = 'enforced' then new.id end;
    shadow   constant bigint := case when new.state = 'shadow' then new.id end;
begin
    case new.scope
        when 'card' then
            update cards c
            set enforced_controls = coalesce(enforced, c.enforced_controls), shadow_controls = shadow
            where c.id = new.subject::bigint;
        when 'account' then
            update accounts a
            set enforced_controls = coalesce(enforced, a.enforced_controls), shadow_controls = shadow
            where a.id = new.subject::bigint;
        when 'product' then
            insert into product_controls as p (product, enforced_controls, shadow_controls)
            values (new.subject, enforced, shadow)
            on conflict (product) do update
            set enforced_controls = coalesce(enforced, p.enforced_controls), shadow_controls = shadow;
    end case;
    return null;
end
$$;
revoke all on function controls_put_in_force() from public;

-- What the rows are to say: the newest enforced set, and the newest of all where it is a shadow.
create view controls_in_force as
select c.scope, c.subject,
       (array_agg(c.id order by c.version desc) filter (where c.state = 'enforced'))[1] as enforced_controls,
       case when (array_agg(c.state order by c.version desc))[1] = 'shadow'
           then (array_agg(c.id order by c.version desc))[1] end as shadow_controls
from controls c
group by c.scope, c.subject;

lock table controls in share row exclusive mode;
create trigger controls_put_in_force after insert on controls
    for each row execute function controls_put_in_force();
update cards c
set enforced_controls = f.enforced_controls, shadow_controls = f.shadow_controls
from controls_in_force f
where f.scope = 'card' and c.id = f.subject::bigint;
update accounts a
set enforced_controls = f.enforced_controls, shadow_controls = f.shadow_controls
from controls_in_force f
where f.scope = 'account' and a.id = f.subject::bigint;
insert into product_controls (product, enforced_controls, shadow_controls)
select f.subject, f.enforced_controls, f.shadow_controls
from controls_in_force f
where f.scope = 'product';

update cards c
set usage_on = u.counted_on, usage_zone = u.zone, usage = array[
       u.day_amount, u.day_count, u.day_cash_amount, u.day_cash_count, u.week_amount, u.week_count,
       u.week_cash_amount, u.week_cash_count, u.month_amount, u.month_count, u.month_cash_amount,
       u.month_cash_count, u.year_amount, u.year_count, u.year_cash_amount, u.year_cash_count, u.lifetime_amount,
       u.lifetime_count, u.lifetime_cash_amount, u.lifetime_cash_count]
from usage u
where u.scope = 'card' and c.id = u.subject_id;
update accounts a
set usage_on = u.counted_on, usage_zone = u.zone, usage = array[
       u.day_amount, u.day_count, u.day_cash_amount, u.day_cash_count, u.week_amount, u.week_count,
       u.week_cash_amount, u.week_cash_count, u.month_amount, u.month_count, u.month_cash_amount,
       u.month_cash_count, u.year_amount, u.year_count, u.year_cash_amount, u.year_cash_count, u.lifetime_amount,
       u.lifetime_count, u.lifetime_cash_amount, u.lifetime_cash_count]
from usage u
where u.scope = 'account' and a.id = u.subject_id;
drop table usage;

-- The same for people, the audit and the tools.
create view usage as
select c.id as subject_id,
       c.usage[1] as day_amount, c.usage[2] as day_count, c.usage[3] as day_cash_amount, c.usage[4] as day_cash_count,
       c.usage[5] as week_amount, c.usage[6] as week_count, c.usage[7] as week_cash_amount,
       c.usage[8] as week_cash_count, c.usage[9] as month_amount, c.usage[10] as month_count,
       c.usage[11] as month_cash_amount, c.usage[12] as month_cash_count, c.usage[13] as year_amount,
       c.usage[14] as year_count, c.usage[15] as year_cash_amount, c.usage[16] as year_cash_count,
       c.usage[17] as lifetime_amount, c.usage[18] as lifetime_count, c.usage[19] as lifetime_cash_amount,
       c.usage[20] as lifetime_cash_count,
       c.usage_on as counted_on, 'card' as scope, c.usage_zone as zone
from cards c
where c.usage is not null
union all
select a.id,
       a.usage[1] as day_amount, a.usage[2] as day_count, a.usage[3] as day_cash_amount, a.usage[4] as day_cash_count,
       a.usage[5] as week_amount, a.usage[6] as week_count, a.usage[7] as week_cash_amount,
       a.usage[8] as week_cash_count, a.usage[9] as month_amount, a.usage[10] as month_count,
       a.usage[11] as month_cash_amount, a.usage[12] as month_cash_count, a.usage[13] as year_amount,
       a.usage[14] as year_count, a.usage[15] as year_cash_amount, a.usage[16] as year_cash_count,
       a.usage[17] as lifetime_amount, a.usage[18] as lifetime_count, a.usage[19] as lifetime_cash_amount,
       a.usage[20] as lifetime_cash_count,
       a.usage_on, 'account', a.usage_zone
from accounts a
where a.usage is not null;

-- Rolling windows are asked for by card.
drop index increments_counted;
create index increments_counted on increments (card_id, decided_at) where counted > 0;

grant select (enforced_controls, shadow_controls, usage, usage_on, usage_zone) on cards to kessai_batch, kessai_reader;
grant update (usage, usage_on, usage_zone) on cards, accounts to kessai_server;
grant select on product_controls, controls_in_force, usage to kessai_server, kessai_batch, kessai_reader;
