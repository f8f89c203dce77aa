// No way in or out but those that stand in the tables of network.tf, endpoints.tf and flows.tf; nothing outside two regions.
import { texts } from '../account.mjs';

const REGIONS = ['ap-northeast-1', 'ap-northeast-3'];
/** What may lie in the second region: copies, and what watches. */
const IN_SECOND = [
    'aws_backup_vault', 'aws_backup_vault_lock_configuration', 'aws_kms_key', 'aws_config_configuration_recorder',
    'aws_config_delivery_channel', 'aws_config_configuration_recorder_status', 'aws_guardduty_detector',
];
/** Texts that name another region and put nothing there. */
const ELSEWHERE = {
    // Where AWS publishes the function that rotates; it is deployed here.
    application_id: /^arn:aws:serverlessrepo:us-east-1:/,
};
const WAYS_OUT = [
    'aws_internet_gateway', 'aws_nat_gateway', 'aws_egress_only_internet_gateway', 'aws_eip', 'aws_vpc_peering_connection',
    'aws_lambda_function_url', 'aws_cloudfront_distribution', 'aws_globalaccelerator_accelerator', 'aws_route',
];
const PUBLIC_FLAGS = ['publicly_accessible', 'associate_public_ip_address', 'map_public_ip_on_launch', 'assign_public_ip'];

function width(cidr) {
    return Number(cidr.split('/')[1]);
}

export default [
    {
        id: 'regions',
        says: 'nothing lies outside ap-northeast-1, and in ap-northeast-3 only copies and watchers',
        find: ({ all }) => all.flatMap(({ address, type, values }) => {
            const named = values.region ?? 'ap-northeast-1';
            const misplaced = named === 'ap-northeast-1' || (named === 'ap-northeast-3' && IN_SECOND.includes(type))
                ? [] : [`${address} is in ${named}`];
            const elsewhere = [...texts(values)].flatMap(([way, text]) =>
                ELSEWHERE[way]?.test(text) ? [] : (text.match(/\b[a-z]{2}(?:-gov)?-(?:north|south|east|west|central)[a-z]*-\d\b/g) ?? [])
                    .filter((region) => !REGIONS.includes(region))
                    .map((region) => `${address}: ${way} names ${region}`));
            return [...misplaced, ...elsewhere];
        }),
    },
    {
        id: 'no-internet',
        says: 'there is no gateway, address or route to the internet',
        find: ({ all, of }) => [
            ...of(...WAYS_OUT).map(({ address }) => `${address} is a way out`),
            ...of('aws_route_table').filter(({ values }) => values.route?.length).map(({ address }) => `${address} has routes of its own`),
            ...all.flatMap(({ address, values }) => PUBLIC_FLAGS.filter((flag) => values[flag] === true || values[flag] === 'true')
                .map((flag) => `${address}: ${flag}`)),
            ...of('aws_lb').filter(({ values }) => values.internal !== true).map(({ address }) => `${address} faces the internet`),
            ...of('aws_instance').filter(({ values }) => values.associate_public_ip_address !== false)
                .map(({ address }) => `${address} may get a public address`),
            ...of('aws_subnet').filter(({ values }) => values.map_public_ip_on_launch !== false)
                .map(({ address }) => `${address} may give public addresses`),
        ],
    },
    {
        id: 'rules-narrow',
        says: 'a rule of a security group is of one TCP port and of a group, a list of AWS or a named range of /16 or narrower',
        find: ({ of }) => [
            ...of('aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule').flatMap(({ address, values }) => [
                ...(values.ip_protocol === 'tcp' && values.from_port === values.to_port && values.from_port > 0
                    ? [] : [`${address} is of more than one TCP port`]),
                ...(values.cidr_ipv4 && width(values.cidr_ipv4) < 16 ? [`${address} is open to ${values.cidr_ipv4}`] : []),
                ...(values.cidr_ipv6 ? [`${address} is of IPv6, which nothing here speaks`] : []),
            ]),
            ...of('aws_security_group', 'aws_default_security_group')
                .filter(({ values }) => values.ingress?.length || values.egress?.length)
                .map(({ address }) => `${address} has rules beside the tables`),
            ...of('aws_security_group_rule').map(({ address }) => `${address}: rules are made of the tables only`),
        ],
    },
    {
        id: 'who-receives',
        says: 'ranges come in at the load balancer only, and the receiver takes no call at all',
        find: ({ of }) => {
            const groups = of('aws_security_group');
            const id = (suffix) => groups.find(({ values }) => values.name.endsWith(suffix))?.values.id;
            const rules = of('aws_vpc_security_group_ingress_rule');
            return [
                ...rules.filter(({ values }) => values.cidr_ipv4 && values.security_group_id !== id('-links'))
                    .map(({ address }) => `${address} lets a range in beside the load balancer`),
                ...rules.filter(({ values }) => values.security_group_id === id('-receiver'))
                    .map(({ address }) => `${address} lets somebody call the receiver`),
                ...(id('-links') && id('-receiver') ? [] : ['the groups of load balancer or receiver are not found']),
            ];
        },
    },
    {
        id: 'endpoints-used',
        says: 'every endpoint has its own group, and somebody who may call it',
        find: ({ of }) => of('aws_vpc_endpoint').filter(({ values }) => values.vpc_endpoint_type === 'Interface').flatMap(({ address, values }) => {
            const callers = of('aws_vpc_security_group_ingress_rule').filter((rule) => values.security_group_ids.includes(rule.values.security_group_id));
            return [
                ...(values.security_group_ids.length === 1 ? [] : [`${address} does not have one group`]),
                ...(callers.length > 0 ? [] : [`${address} has no user`]),
            ];
        }),
    },
    {
        id: 'two-zones',
        says: 'database, subnets of each tier and load balancer are in two zones',
        find: ({ of }) => {
            const zones = (found) => new Set(found.map(({ values }) => values.availability_zone)).size;
            return [
                ...(zones(of('aws_rds_cluster_instance')) === 2 ? [] : ['the database is not in two zones']),
                ...(zones(of('aws_subnet')) === 2 ? [] : ['subnets are not in two zones']),
                ...of('aws_lb').filter(({ values }) => values.subnet_mapping.filter((m) => m.private_ipv4_address).length !== 2)
                    .map(({ address }) => `${address} does not have a fixed address in two zones`),
            ];
        },
    },
];
