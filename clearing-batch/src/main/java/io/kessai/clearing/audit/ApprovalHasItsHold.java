package io.kessai.clearing.audit;

/**
 * Every approved request has its authorization and, where it takes money, the hold event of the
 * same message.
 *
 * <p>Credits, inquiries and amounts of zero hold nothing. Advices are not requests: what they
 * answer was decided elsewhere, and may hold nothing.
 */
final class ApprovalHasItsHold implements RowCheck {
    /** Approved 0100 and 0101 of journal {@code j} (spec, section 6). */
    private static final String APPROVED_REQUEST =
            """
            j.reason in ('APPROVED', 'PARTIALLY_APPROVED', 'PURCHASE_WITHOUT_CASH')
              and substr(j.mti, 2, 2) = '10'
            """;

    @Override
    public Invariant invariant() {
        return Invariant.A4;
    }

    @Override
    public String rule() {
        return "approval-has-its-hold";
    }

    @Override
    public String sql() {
        return """
                select
                    'message ' || j.message_key || ' of ' || j.transmitted_on,
                    'an authorization and its hold event',
                    case
                        when j.authorization_id is null then 'no authorization named'
                        when a.id is null then 'no authorization ' || j.authorization_id
                        else 'authorization ' || a.id || ' without an event of this message'
                    end
                from journal j
                left join authorizations a on a.id = j.authorization_id
                left join hold_history e
                    on e.authorization_id = j.authorization_id
                    and e.message_key = j.message_key
                    and e.transmitted_on = j.transmitted_on
                    and e.term in ('authorized', 'incremented')
                where (
                    a.id is null
                    or (e.authorization_id is null
                        and j.amount > 0
                        and substr(j.processing_code, 1, 2)
                            not in ('20', '26', '28', '30', '31', '33'))
                )
                  and\s"""
                + APPROVED_REQUEST
                + "order by j.message_key, j.transmitted_on";
    }

    @Override
    public String examinedSql() {
        return "select count(*) from journal j where " + APPROVED_REQUEST;
    }

    @Override
    public String unit() {
        return "approved requests";
    }
}
