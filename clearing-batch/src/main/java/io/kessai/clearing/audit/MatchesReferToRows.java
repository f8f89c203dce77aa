package io.kessai.clearing.audit;

/**
 * What matches name exists: the record, the account, the authorization and, of a reversal, the
 * presentment; an authorization is on the account of its match.
 */
final class MatchesReferToRows implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A6;
    }

    @Override
    public String rule() {
        return "matches-refer-to-rows";
    }

    @Override
    public String sql() {
        return """
        select
            'match of record ' || m.number || ' of file ' || m.file_id,
            v.expected,
            'none'
        from clearing_matches m
        left join clearing_records r on r.file_id = m.file_id and r.number = m.number
        left join accounts c on c.id = m.account_id
        left join authorizations a on a.id = m.authorization_id and a.account_id = m.account_id
        left join clearing_records p
            on p.file_id = m.presentment_file and p.number = m.presentment_number
        cross join lateral (values
            (r.file_id is null, 'the record'),
            (m.account_id is not null and c.id is null, 'account ' || m.account_id),
            (m.authorization_id is not null and a.id is null,
                'authorization ' || m.authorization_id || ' of account ' || coalesce(m.account_id, 0)),
            (m.presentment_file is not null and p.file_id is null,
                'record ' || coalesce(m.presentment_number, 0) || ' of file ' || m.presentment_file)
        ) as v (is_missing, expected)
        where v.is_missing
        order by m.file_id, m.number, v.expected
        """;
    }

    @Override
    public String examinedSql() {
        return """
        select count(*)
        from clearing_matches
        """;
    }

    @Override
    public String unit() {
        return "matches";
    }
}
