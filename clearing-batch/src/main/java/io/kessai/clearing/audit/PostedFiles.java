package io.kessai.clearing.audit;

/** The accepted files whose posting has ended: its last step counts {@code fee_totals}. */
final class PostedFiles {

    /** To begin a statement with: the ids and networks, as {@code posted}. */
    static final String WITH =
            """
            with posted as (
                select f.id, f.network
                from clearing_files f
                where f.status = 'accepted'
                  and (exists (
                           select
                           from clearing_steps s
                           where s.file_id = f.id
                             and s.step = 'post'
                             and s.status = 'done'
                             and s.counters -> 'fee_totals' is not null)
                       or not exists (
                           select
                           from clearing_records r
                           left join clearing_outcomes o
                               on o.file_id = r.file_id and o.number = r.number
                           where r.file_id = f.id
                             and o.file_id is null))
            )
            """;

    private PostedFiles() {}
}
