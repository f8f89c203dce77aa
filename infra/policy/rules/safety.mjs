// What holds money or opens it is not lost by a mistake.
import { isThere, read } from '../account.mjs';

/** Terraform refuses to destroy these. */
const KEPT = [
    'aws_rds_cluster', 'aws_rds_cluster_instance', 'aws_s3_bucket', 'aws_kms_key', 'aws_secretsmanager_secret', 'aws_backup_vault', 'aws_ebs_volume',
];
const parameter = (values, name) => values.parameter?.find((p) => p.name === name)?.value;

/** Faults of the plan of a store: which rules keep it here for 35 days, and which of them copy it too (the month's for 13 months). */
function backedUp(of, type, here, copied, arn = of(type)[0]?.values.arn) {
    const selections = of('aws_backup_selection').filter(({ values }) => values.resources.includes(arn));
    const plan = of('aws_backup_plan').find(({ values }) => selections.length === 1 && values.id === selections[0].values.plan_id);
    if (!plan) return [`${arn} is in no plan, or in several`];
    const days = (rule) => rule.copy_action?.map((copy) => (/ap-northeast-3/.test(copy.destination_vault_arn) ? copy.lifecycle?.[0]?.delete_after : 'elsewhere')).join();
    const found = plan.values.rule.map((rule) => `${rule.rule_name} ${rule.lifecycle?.[0]?.delete_after} ${days(rule) ?? ''}`.trim()).sort();
    const wanted = [...here.map((name) => `${name} 35`), ...copied.map((name) => `${name} 35 ${name === 'monthly' ? 400 : 35}`)].sort();
    return found.join() === wanted.join() ? [] : [`${plan.address} keeps "${found.join(', ')}", not "${wanted.join(', ')}"`];
}

export default [
    {
        id: 'not-destroyed',
        says: 'Terraform refuses to destroy stores and keys',
        find: ({ sources }) => sources.filter(({ type, text }) => KEPT.includes(type) && !/^ {4}prevent_destroy = true$/m.test(text))
            .map(({ type, name }) => `${type}.${name} can be destroyed`),
    },
    {
        id: 'protected',
        says: 'AWS refuses to delete the database and the load balancer; the receiver can be made anew, and nothing is deleted with what is in it',
        find: ({ all, of }) => [
            ...of('aws_rds_cluster').filter(({ values }) => values.deletion_protection !== true || values.skip_final_snapshot !== false
                || !values.final_snapshot_identifier || values.delete_automated_backups !== false).map(({ address }) => address),
            ...of('aws_lb').filter(({ values }) => values.enable_deletion_protection !== true).map(({ address }) => address),
            // A newer image is a new host: what it must not take with it lies on a volume of its own.
            ...of('aws_instance').filter(({ values }) => values.disable_api_termination === true || values.ebs_block_device?.length
                || !of('aws_volume_attachment').some((attached) => attached.values.instance_id === values.id && of('aws_ebs_volume').some((volume) => volume.values.id === attached.values.volume_id)))
                .map(({ address }) => `${address} cannot be replaced, or takes data with it`),
            ...of('aws_ebs_volume').filter(({ values }) => values.final_snapshot !== true).map(({ address }) => address),
            ...all.filter(({ values }) => values.force_destroy === true || values.force_delete === true).map(({ address }) => `${address} is deleted with its content`),
        ],
    },
    {
        id: 'backups',
        says: 'the database goes back to any second of 35 days; in the second region, locked, lie the files of every day and the database of every week and, for 13 months, of every month, and no more of it',
        find: ({ of }) => [
            ...of('aws_rds_cluster').filter(({ values }) => values.backup_retention_period < 35).map(({ address }) => `${address} does not go back`),
            ...backedUp(of, 'aws_rds_cluster', ['daily'], ['weekly', 'monthly']),
            ...backedUp(of, 'aws_ebs_volume', [], ['daily', 'monthly']),
            ...of('aws_s3_bucket').filter(({ values }) => /-(?:archive|reports)$/.test(values.bucket))
                .flatMap(({ values }) => backedUp(of, 'aws_s3_bucket', [], ['daily', 'monthly'], values.arn)),
            ...of('aws_backup_vault').filter(({ values }) => !of('aws_backup_vault_lock_configuration').some((lock) =>
                lock.values.region === values.region && lock.values.min_retention_days >= 35)).map(({ address }) => `${address} is not locked`),
        ],
    },
    {
        id: 'durable',
        says: 'a commit is durable, and the database takes TLS only',
        find: ({ of }) => [
            ...of('aws_rds_cluster_parameter_group').flatMap(({ address, values }) => [
                ...(parameter(values, 'synchronous_commit') === 'on' ? [] : [`${address}: synchronous_commit`]),
                ...(parameter(values, 'rds.force_ssl') === '1' ? [] : [`${address}: rds.force_ssl`]),
                ...(['fsync', 'full_page_writes'].some((name) => ['off', '0'].includes(parameter(values, name))) ? [`${address} writes less`] : []),
                ...(parameter(values, 'log_parameter_max_length') === '0' && parameter(values, 'log_parameter_max_length_on_error') === '0'
                    ? [] : [`${address} logs values`]),
            ]),
            ...of('aws_rds_cluster').filter(({ values }) => values.iam_database_authentication_enabled !== true).map(({ address }) => `${address} knows no IAM`),
        ],
    },
    {
        id: 'receiver-closed',
        says: 'the receiver has no key pair, no password to fetch, metadata by token only, and recovers by itself',
        find: ({ of }) => of('aws_instance').filter(({ values }) => values.key_name || values.get_password_data
            || values.metadata_options?.[0]?.http_tokens !== 'required' || values.metadata_options[0].http_put_response_hop_limit !== 1
            || values.maintenance_options?.[0]?.auto_recovery !== 'default' || values.user_data).map(({ address }) => address),
    },
    {
        id: 'images-fixed',
        says: 'a tag of an image never moves',
        find: ({ of }) => of('aws_ecr_repository').filter(({ values }) => values.image_tag_mutability !== 'IMMUTABLE').map(({ address }) => address),
    },
    {
        id: 'budget-estimated',
        says: 'the budget is the one that docs/cost.md names, and the first month fits in it',
        find: ({ of, root }) => {
            if (!isThere(root, 'docs', 'cost.md')) return [];
            const row = (name) => read(root, 'docs', 'cost.md').split('\n').find((line) => line.startsWith(`| ${name}`))?.split('|').slice(2).map((cell) => Number(cell.replaceAll(',', '')));
            const [budget, month] = [row('`budget_usd`'), row('first month')];
            return of('aws_budgets_budget').filter(({ values }) => {
                const column = values.name.startsWith('kessai-stg-') ? 0 : 1;
                return Number(values.limit_amount) !== budget?.[column] || !(month?.[column] <= budget[column]);
            }).map(({ address, values }) => `${address} is ${values.limit_amount}`);
        },
    },
];
