// Everything leaves a trace, and whoever is woken knows what to read.
import { isThere, read, texts } from '../account.mjs';

/** Groups that are not copied to the archive: what would feed itself, or is there by another way, or only counts. */
const NOT_ARCHIVED = /\/(?:cloudtrail|log-archive|performance)$/;
const LEADS = /https:\/\/\S*\/docs\/runbooks\/([a-z-]+)\.md/g;

const on = (is, what) => (is ? [] : [what]);

export default [
    {
        id: 'logs-kept',
        says: 'a log group is kept for a year or more (counters: a month) and copied to the archive',
        find: ({ of }) => {
            const archived = new Set(of('aws_cloudwatch_log_subscription_filter').map(({ values }) => values.log_group_name));
            return of('aws_cloudwatch_log_group').flatMap(({ address, values }) => [
                ...on(values.retention_in_days >= (/\/performance$/.test(values.name) ? 30 : 365), `${address} is not kept`),
                ...on(archived.has(values.name) || NOT_ARCHIVED.test(values.name), `${address} is not archived`),
            ]);
        },
    },
    {
        id: 'logs-written',
        says: 'whatever runs writes a log',
        find: ({ of }) => [
            ...of('aws_vpc').filter(({ values }) => !of('aws_flow_log').some((log) => log.values.vpc_id === values.id && log.values.traffic_type === 'ALL'))
                .map(({ address }) => `${address} has no flow log`),
            ...of('aws_sfn_state_machine').filter(({ values }) => {
                const to = values.logging_configuration?.[0];
                return to?.level !== 'ALL' || !to.include_execution_data || !to.log_destination;
            }).map(({ address }) => `${address} writes no full log`),
            ...of('aws_rds_cluster').filter(({ values }) => !values.enabled_cloudwatch_logs_exports?.includes('postgresql')).map(({ address }) => address),
            ...of('aws_codebuild_project').filter(({ values }) => values.logs_config?.[0]?.cloudwatch_logs?.[0]?.status !== 'ENABLED').map(({ address }) => address),
            ...of('aws_ecs_cluster').filter(({ values }) => {
                const shell = values.configuration?.[0]?.execute_command_configuration?.[0];
                return shell?.logging !== 'OVERRIDE' || !shell.log_configuration?.[0]?.cloud_watch_log_group_name;
            }).map(({ address }) => `${address} keeps no shells`),
            ...of('aws_vpn_connection').filter(({ values }) => ['tunnel1_log_options', 'tunnel2_log_options']
                .some((tunnel) => !values[tunnel]?.[0]?.cloudwatch_log_options?.[0]?.log_enabled)).map(({ address }) => address),
        ],
    },
    {
        id: 'account-watched',
        says: 'CloudTrail, Config, GuardDuty (both regions) and Inspector are on',
        find: ({ of }) => {
            const regions = (type, is) => new Set(of(type).filter(is).map(({ values }) => values.region)).size;
            const trail = of('aws_cloudtrail')[0]?.values ?? {};
            return [
                ...on(trail.enable_logging && trail.is_multi_region_trail && trail.enable_log_file_validation, 'CloudTrail is not whole'),
                ...on(regions('aws_config_configuration_recorder_status', ({ values }) => values.is_enabled === true) === 2, 'Config does not record'),
                ...on(regions('aws_guardduty_detector', ({ values }) => values.enable === true) === 2, 'GuardDuty is off'),
                ...on(of('aws_guardduty_detector_feature').every(({ values }) => values.status === 'ENABLED'), 'a feature of GuardDuty is off'),
                ...on(['EC2', 'ECR', 'LAMBDA'].every((type) => of('aws_inspector2_enabler')[0]?.values.resource_types.includes(type)), 'Inspector is off'),
                ...on(of('aws_ecr_repository').every(({ values }) => values.image_scanning_configuration?.[0]?.scan_on_push), 'images are not scanned'),
            ];
        },
    },
    {
        id: 'alarms-told',
        says: 'an alarm tells somebody, and names its runbook',
        find: ({ of }) => of('aws_cloudwatch_metric_alarm').flatMap(({ address, values }) => [
            ...on(values.alarm_actions?.some((arn) => /sns_topic/.test(arn)) && values.actions_enabled !== false, `${address} tells nobody`),
            ...on([...values.alarm_description.matchAll(LEADS)].length > 0, `${address} names no runbook`),
        ]),
    },
    {
        id: 'notices-told',
        says: 'an event that is told names its runbook, and every state machine tells its failures',
        find: ({ of }) => [
            ...of('aws_cloudwatch_event_target').filter(({ values }) => /sns_topic/.test(values.arn)
                && ![...(values.input_transformer?.[0]?.input_template ?? '').matchAll(LEADS)].length)
                .map(({ address }) => `${address} names no runbook`),
            ...of('aws_sfn_state_machine').filter(({ values }) => !of('aws_cloudwatch_event_rule').some((rule) =>
                rule.values.event_pattern?.includes(`"${values.arn}"`) && ['FAILED', 'TIMED_OUT', 'ABORTED'].every((status) => rule.values.event_pattern.includes(status))))
                .map(({ address }) => `${address} fails in silence`),
        ],
    },
    {
        id: 'notices-arrive',
        says: 'EventBridge may publish to each topic and use its key, without a condition: it meets none, and drops what it may not send',
        find: ({ of, policies }) => of('aws_sns_topic').flatMap(({ address, values }) => {
            const may = (type, is, action) => policies.some(({ resource, statements }) => resource.type === type && is(resource.values)
                && statements.some((s) => s.allows && s.principals.includes('events.amazonaws.com') && s.actions.includes(action) && Object.keys(s.conditions).length === 0));
            return [
                ...on(may('aws_sns_topic_policy', (topic) => topic.arn === values.arn, 'sns:Publish'), `${address} takes no events`),
                ...on(may('aws_kms_key', (key) => key.arn === values.kms_master_key_id, 'kms:GenerateDataKey'), `${address}: its key takes no events`),
            ];
        }),
    },
    {
        id: 'alarms-there',
        says: 'an alarm on which a deployment is taken back is there: CloudWatch says nothing of one that is not',
        find: ({ of, root }) => {
            const script = ['infra', 'ops', 'deploy-server'];
            if (!isThere(root, ...script)) return [];
            const named = [...(read(root, ...script).match(/^alarms=\(([^)]*)\)/m)?.[1] ?? '').matchAll(/kessai-\$env-([a-z-]+)/g)].map((match) => match[1]);
            const there = of('aws_cloudwatch_metric_alarm').map(({ values }) => values.alarm_name.replace(/^kessai-(?:prd|stg)-/, ''));
            return [
                ...on(named.length > 0, `${script.join('/')} names no alarm`),
                ...named.filter((alarm) => !there.includes(alarm)).map((alarm) => `${script.join('/')} waits for ${alarm}, which is not there`),
            ];
        },
    },
    {
        id: 'runbooks-there',
        says: 'a runbook that is named is there',
        find: ({ all, root }) => (isThere(root, 'docs/runbooks') ? [...new Set(all.flatMap(({ values }) =>
            [...texts(values)].flatMap(([, text]) => [...text.matchAll(LEADS)].map((match) => match[1]))))]
            .filter((runbook) => !isThere(root, 'docs/runbooks', `${runbook}.md`)).map((runbook) => `docs/runbooks/${runbook}.md is not there`) : []),
    },
];
