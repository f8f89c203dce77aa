// Who may do what: every policy of every resource, statement by statement.

/** Actions that AWS knows no resource for: only these may be on *. */
const NO_RESOURCE_LEVEL = new Set([
    // A log's delivery from Step Functions; names of log groups.
    'logs:CreateLogDelivery', 'logs:GetLogDelivery', 'logs:UpdateLogDelivery', 'logs:DeleteLogDelivery', 'logs:ListLogDeliveries',
    'logs:PutResourcePolicy', 'logs:DescribeResourcePolicies', 'logs:DescribeLogGroups',
    // A login at the registry, before any repository is named.
    'ecr:GetAuthorizationToken',
    // The agents of Systems Manager on the host and in tasks, which only ever speak of themselves.
    'ssmmessages:CreateControlChannel', 'ssmmessages:CreateDataChannel', 'ssmmessages:OpenControlChannel', 'ssmmessages:OpenDataChannel',
    'ec2messages:AcknowledgeMessage', 'ec2messages:DeleteMessage', 'ec2messages:FailMessage', 'ec2messages:GetEndpoint',
    'ec2messages:GetMessages', 'ec2messages:SendReply', 'ssm:UpdateInstanceInformation', 'ssm:ListInstanceAssociations',
    // What became of a command, by its id.
    'ssm:GetCommandInvocation',
    // A build in a VPC looks where it is; a release looks at what it released.
    'ec2:DescribeDhcpOptions', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs',
    'application-autoscaling:DescribeScalableTargets', 'cloudwatch:DescribeAlarms', 'ecs:DescribeTaskDefinition', 'ecs:ListTaskDefinitions', 'elasticloadbalancing:DescribeTargetGroups',
    'elasticloadbalancing:DescribeTargetHealth',
]);

/** Lists of AWS's own that may be attached, and to which role. */
const MANAGED = {
    'arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup': /-backup$/,
    'arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup': /-backup$/,
    'arn:aws:iam::aws:policy/service-role/AWS_ConfigRole': /-config$/,
    // With what is denied beside it: rule plan-reads-no-data.
    'arn:aws:iam::aws:policy/ReadOnlyAccess': /-plan$/,
};

/** Nothing but * after the account: everything of a service, or everything of a kind. */
const isWide = (arn) => arn === '*' || /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(?:[a-z-]+[:/])?\*/.test(arn);
/** The account's network interfaces have no names; the statements that need them name subnets in a condition, or beside. */
const NAMELESS = /:network-interface\/\*$/;

const isKeyPolicy = ({ resource }) => resource.type === 'aws_kms_key';
/** An interface endpoint says whose credentials work there; what they may do, roles say. */
const isOwnAccountOnly = ({ resource }, statement) =>
    resource.type === 'aws_vpc_endpoint' && 'aws:PrincipalAccount' in (statement.conditions.StringEquals ?? {});
/** Objects of AWS itself, read by links that AWS signs. */
const isOfServices = ({ resource }, { actions, resources }) =>
    resource.type === 'aws_vpc_endpoint' && actions.every((action) => action === 's3:GetObject')
    && resources.every((arn) => /^arn:aws:s3:::(?:prod-[a-z0-9-]+-starport-layer-bucket|(?:amazon|aws)-ssm-[a-z0-9-]+)\/\*$/.test(arn));

const allowed = (policies) => policies.flatMap((policy) => policy.statements.filter((s) => s.allows).map((statement) => ({ policy, statement })));
const name = ({ policy, statement }) => `${policy.resource.address} (${policy.attribute} ${statement.sid})`;

