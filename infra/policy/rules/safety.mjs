// What holds money or opens it is not lost by a mistake.

/** Terraform refuses to destroy these. */
const KEPT = [
    'aws_rds_cluster', 'aws_rds_cluster_instance', 'aws_s3_bucket', 'aws_kms_key', 'aws_secretsmanager_secret', 'aws_backup_vault', 'aws_ebs_volume',
];
const parameter = (values, name) => values.parameter?.find((p) => p.name === name)?.value;

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
        says: 'the database goes back to any second of 35 days; a copy a day lies in the second region, locked',
        find: ({ of }) => [
            ...of('aws_rds_cluster').filter(({ values }) => values.backup_retention_period < 35).map(({ address }) => `${address} does not go back`),
            ...(of('aws_backup_plan').some(({ values }) => values.rule?.some((rule) => rule.copy_action?.some((copy) => /ap-northeast-3/.test(copy.destination_vault_arn))))
                ? [] : ['nothing is copied to ap-northeast-3']),
            ...(of('aws_rds_cluster', 'aws_ebs_volume').every(({ values }) => of('aws_backup_selection').some((s) => s.values.resources.includes(values.arn)))
                ? [] : ['database or drop volume is not in the backup']),
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
];
