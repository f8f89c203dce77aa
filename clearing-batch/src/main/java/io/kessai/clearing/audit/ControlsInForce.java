package io.kessai.clearing.audit;

/** A card, an account and a product name the newest of their controls. */
final class ControlsInForce implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A5;
    }

    @Override
    public String rule() {
        return "controls-in-force";
    }

    @Override
    public String sql() {
        return """
                select
                    subject,
                    'enforced ' || coalesce(f.enforced_controls::text, 'none') || ', shadow '
                        || coalesce(f.shadow_controls::text, 'none'),
                    'enforced ' || coalesce(n.enforced_controls::text, 'none') || ', shadow '
                        || coalesce(n.shadow_controls::text, 'none')
                from (
                    select scope || ' ' || subject as subject, enforced_controls, shadow_controls
                    from controls_in_force) f
                full join (
                    select 'card ' || id as subject, enforced_controls, shadow_controls
                    from cards
                    where num_nonnulls(enforced_controls, shadow_controls) > 0
                    union all
                    select 'account ' || id, enforced_controls, shadow_controls
                    from accounts
                    where num_nonnulls(enforced_controls, shadow_controls) > 0
                    union all
                    select 'product ' || product, enforced_controls, shadow_controls
                    from product_controls) n using (subject)
                where f.enforced_controls is distinct from n.enforced_controls
                    or f.shadow_controls is distinct from n.shadow_controls
                order by subject
                """;
    }

    @Override
    public String examinedSql() {
        return "select count(*) from controls_in_force";
    }

    @Override
    public String unit() {
        return "subjects";
    }
}
