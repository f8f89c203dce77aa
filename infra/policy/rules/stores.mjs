// Every type of resource is known, and what stores is encrypted with a key of ours.

const key = (attribute) => (values) => Boolean(values[attribute]);
const first = (block, attribute) => (values) => Boolean(values[block]?.[0]?.[attribute]);

/** What each type that stores must have. */
const STORES = {
    aws_backup_vault: key('kms_key_arn'),
    aws_cloudtrail: key('kms_key_id'),
    aws_cloudwatch_log_group: key('kms_key_id'),
    aws_codebuild_project: key('encryption_key'),
    aws_config_delivery_channel: key('s3_kms_key_arn'),
    aws_ebs_volume: (values) => values.encrypted === true && Boolean(values.kms_key_id),
    aws_ecr_repository: (values) => values.encryption_configuration?.[0]?.encryption_type === 'KMS' && Boolean(values.encryption_configuration[0].kms_key),
    aws_ecs_cluster: (values) => Boolean(values.configuration?.[0]?.managed_storage_configuration?.[0]?.fargate_ephemeral_storage_kms_key_id
        && values.configuration[0].execute_command_configuration?.[0]?.kms_key_id),
    aws_instance: (values) => values.root_block_device?.[0]?.encrypted === true && Boolean(values.root_block_device[0].kms_key_id)
        && !values.ebs_block_device?.length && !values.ephemeral_block_device?.length,
    aws_kinesis_firehose_delivery_stream: first('extended_s3_configuration', 'kms_key_arn'),
    aws_rds_cluster: (values) => values.storage_encrypted === true && Boolean(values.kms_key_id) && Boolean(values.master_user_secret_kms_key_id),
    aws_rds_cluster_instance: key('performance_insights_kms_key_id'),
    aws_secretsmanager_secret: key('kms_key_id'),
    aws_sns_topic: key('kms_master_key_id'),
    // Its configurations are resources of their own: rule buckets.
    aws_s3_bucket: () => true,
};

/** Types that keep no data of ours: how things are connected, who may what, what is watched; settings and their names. */
const STORES_NOTHING = new Set(`
    aws_backup_plan aws_backup_selection aws_backup_vault_lock_configuration aws_budgets_budget aws_cloudwatch_event_rule
    aws_cloudwatch_event_target aws_cloudwatch_log_metric_filter aws_cloudwatch_log_subscription_filter aws_cloudwatch_metric_alarm
    aws_config_configuration_recorder aws_config_configuration_recorder_status aws_customer_gateway aws_db_subnet_group
    aws_default_security_group aws_dx_gateway_association aws_ebs_encryption_by_default aws_ebs_snapshot_block_public_access
    aws_ec2_image_block_public_access aws_ecr_lifecycle_policy aws_ecr_registry_scanning_configuration aws_flow_log
    aws_guardduty_detector aws_guardduty_detector_feature aws_iam_instance_profile aws_iam_openid_connect_provider aws_iam_role
    aws_iam_role_policy aws_iam_role_policy_attachment aws_inspector2_enabler aws_kms_alias aws_kms_key aws_lb aws_lb_listener
    aws_lb_target_group aws_rds_cluster_parameter_group aws_route_table aws_route_table_association
    aws_s3_account_public_access_block aws_s3_bucket_lifecycle_configuration aws_s3_bucket_object_lock_configuration
    aws_s3_bucket_ownership_controls aws_s3_bucket_policy aws_s3_bucket_public_access_block
    aws_s3_bucket_server_side_encryption_configuration aws_s3_bucket_versioning aws_scheduler_schedule
    aws_scheduler_schedule_group aws_secretsmanager_secret_rotation aws_security_group
    aws_serverlessapplicationrepository_cloudformation_stack aws_sfn_state_machine aws_sns_topic_policy
    aws_sns_topic_subscription aws_ssm_document aws_ssm_parameter aws_subnet aws_volume_attachment aws_vpc aws_vpc_endpoint
    aws_vpc_security_group_egress_rule aws_vpc_security_group_ingress_rule aws_vpn_connection aws_vpn_gateway
    aws_vpn_gateway_route_propagation
`.trim().split(/\s+/));

