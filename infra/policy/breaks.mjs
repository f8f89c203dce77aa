// Breaks every rule once, on a copy of the account, and fails where the rule does not see it. A rule without a break fails too.
// Usage: node breaks.mjs STATE.json REPOSITORY
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { account, resources } from './account.mjs';
import { rules } from './rules.mjs';

const [stateFile, root] = process.argv.slice(2);
const text = fs.readFileSync(stateFile, 'utf8');

/** Policies are texts: changes one statement of it, by its place or its Sid. */
const statement = (values, attribute, which, change) => {
    const document = JSON.parse(values[attribute]);
    change(typeof which === 'number' ? document.Statement[which] : document.Statement.find((s) => s.Sid === which));
    values[attribute] = JSON.stringify(document);
};
const set = (type, change, test) => ({ of }) => change(of(type, test));
const add = (type, values) => ({ put }) => put(type, values);
/** Changes what a role may do, found by the statement's Sid. */
const grant = (change, sid = 'ReadInbox') => ({ of }) => statement(of('aws_iam_role_policy', (v) => v.policy.includes(`"${sid}"`)), 'policy', sid, change);
const suffix = (end) => (values) => (values.name ?? values.bucket ?? '').endsWith(end);
const rule = (plan, name) => plan.rule.find((r) => r.rule_name === name);
const named = (set, name) => set.parameter.find((p) => p.name === name);

/** Another repository, of these files. */
const elsewhere = (files) => ({ after }) => after((seen) => {
    seen.root = fs.mkdtempSync(path.join(os.tmpdir(), 'kessai-policy-'));
    process.on('exit', () => fs.rmSync(seen.root, { recursive: true }));
    for (const [file, content] of Object.entries(files)) {
        fs.mkdirSync(path.dirname(path.join(seen.root, file)), { recursive: true });
        fs.writeFileSync(path.join(seen.root, file), content);
    }
});

