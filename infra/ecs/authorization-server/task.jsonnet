local environment = import '../lib/environment.libsonnet';
local side_cars = import '../lib/side-cars.libsonnet';
local task = import '../lib/task.libsonnet';

local name = 'authorization-server';
local size = environment.server;

// The folder of a volume in the image.
local folder = '/run/kessai';
local certificate = folder + '/certificate.pem';
local key = folder + '/key.pem';
local client_authorities = folder + '/client-authorities.pem';

local hold_policy = folder + '/hold.policy';
local has_hold_policy = environment.programme.hold_policy != null;

// What ECS has as secrets and variables, and the programs read as files.
local written = {
  [certificate]: { secret: environment.secret('tls', 'certificate') },
  [key]: { secret: environment.secret('tls', 'key') },
  [client_authorities]: { secret: environment.secret('tls', 'client_authorities') },
  [if has_hold_policy then hold_policy]: { value: environment.programme.hold_policy },
} + side_cars.files;
local paths = std.objectFields(written);
local numbered(kind) = {
  ['FILE_%d' % i]: written[paths[i]][kind]
  for i in std.range(0, std.length(paths) - 1)
  if kind in written[paths[i]]
};

// Ends before the others start.
local files = task.container('files', environment.image(name), numbered('value'), numbered('secret')) + task.logs(name, 'side-cars') + {
  essential: false,
  cpu: 32,
  memory: 64,
  entryPoint: ['write-files'],
  command: ['FILE_%d=%s' % [i, paths[i]] for i in std.range(0, std.length(paths) - 1)],
  mountPoints: [{ sourceVolume: 'files', containerPath: folder }, side_cars.files_mount],
};

local variable(key) = std.asciiUpper(std.strReplace(std.strReplace(key, '.', '_'), '-', '_'));

local every_link = {
  host: '0.0.0.0',
  // The networks' lines are theirs, or a VPN's.
  'tls.external': 'true',
  // The load balancer forgets a connection after 350 s of silence.
  'echo-interval': 'PT1M',
};
local link_variables = {
  [variable('kessai.links.%s.%s' % [link, key])]: (every_link + environment.links[link])[key]
  for link in std.objectFields(environment.links)
  for key in std.objectFields(every_link + environment.links[link])
};

// Aliases of keys in AWS Payment Cryptography.
local card_key_variables = {
  [variable('kessai.cryptography.keys.' + use)]: 'alias/kessai-%s-%s' % [environment.name, use]
  for use in ['card-value', 'cavv', 'cryptogram', 'pin-encryption', 'pin-verification', 'zone-master']
};

local programme_variables = {
  [if has_hold_policy then 'KESSAI_HOLD_POLICY_FILE']: hold_policy,
  [if environment.programme.pan_prefix != null then 'KESSAI_PRODUCT_PAN_PREFIX']: environment.programme.pan_prefix,
};

local server = task.program(name, {
  KESSAI_PROFILE: 'production',
  KESSAI_PROGRAMME_ZONE: 'Asia/Tokyo',
  // No link but those named.
  KESSAI_LINKS_ENABLED: 'false',
  // What is in flight gets its answer before the end; the stop timeout is longer.
  KESSAI_FLOW_DRAIN_LIMIT: 'PT30S',
  KESSAI_HTTP_HOST: '0.0.0.0',
  KESSAI_HTTP_PLAIN_TEXT: 'disabled',
  KESSAI_HTTP_TLS_PORT: '8443',
  KESSAI_HTTP_TLS_CERTIFICATE: certificate,
  KESSAI_HTTP_TLS_KEY: key,
  KESSAI_GRPC_HOST: '0.0.0.0',
  KESSAI_GRPC_PORT: '9000',
  KESSAI_GRPC_TLS_CERTIFICATE: certificate,
  KESSAI_GRPC_TLS_KEY: key,
  KESSAI_GRPC_TLS_CLIENT_AUTHORITIES: client_authorities,
  KESSAI_CRYPTOGRAPHY_PROVIDER: 'aws',
  AWS_REGION: environment.region,
} + programme_variables + card_key_variables + link_variables, task.database_secrets('server') + task.vault_secrets) + side_cars.routed + {
  // What the others leave.
  cpu: size.cpu - side_cars.cpu - files.cpu,
  memory: size.memory - side_cars.memory - files.memory,
  dependsOn: [
    { containerName: 'files', condition: 'SUCCESS' },
    { containerName: 'log-router', condition: 'START' },
  ],
  mountPoints+: [{ sourceVolume: 'files', containerPath: folder, readOnly: true }],
  portMappings: [
    { name: 'visa', containerPort: 8583, protocol: 'tcp' },
    { name: 'grpc', containerPort: 9000, protocol: 'tcp' },
    { name: 'https', containerPort: 8443, protocol: 'tcp' },
  ],
  // Whether it lives. Whether it is ready is asked by the load balancer: one that is not gets no traffic, but is not
  // killed.
  healthCheck: { command: ['CMD', 'health', 'live'], interval: 10, timeout: 5, retries: 3, startPeriod: 60 },
  // The agent's metrics have these tags, and monitors ask for them; Fargate has no host whose tags they would take.
  dockerLabels: {
    'com.datadoghq.tags.env': environment.name,
    'com.datadoghq.tags.service': name,
    'com.datadoghq.tags.version': environment.commit,
    'com.datadoghq.ad.checks': std.manifestJsonEx({
      openmetrics: {
        instances: [{
          // Within the task; the certificate names the service.
          openmetrics_endpoint: 'https://127.0.0.1:8443/q/metrics',
          tls_verify: false,
          // Names as infra/datadog has them: kessai_answers_total is kessai.answers.count.
          namespace: 'kessai',
          raw_metric_prefix: 'kessai_',
          metrics: ['.*'],
        }],
      },
    }, ''),
  },
};

task.definition(name, size, [server, files, side_cars.datadog_agent(name), side_cars.log_router(name)]) + {
  volumes+: [{ name: 'files' }, side_cars.volume],
}