export default [
    {
        id: 'actions-named',
        says: 'an action is named in full',
        find: ({ policies }) => allowed(policies).filter(({ policy, statement }) =>
            statement.actions.some((action) => action.includes('*')) && !isOwnAccountOnly(policy, statement)
            && !(isKeyPolicy(policy) && statement.sid === 'Account' && statement.principals.every((who) => /^arn:aws:iam::\d{12}:root$/.test(who))))
            .map((one) => `${name(one)} allows ${one.statement.actions.filter((action) => action.includes('*'))}`),
    },
    {
        id: 'resources-named',
        says: 'a resource is named, where AWS has a resource level',
        find: ({ policies }) => allowed(policies).filter(({ policy, statement }) =>
            statement.resources.some((arn) => isWide(arn) && !NAMELESS.test(arn))
            && !isKeyPolicy(policy) && !isOwnAccountOnly(policy, statement)
            && !(statement.resources.length === 1 && statement.resources[0] === '*' && statement.actions.every((action) => NO_RESOURCE_LEVEL.has(action))))
            .map((one) => `${name(one)} allows ${one.statement.actions} on ${one.statement.resources.filter(isWide)}`),
    },
    {
        id: 'interfaces-of-subnets',
        says: 'where a network interface cannot be named, its subnet is',
        find: ({ policies }) => allowed(policies).filter(({ statement }) => statement.resources.some((arn) => NAMELESS.test(arn))
            && !statement.conditions.StringEquals?.['ec2:Subnet'] && !statement.resources.some((arn) => /subnet/.test(arn)))
            .map((one) => `${name(one)} is of any network interface`),
    },
    {
        id: 'no-exceptions',
        says: 'nothing is allowed by naming what is not',
        find: ({ policies }) => allowed(policies).filter(({ statement }) => statement.isInverted).map(name),
    },
    {
        id: 'nobody-else',
        says: 'nobody of another account, and not everybody, is allowed anything',
        find: ({ of, policies }) => {
            const own = of('aws_inspector2_enabler')[0]?.values.account_ids[0];
            return allowed(policies).filter(({ policy, statement }) => statement.principals.some((who) => {
                if (who === '*') return !isOwnAccountOnly(policy, statement) && !isOfServices(policy, statement);
                const account = who.match(/^arn:aws:iam::(\d{12}):/)?.[1];
                return account !== undefined && account !== own;
            })).map((one) => `${name(one)} allows ${one.statement.principals}`);
        },
    },
    {
        id: 'services-for-us',
        says: 'a service acts for this account only',
        find: ({ policies }) => allowed(policies).filter(({ policy, statement }) => {
            const services = statement.principals.filter((who) => who.endsWith('.amazonaws.com'));
            // These assume roles without naming for whom; a role of ours can be given to them here only.
            const silent = services.every((who) => ['ec2.amazonaws.com', 'cloudtrail.amazonaws.com', 'backup.amazonaws.com'].includes(who))
                && statement.actions.every((action) => action === 'sts:AssumeRole');
            const named = Object.values(statement.conditions).some((by) => Object.keys(by).some((key) =>
                ['aws:SourceAccount', 'aws:SourceArn', 'kms:EncryptionContext:aws:logs:arn', 'kms:EncryptionContext:aws:ecs:clusterAccount'].includes(key)));
            // EventBridge names nobody where it publishes, nor to the key of what it publishes to: rule notices-arrive.
            const event = services.join() === 'events.amazonaws.com' && ['aws_sns_topic_policy', 'aws_kms_key'].includes(policy.resource.type);
            return services.length > 0 && !silent && !named && !event;
        }).map((one) => `${name(one)} allows ${one.statement.principals} for anybody`),
    },
    {
        id: 'roles-given-to-one',
        says: 'a role may be passed to a named service only',
        find: ({ policies }) => allowed(policies).filter(({ statement }) => statement.actions.includes('iam:PassRole')
            && !statement.conditions.StringEquals?.['iam:PassedToService']).map(name),
    },
    {
        id: 'tags-with-definitions',
        says: 'who registers task definitions may tag them: all of infra/ecs carry tags, and AWS refuses the whole without',
        find: ({ policies }) => allowed(policies).filter(({ statement }) => statement.actions.includes('ecs:RegisterTaskDefinition'))
            .filter(({ policy, statement }) => !statement.resources.every((arn) => policy.statements.some((s) =>
                s.allows && s.actions.includes('ecs:TagResource') && s.resources.includes(arn)))).map(name),
    },
    {
        id: 'github-named',
        says: 'a workflow gets a role by its repository and environment or event, in full',
        find: ({ policies }) => allowed(policies).filter(({ statement }) => statement.actions.includes('sts:AssumeRoleWithWebIdentity')).filter(({ statement }) => {
            const equals = statement.conditions.StringEquals ?? {};
            return !/^repo:[\w.-]+\/[\w.-]+:(?:environment:(?:prd|stg)|pull_request)$/.test(equals['token.actions.githubusercontent.com:sub'] ?? '')
                || equals['token.actions.githubusercontent.com:aud'] !== 'sts.amazonaws.com';
        }).map(name),
    },
    {
        id: 'plan-reads-no-data',
        says: 'who plans a pull request reads no object, secret or log',
        find: ({ of, policies }) => of('aws_iam_role_policy_attachment').filter(({ values }) => /ReadOnlyAccess$/.test(values.policy_arn)).filter(({ values }) =>
            !policies.some((policy) => policy.resource.values.role?.endsWith(values.role)
                && policy.statements.some((s) => !s.allows && ['s3:GetObject', 'kms:Decrypt', 'secretsmanager:GetSecretValue', 'logs:GetLogEvents']
                    .every((action) => s.actions.includes(action)))))
            .map(({ address }) => address),
    },
    {
        id: 'managed-listed',
        says: 'a list of AWS is attached only where it is said here',
        find: ({ of }) => [
            ...of('aws_iam_role_policy_attachment').filter(({ values }) => !MANAGED[values.policy_arn]?.test(values.role))
                .map(({ address, values }) => `${address} attaches ${values.policy_arn}`),
            ...of('aws_iam_role').filter(({ values }) => values.managed_policy_arns?.length || values.inline_policy?.length)
                .map(({ address }) => `${address} has policies beside its own resources`),
            ...of('aws_iam_user', 'aws_iam_access_key', 'aws_iam_group', 'aws_key_pair').map(({ address }) => `${address}: people come by roles`),
        ],
    },
    {
        id: 'archive-only-grows',
        says: 'nobody may delete in the archive or lift its lock',
        find: ({ policies }) => allowed(policies).filter(({ policy, statement }) => policy.resource.type === 'aws_iam_role_policy'
            && statement.actions.some((action) => /^s3:(?:Delete|Bypass|PutObjectRetention|PutBucket)/.test(action))
            && statement.resources.some((arn) => /archive/.test(arn) || isWide(arn))).map(name),
    },
];