export default [
    {
        id: 'types-known',
        says: 'of every type of resource it is said whether it stores',
        find: ({ all }) => all.filter(({ type }) => !(type in STORES) && !STORES_NOTHING.has(type))
            .map(({ address, type }) => `${address}: say in infra/policy/rules/stores.mjs what ${type} stores`),
    },
    {
        id: 'encrypted',
        says: 'what stores is encrypted with a key of this account',
        find: ({ all }) => all.filter(({ type, values }) => type in STORES && !STORES[type](values))
            .map(({ address }) => `${address} is not encrypted with a key of ours`),
    },
    {
        id: 'encrypted-by-default',
        says: 'disks that somebody makes by hand are encrypted too',
        find: ({ of }) => (of('aws_ebs_encryption_by_default').some(({ values }) => values.enabled === true) ? [] : ['EBS is not encrypted by default']),
    },
    {
        id: 'keys',
        says: 'keys that encrypt rotate, and thirty days pass before one is gone',
        find: ({ of }) => of('aws_kms_key').filter(({ values }) => (values.enable_key_rotation !== true && values.key_usage !== 'SIGN_VERIFY')
            || values.deletion_window_in_days !== 30)
            .map(({ address }) => `${address} does not rotate, or can be gone sooner`),
    },
    {
        id: 'secrets',
        says: 'a secret has no value in the state, comes back within thirty days, and rotates if it is a login',
        find: ({ of }) => {
            const rotated = new Set(of('aws_secretsmanager_secret_rotation').map(({ values }) => values.secret_id));
            return [
                ...of('aws_secretsmanager_secret_version').map(({ address }) => `${address}: a value would stand in the state`),
                ...of('aws_secretsmanager_secret').flatMap(({ address, values }) => [
                    ...(values.recovery_window_in_days === 30 ? [] : [`${address} does not come back`]),
                    ...(/\/db\//.test(values.name) && !rotated.has(values.id) ? [`${address} does not rotate`] : []),
                ]),
                ...of('aws_ssm_parameter').filter(({ values }) => values.type !== 'String' || /password|secret|token/i.test(values.name))
                    .map(({ address }) => `${address}: a secret is no parameter`),
                ...of('aws_rds_cluster').filter(({ values }) => values.master_password || values.manage_master_user_password !== true)
                    .map(({ address }) => `${address} has its password here`),
            ];
        },
    },
    {
        id: 'buckets',
        says: 'a bucket is not public, takes TLS only, has our key and drops parts; versions but for the inbox, a lock on the archive',
        find: ({ of, policies }) => of('aws_s3_bucket').flatMap(({ address, values }) => {
            const its = (type) => of(type).find((resource) => resource.values.bucket === values.id)?.values;
            const block = its('aws_s3_bucket_public_access_block') ?? {};
            const closed = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'].every((flag) => block[flag] === true);
            const sealed = its('aws_s3_bucket_server_side_encryption_configuration')?.rule?.[0]?.apply_server_side_encryption_by_default?.[0];
            const isVersioned = its('aws_s3_bucket_versioning')?.versioning_configuration?.[0]?.status === 'Enabled';
            const rules = its('aws_s3_bucket_lifecycle_configuration')?.rule ?? [];
            const drops = rules.some((rule) => rule.status === 'Enabled' && rule.abort_incomplete_multipart_upload?.[0]?.days_after_initiation > 0);
            const policy = policies.find((p) => p.resource.type === 'aws_s3_bucket_policy' && p.resource.values.bucket === values.id);
            const tls = policy?.statements.some((s) => !s.allows && s.actions.includes('s3:*') && s.conditions.Bool?.['aws:SecureTransport'] === 'false'
                && s.resources.includes(values.arn) && s.resources.includes(`${values.arn}/*`));
            const lock = its('aws_s3_bucket_object_lock_configuration')?.rule?.[0]?.default_retention?.[0];
            const holds = (is, what) => (is ? [] : [`${address} ${what}`]);
            return [
                ...holds(closed, 'is not closed to the public'),
                ...holds(its('aws_s3_bucket_ownership_controls')?.rule?.[0]?.object_ownership === 'BucketOwnerEnforced', 'has ACLs'),
                ...holds(sealed?.sse_algorithm === 'aws:kms' && sealed?.kms_master_key_id, 'is not sealed with a key of ours'),
                ...holds(drops, 'keeps parts of what was never completed'),
                ...holds(tls, 'can be reached without TLS'),
                ...holds(values.bucket.endsWith('-inbox') ? !isVersioned : isVersioned,
                    values.bucket.endsWith('-inbox') ? 'keeps versions of plain card files' : 'keeps no versions'),
                ...(values.bucket.endsWith('-archive')
                    ? holds(values.object_lock_enabled === true && lock?.years >= 1, 'is not locked') : []),
            ];
        }),
    },
];
