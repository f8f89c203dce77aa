local environment = import '../lib/environment.libsonnet';
local side_cars = import '../lib/side-cars.libsonnet';
local task = import '../lib/task.libsonnet';

local name = 'authorization-server';
local size = environment.server;
local certificate = task.program_files + '/certificate.pem';
local key = task.program_files + '/key.pem';
local client_authorities = task.program_files + '/client-authorities.pem';

local variable(text) = std.asciiUpper(std.strReplace(std.strReplace(text, '.', '_'), '-', '_'));
local link_variables = {
  [variable('kessai.links.%s.%s' % [link, field])]: size.links[link][field]
  for link in std.objectFields(size.links)
  for field in std.objectFields(size.links[link])
} + {
  [variable('kessai.links.%s.%s' % [link, field])]: ({
                                                       host: '0.0.0.0',
                                                       // The networks' lines are theirs, or a VPN's.
                                                       'tls.external': 'true',
                                                       // The load balancer forgets a connection after 350 s of silence.
                                                       'echo-interval': 'PT1M',
                                                     })[field]
  for link in std.objectFields(size.links)
  for field in ['host', 'tls.external', 'echo-interval']
};

// Aliases of keys in AWS Payment Cryptography.
local card_keys = {
  [variable('kessai.cryptography.keys.' + use)]: 'alias/kessai-%s-%s' % [environment.name, use]
  for use in ['card-value', 'cavv', 'cryptogram', 'pin-encryption', 'pin-verification', 'zone-master']
};

local server = task.program(name, {
  KESSAI_PROFILE: 'production',
  KESSAI_PROGRAMME_ZONE: 'Asia/Tokyo',
  // No link but those named.
  KESSAI_LINKS_ENABLED: 'false',
  // What is in flight gets its answer before the end; task.stop_timeout is longer.
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
} + card_keys + link_variables + task.database_variables, task.database_secrets('server') + task.vault_secrets);

task.definition(name, size, [
  server + side_cars.routed + {
    // What the side-cars leave.
    cpu: size.cpu - 128 - 64 - 32,
    memory: size.memory - 512 - 256 - 64,
    portMappings: [
      { name: 'link', containerPort: 8583, protocol: 'tcp' },
      { name: 'grpc', containerPort: 9000, protocol: 'tcp' },
      { name: 'https', containerPort: 8443, protocol: 'tcp' },
    ],
    // Whether it lives. Whether it is ready is asked by the load balancer: one that is not gets no traffic, but is
    // not killed.
    healthCheck: { command: ['CMD', 'health', 'live'], interval: 10, timeout: 5, retries: 3, startPeriod: 60 },
    dockerLabels: {
      'com.datadoghq.ad.checks': std.manifestJsonEx({
        openmetrics: {
          instances: [{
            // Within the task; the certificate names the service.
            openmetrics_endpoint: 'https://127.0.0.1:8443/q/metrics',
            tls_verify: false,
            namespace: 'kessai',
            metrics: ['.*'],
          }],
        },
      }, ''),
    },
  },
  task.files(name, [
    task.database_authorities,
    { path: certificate, secret: environment.secret('server-tls', 'certificate') },
    { path: key, secret: environment.secret('server-tls', 'key') },
    { path: client_authorities, secret: environment.secret('server-tls', 'client_authorities') },
  ] + side_cars.files) + { mountPoints+: [side_cars.mount] },
  side_cars.datadog_agent(name),
  side_cars.log_router(name),
]) + { volumes+: [side_cars.volume] }