/** rule: what is done to an account that it must see. */
const breaks = {
    regions: [
        set('aws_s3_bucket', (v) => { v.region = 'us-east-1'; }),
        set('aws_ebs_volume', (v) => { v.region = 'ap-northeast-3'; }),
        set('aws_backup_plan', (v) => { rule(v, 'daily').copy_action[0].destination_vault_arn = 'arn:aws:backup:eu-west-1:111122223333:backup-vault:x'; }, suffix('-files')),
    ],
    'no-internet': [
        add('aws_internet_gateway', {}), add('aws_nat_gateway', {}), add('aws_route', { destination_cidr_block: '0.0.0.0/0' }),
        set('aws_rds_cluster_instance', (v) => { v.publicly_accessible = true; }),
        set('aws_lb', (v) => { v.internal = false; }),
        set('aws_instance', (v) => { v.associate_public_ip_address = null; }),
        set('aws_subnet', (v) => { v.map_public_ip_on_launch = true; }),
        set('aws_route_table', (v) => { v.route = [{ cidr_block: '0.0.0.0/0' }]; }),
    ],
    'rules-narrow': [
        set('aws_vpc_security_group_ingress_rule', (v) => { v.cidr_ipv4 = '0.0.0.0/0'; }),
        set('aws_vpc_security_group_egress_rule', (v) => { v.cidr_ipv4 = '0.0.0.0/0'; }),
        set('aws_vpc_security_group_ingress_rule', (v) => { v.cidr_ipv6 = '::/0'; }),
        set('aws_vpc_security_group_ingress_rule', (v) => { v.ip_protocol = '-1'; }),
        set('aws_vpc_security_group_egress_rule', (v) => { v.to_port = 65535; }),
        set('aws_default_security_group', (v) => { v.ingress = [{ self: true }]; }),
        add('aws_security_group_rule', {}),
    ],
    'who-receives': [
        ({ of, put }) => put('aws_vpc_security_group_ingress_rule', { security_group_id: of('aws_security_group', suffix('-receiver')).id }),
        ({ of, put }) => put('aws_vpc_security_group_ingress_rule', { security_group_id: of('aws_security_group', suffix('-database')).id, cidr_ipv4: '10.0.0.0/24' }),
    ],
    'endpoints-used': [
        set('aws_vpc_endpoint', (v) => { v.security_group_ids = ['other']; }, (v) => v.vpc_endpoint_type === 'Interface'),
    ],
    'two-zones': [
        set('aws_rds_cluster_instance', (v) => { v.availability_zone = 'ap-northeast-1c'; }, (v) => v.availability_zone.endsWith('a')),
        set('aws_lb', (v) => { v.subnet_mapping[0].private_ipv4_address = null; }),
    ],
    'types-known': [add('aws_dynamodb_table', {})],
    encrypted: [
        ...['aws_backup_vault.kms_key_arn', 'aws_cloudtrail.kms_key_id', 'aws_cloudwatch_log_group.kms_key_id', 'aws_codebuild_project.encryption_key',
            'aws_config_delivery_channel.s3_kms_key_arn', 'aws_ebs_volume.encrypted', 'aws_ecr_repository.encryption_configuration',
            'aws_ecs_cluster.configuration', 'aws_instance.root_block_device', 'aws_kinesis_firehose_delivery_stream.extended_s3_configuration',
            'aws_rds_cluster.storage_encrypted', 'aws_rds_cluster_instance.performance_insights_kms_key_id', 'aws_secretsmanager_secret.kms_key_id',
            'aws_sns_topic.kms_master_key_id',
        ].map((place) => place.split('.')).map(([type, attribute]) => set(type, (v) => { v[attribute] = null; })),
    ],
    'encrypted-by-default': [set('aws_ebs_encryption_by_default', (v) => { v.enabled = false; })],
    keys: [set('aws_kms_key', (v) => { v.enable_key_rotation = false; }, (v) => v.key_usage !== 'SIGN_VERIFY'), set('aws_kms_key', (v) => { v.deletion_window_in_days = 7; })],
    secrets: [
        add('aws_secretsmanager_secret_version', {}),
        set('aws_secretsmanager_secret', (v) => { v.recovery_window_in_days = 0; }),
        set('aws_secretsmanager_secret_rotation', (v) => { v.secret_id = 'other'; }),
        set('aws_ssm_parameter', (v) => { v.name = '/kessai/prd/db/password'; }),
        set('aws_rds_cluster', (v) => { v.manage_master_user_password = null; }),
    ],
    buckets: [
        set('aws_s3_bucket_public_access_block', (v) => { v.block_public_policy = false; }),
        set('aws_s3_bucket_ownership_controls', (v) => { v.rule[0].object_ownership = 'ObjectWriter'; }),
        set('aws_s3_bucket_server_side_encryption_configuration', (v) => { v.rule[0].apply_server_side_encryption_by_default[0].sse_algorithm = 'AES256'; }),
        set('aws_s3_bucket_lifecycle_configuration', (v) => { v.rule.shift(); }),
        set('aws_s3_bucket_policy', (v) => statement(v, 'policy', 'TlsOnly', (s) => { s.Effect = 'Allow'; })),
        set('aws_s3_bucket_versioning', (v) => { v.versioning_configuration[0].status = 'Suspended'; }, (v) => v.bucket.endsWith('-reports')),
        set('aws_s3_bucket_versioning', (v) => { v.versioning_configuration[0].status = 'Enabled'; }, (v) => v.bucket.endsWith('-inbox')),
        set('aws_s3_bucket', (v) => { v.object_lock_enabled = false; }, suffix('-archive')),
    ],
    'actions-named': [grant((s) => { s.Action = ['s3:Get*']; }), set('aws_kms_key', (v) => statement(v, 'policy', 'Account', (s) => { s.Principal = { AWS: 'arn:aws:iam::111122223333:role/x' }; }))],
    'resources-named': [
        grant((s) => { s.Resource = ['*']; }), grant((s) => { s.Resource = ['arn:aws:s3:::*']; }),
        grant((s) => { s.Resource = ['arn:aws:ecs:ap-northeast-1:111122223333:task/*']; }),
    ],
    'interfaces-of-subnets': [
        grant((s) => { delete s.Condition; }, 'LeaveNetwork'),
    ],
    'no-exceptions': [grant((s) => { delete s.Resource; s.NotResource = ['arn:aws:s3:::x']; })],
    'nobody-else': [
        set('aws_sns_topic_policy', (v) => statement(v, 'policy', 'Publish', (s) => { s.Principal = '*'; })),
        set('aws_s3_bucket_policy', (v) => statement(v, 'policy', 'TlsOnly', (s) => { s.Effect = 'Allow'; s.Principal = { AWS: 'arn:aws:iam::999999999999:root' }; })),
    ],
    'services-for-us': [
        set('aws_sns_topic_policy', (v) => statement(v, 'policy', 'Publish', (s) => { delete s.Condition; })),
        set('aws_iam_role', (v) => statement(v, 'assume_role_policy', 0, (s) => { delete s.Condition; }), (v) => suffix('-clearing-nightly')(v)),
    ],
    'roles-given-to-one': [
        grant((s) => { delete s.Condition; }, 'GiveRoles'),
    ],
    'tags-with-definitions': [grant((s) => { s.Action = ['ecs:RegisterTaskDefinition']; }, 'Define')],
    'github-named': [
        set('aws_iam_role', (v) => statement(v, 'assume_role_policy', 0, (s) => { s.Condition.StringEquals['token.actions.githubusercontent.com:sub'] = 'repo:kessai/*'; }), suffix('-deploy')),
        set('aws_iam_role', (v) => statement(v, 'assume_role_policy', 0, (s) => { delete s.Condition; }), suffix('-plan')),
    ],
    'plan-reads-no-data': [grant((s) => { s.Action.shift(); }, 'NoData')],
    'managed-listed': [
        set('aws_iam_role_policy_attachment', (v) => { v.policy_arn = 'arn:aws:iam::aws:policy/AdministratorAccess'; }),
        set('aws_iam_role', (v) => { v.managed_policy_arns = ['arn:aws:iam::aws:policy/AdministratorAccess']; }),
        add('aws_iam_user', {}),
    ],
    'archive-only-grows': [
        grant((s) => { s.Action.push('s3:DeleteObjectVersion'); }, 'Archive'),
    ],
    'logs-kept': [
        set('aws_cloudwatch_log_group', (v) => { v.retention_in_days = 0; }),
        set('aws_cloudwatch_log_subscription_filter', (v) => { v.log_group_name = 'other'; }),
    ],
    'logs-written': [
        set('aws_flow_log', (v) => { v.traffic_type = 'REJECT'; }),
        set('aws_sfn_state_machine', (v) => { v.logging_configuration[0].level = 'OFF'; }),
        set('aws_rds_cluster', (v) => { v.enabled_cloudwatch_logs_exports = []; }),
        set('aws_codebuild_project', (v) => { v.logs_config = []; }),
        set('aws_ecs_cluster', (v) => { v.configuration[0].execute_command_configuration[0].logging = 'NONE'; }),
        set('aws_vpn_connection', (v) => { v.tunnel2_log_options = []; }),
    ],
    'account-watched': [
        set('aws_cloudtrail', (v) => { v.enable_log_file_validation = false; }),
        set('aws_config_configuration_recorder_status', (v) => { v.is_enabled = false; }),
        set('aws_guardduty_detector', (v) => { v.enable = false; }),
        set('aws_guardduty_detector_feature', (v) => { v.status = 'DISABLED'; }),
        set('aws_inspector2_enabler', (v) => { v.resource_types = ['EC2']; }),
        set('aws_ecr_repository', (v) => { v.image_scanning_configuration[0].scan_on_push = false; }),
    ],
    'alarms-told': [
        set('aws_cloudwatch_metric_alarm', (v) => { v.alarm_actions = []; }),
        set('aws_cloudwatch_metric_alarm', (v) => { v.alarm_description = 'Something is wrong'; }),
    ],
    'notices-told': [
        set('aws_cloudwatch_event_target', (v) => { v.input_transformer = []; }, (v) => /sns_topic/.test(v.arn)),
        ({ of }) => { const rule = of('aws_cloudwatch_event_rule', suffix('nightly-failed')); rule.event_pattern = rule.event_pattern.replace('TIMED_OUT', 'RUNNING'); },
    ],
    'notices-arrive': [
        set('aws_sns_topic_policy', (v) => statement(v, 'policy', 'PublishEvents', (s) => { s.Condition = { StringEquals: { 'aws:SourceAccount': '111122223333' } }; })),
        ({ of }) => {
            const key = of('aws_kms_key', (v) => v.policy.includes('events.amazonaws.com'));
            key.policy = key.policy.replaceAll('events.amazonaws.com', 'budgets.amazonaws.com');
        },
    ],
    'alarms-there': [elsewhere({ 'infra/ops/deploy-server': 'alarms=("kessai-$env-no-such")\n' }), elsewhere({ 'infra/ops/deploy-server': '\n' })],
    'runbooks-there': [elsewhere({ 'docs/runbooks/other.md': '' })],
    'not-destroyed': [({ after }) => after((seen) => {
        const cluster = seen.sources.find(({ type }) => type === 'aws_rds_cluster');
        cluster.text = cluster.text.replace('prevent_destroy = true', 'prevent_destroy = false');
    })],
    protected: [
        set('aws_rds_cluster', (v) => { v.deletion_protection = false; }), set('aws_rds_cluster', (v) => { v.skip_final_snapshot = true; }),
        set('aws_lb', (v) => { v.enable_deletion_protection = false; }), set('aws_instance', (v) => { v.disable_api_termination = true; }),
        set('aws_instance', (v) => { v.ebs_block_device = [{ device_name: 'xvdd' }]; }), set('aws_volume_attachment', (v) => { v.volume_id = 'other'; }),
        set('aws_ebs_volume', (v) => { v.final_snapshot = false; }), set('aws_s3_bucket', (v) => { v.force_destroy = true; }),
    ],
    backups: [
        set('aws_rds_cluster', (v) => { v.backup_retention_period = 7; }),
        set('aws_backup_plan', (v) => { rule(v, 'daily').copy_action = []; }, suffix('-files')),
        set('aws_backup_plan', (v) => { rule(v, 'daily').lifecycle[0].delete_after = 365; }, suffix('-database')),
        set('aws_backup_plan', (v) => { rule(v, 'daily').copy_action = rule(v, 'weekly').copy_action; }, suffix('-database')),
        set('aws_backup_plan', (v) => { rule(v, 'monthly').copy_action[0].lifecycle[0].delete_after = 35; }, suffix('-database')),
        set('aws_backup_plan', (v) => { v.rule.pop(); }, suffix('-database')),
        set('aws_backup_selection', (v) => { v.resources = []; }),
        set('aws_backup_selection', (v) => { v.resources.shift(); }, (v) => v.resources.length > 1),
        set('aws_backup_vault_lock_configuration', (v) => { v.min_retention_days = 1; }),
    ],
    'budget-estimated': [
        set('aws_budgets_budget', (v) => { v.limit_amount = '100'; }),
        elsewhere({ 'docs/cost.md': '| first month | 1 | 9,001 |\n| `budget_usd` | 1 | 9,000 |\n' }),
    ],
    durable: [
        set('aws_rds_cluster_parameter_group', (v) => { named(v, 'synchronous_commit').value = 'off'; }),
        set('aws_rds_cluster_parameter_group', (v) => { named(v, 'rds.force_ssl').value = '0'; }),
        set('aws_rds_cluster_parameter_group', (v) => { v.parameter.push({ name: 'fsync', value: '0' }); }),
        set('aws_rds_cluster_parameter_group', (v) => { named(v, 'log_parameter_max_length').value = '-1'; }),
        set('aws_rds_cluster', (v) => { v.iam_database_authentication_enabled = false; }),
    ],
    'receiver-closed': [
        set('aws_instance', (v) => { v.key_name = 'mine'; }), set('aws_instance', (v) => { v.metadata_options[0].http_tokens = 'optional'; }),
        set('aws_instance', (v) => { v.maintenance_options[0].auto_recovery = 'disabled'; }),
    ],
    'images-fixed': [set('aws_ecr_repository', (v) => { v.image_tag_mutability = 'MUTABLE'; })],
};

/** The account after a break. */
function broken(by) {
    const state = JSON.parse(text);
    const all = resources(state);
    const afterwards = [];
    by({
        of: (type, test = () => true) => {
            const found = all.find((resource) => resource.type === type && test(resource.values));
            if (!found) throw new Error(`no ${type} to break`);
            return found.values;
        },
        put: (type, values) => state.values.root_module.child_modules[0].resources
            .push({ address: `${type}.put`, mode: 'managed', type, name: 'put', values }),
        after: (change) => afterwards.push(change),
    });
    const seen = account(state, root);
    afterwards.forEach((change) => change(seen));
    return seen;
}

const failures = [];
let done = 0;
for (const { id } of rules) if (!breaks[id]?.length) failures.push(`${id} has no break`);
for (const [id, changes] of Object.entries(breaks)) {
    const rule = rules.find((candidate) => candidate.id === id);
    if (!rule) failures.push(`${id} is no rule`);
    else changes.forEach((by, number) => {
        done += 1;
        if (rule.find(broken(by)).length === 0) failures.push(`${id} does not see its break ${number + 1}`);
    });
}
console.log(failures.length ? failures.join('\n') : `${done} breaks of ${rules.length} rules were seen`);
process.exitCode = failures.length ? 1 : 0;
