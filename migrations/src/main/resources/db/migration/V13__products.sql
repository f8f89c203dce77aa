-- Why: an account belongs to a product: what a card programme agrees with some cardholders and not with others (the
--      markup on a conversion, limits) is said of the product. Accounts from before are of the product 'standard'.
-- Locks: access exclusive on accounts for a moment (a constant default rewrites nothing), then share update exclusive
--      while the constraint is validated.
-- Undo: alter table accounts drop column product.
alter table accounts
    add column product text not null default 'standard',
    add constraint accounts_product_is_a_name check (product ~ '^[a-z0-9-]{1,32}$') not valid;
alter table accounts validate constraint accounts_product_is_a_name;
