// What must be so of rendered services and task definitions: node assert.js README FOLDER ENVIRONMENT
const fs = require('node:fs');
const path = require('node:path');
const { known } = require('./variables.js');

const [readme, folder, environment] = process.argv.slice(2);
const read = (name) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
const faults = [];
const must = (holds, where, what) => holds || faults.push(`${where}: ${what}`);
const variables = known(readme);

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html: CPU units to MiB.
const step = (from, to, by) => Array.from({ length: (to - from) / by + 1 }, (_, i) => from + i * by);
const FARGATE = {
  256: [512, 1024, 2048],
  512: step(1024, 4096, 1024),
  1024: step(2048, 8192, 1024),
  2048: step(4096, 16384, 1024),
  4096: step(8192, 30720, 1024),
  8192: step(16384, 61440, 4096),
};
const SECRET_NAME = /PASSWORD|SECRET|TOKEN|API_KEY|VAULT|PRIVATE/;
const NOT_SECRET = /^(KESSAI_(HTTP|GRPC|LINKS).*|DD_AUTH_TOKEN_FILE_PATH)$/;
// What a program cannot do without in production; the links' and the card keys' names are the operator's.
const NEEDED = {
  'authorization-server': [
    'KESSAI_PROFILE', 'KESSAI_DB_URL', 'KESSAI_DB_SERVER_USER', 'KESSAI_DB_SERVER_PASSWORD',
    'KESSAI_VAULT_TOKEN_KEY', 'KESSAI_VAULT_SEALING_KEYS', 'KESSAI_VAULT_CURRENT_VERSION',
    'KESSAI_HTTP_TLS_CERTIFICATE', 'KESSAI_HTTP_TLS_KEY', 'KESSAI_HTTP_PLAIN_TEXT',
    'KESSAI_GRPC_TLS_CERTIFICATE', 'KESSAI_GRPC_TLS_KEY', 'KESSAI_GRPC_TLS_CLIENT_AUTHORITIES', 'KESSAI_FLOW_DRAIN_LIMIT',
  ],
  'clearing-batch': [
    'KESSAI_DB_URL', 'KESSAI_DB_BATCH_USER', 'KESSAI_DB_BATCH_PASSWORD', 'KESSAI_INBOX', 'KESSAI_ARCHIVE', 'KESSAI_REPORTS',
    'KESSAI_VAULT_TOKEN_KEY', 'KESSAI_VAULT_SEALING_KEYS', 'KESSAI_VAULT_CURRENT_VERSION', 'KESSAI_BUSINESS_ZONE',
    'KESSAI_STEP_WAIT_SECONDS', 'KESSAI_OUTPUT', 'AWS_REGION', 'KESSAI_DB_READER_USER', 'KESSAI_DB_READER_PASSWORD',
  ],
  migrations: ['KESSAI_DB_URL', 'KESSAI_DB_MIGRATIONS_USER', 'KESSAI_DB_MIGRATIONS_PASSWORD'],
};

function seconds(duration) {
  const [, minutes = 0, rest = 0] = /^PT(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(duration) ?? [];
  return Number(minutes) * 60 + Number(rest);
}

function checkTask(name) {
  const task = read(`${name}.task.json`);
  must(task.family === `kessai-${environment}-${name}`, name, `the family is ${task.family}`);
  must(task.taskRoleArn.endsWith(`:role/kessai-${environment}-${name}`), name, `the role is ${task.taskRoleArn}`);
  must(task.executionRoleArn.endsWith(`:role/kessai-${environment}-${name}-execution`), name, `the execution role is ${task.executionRoleArn}`);
  must(FARGATE[task.cpu]?.includes(Number(task.memory)), name, `Fargate has no ${task.cpu} CPU units with ${task.memory} MiB`);
  const containers = task.containerDefinitions;
  for (const limit of ['cpu', 'memory']) {
    const sum = containers.reduce((all, container) => all + (container[limit] ?? 0), 0);
    must(sum <= Number(task[limit]), name, `the containers' ${limit} is ${sum} of ${task[limit]}`);
  }
  must(containers.filter((c) => c.essential).map((c) => c.name).join() === name, name, 'another container than the program is essential');
  containers.forEach((container) => checkContainer(`${name}/${container.name}`, container, task));
  const program = containers.find((container) => container.name === name);
  const has = new Map([
    ...program.environment.map(({ name: key, value }) => [key, value]),
    ...program.secrets.map(({ name: key }) => [key, 'secret']),
  ]);
  NEEDED[name].forEach((key) => must(has.has(key), name, `without ${key}`));
  must(/sslmode=verify-full&sslrootcert=\/opt\/kessai\/rds-authorities\.pem/.test(has.get('KESSAI_DB_URL')), name, 'the database is not verified');
  // The execution role may read the secrets that the task names, and no other.
  const roles = fs.readFileSync(path.join(path.dirname(readme), 'infra/aws/modules/environment/roles.tf'), 'utf8');
  const given = new RegExp(`^ {4}"?${name}"? += \\{ secrets = \\[([^\\]]*)\\]`, 'm').exec(roles)?.[1].match(/[a-z/]+/g).sort().join();
  const named = [...new Set(containers.flatMap((c) => c.secrets).map(({ valueFrom }) => /:secret:kessai\/\w+\/([a-z/]+)-/.exec(valueFrom)[1]))].sort().join();
  must(given === named, name, `its execution role may read ${given}, and the task names ${named}`);
  if (name === 'authorization-server') {
    checkServer(program, has, task);
    checkMetrics(program, task);
  }
}

function checkServer(program, has, task) {
  const name = program.name;
  const drain = seconds(has.get('KESSAI_FLOW_DRAIN_LIMIT'));
  must(drain > 0 && program.stopTimeout >= drain + 30, name, `stopTimeout ${program.stopTimeout} s leaves nothing beyond the drain limit of ${drain} s`);
  must(has.get('KESSAI_PROFILE') === 'production' && has.get('KESSAI_HTTP_PLAIN_TEXT') === 'disabled', name, 'not strict');
  // Every file that a variable names is written before.
  const files = task.containerDefinitions.find((container) => container.name === 'files');
  const written = files.command.map((pair) => pair.split('=')[1]);
  [...has.values()].flatMap((value) => value.match(/\/run\/kessai\/[a-z.-]+/g) ?? [])
    .forEach((file) => must(written.includes(file), name, `nothing writes ${file}`));
  const given = [...files.environment, ...files.secrets].map((variable) => variable.name);
  files.command.forEach((pair) => must(given.includes(pair.split('=')[0]), name, `nothing gives what to write: ${pair}`));
  must(program.dependsOn.some((other) => other.containerName === 'files' && other.condition === 'SUCCESS'), name, 'does not wait for its files');
  const links = [...has.keys()].map((key) => /^KESSAI_LINKS_([A-Z]+)_NETWORK$/.exec(key)?.[1]).filter(Boolean);
  must(links.length > 0, name, 'has no link');
  for (const link of links) {
    const of = (field) => has.get(`KESSAI_LINKS_${link}_${field}`);
    must(seconds(of('ECHO_INTERVAL') ?? '') > 0 && seconds(of('ECHO_INTERVAL')) < 350, name, `link ${link} may be silent for longer than the load balancer's 350 s`);
    must(of('TLS_EXTERNAL') === 'true' || of('TLS_CERTIFICATE') || of('TLS_SERVER_AUTHORITIES'), name, `the server refuses link ${link} in plain text`);
  }
  const ports = program.portMappings.map((mapping) => String(mapping.containerPort));
  for (const key of ['KESSAI_HTTP_TLS_PORT', 'KESSAI_GRPC_PORT', 'KESSAI_LINKS_VISA_PORT'])
    must(ports.includes(has.get(key)), name, `${key}=${has.get(key)} is not mapped`);
}

// Monitors find only what the agent sends under the name and with the tags that they ask for.
function checkMetrics(program, task) {
  const tf = (name) => fs.readFileSync(path.join(path.dirname(readme), 'infra/datadog', name), 'utf8');
  const asked = Object.fromEntries([.../^ {2}agent = \{(.*)\}$/m.exec(tf('main.tf'))[1].matchAll(/(\w+) = "(\w+)"/g)].map(([, key, value]) => [key, value]));
  const [instance] = JSON.parse(program.dockerLabels['com.datadoghq.ad.checks']).openmetrics.instances;
  for (const key of ['namespace', 'raw_metric_prefix'])
    must(asked[key] && instance[key] === asked[key], 'metrics', `${key} is ${instance[key]}, in infra/datadog ${asked[key]}`);
  const agent = new Map(task.containerDefinitions.find((c) => c.name === 'datadog-agent').environment.map(({ name, value }) => [name, value]));
  const monitors = tf('monitors.tf') + tf('objective.tf');
  must(!/\bby \{[^}]*\btask_arn\b/.test(monitors) || agent.get('DD_CHECKS_TAG_CARDINALITY') === 'orchestrator', 'metrics', 'have no tag task_arn, which a monitor groups by');
  must(!/\{env:/.test(monitors) || program.dockerLabels['com.datadoghq.tags.env'] === environment, 'metrics', `have no tag env:${environment}, which monitors ask for`);
}

function checkContainer(where, container, task) {
  must(container.readonlyRootFilesystem === true, where, 'may write to its file system');
  must(/^[1-9]\d*(:[1-9]\d*)?$/.test(container.user ?? ''), where, `the user is ${container.user}`);
  must(container.linuxParameters?.capabilities?.drop?.includes('ALL'), where, 'keeps capabilities');
  must(!container.privileged, where, 'is privileged');
  must(container.logConfiguration, where, 'has no log');
  must(/(:[0-9a-f]{40}|@sha256:[0-9a-f]{64})$/.test(container.image), where, `image by a tag that can move: ${container.image}`);
  must(container.stopTimeout >= 30 && container.stopTimeout <= 120, where, `stopTimeout ${container.stopTimeout}`);
  for (const { name, value } of container.environment) {
    must(!SECRET_NAME.test(name) || NOT_SECRET.test(name), where, `${name} is a secret in clear`);
    must(!/BEGIN [A-Z ]*PRIVATE KEY|arn:aws:secretsmanager/.test(value), where, `${name} has a secret in clear`);
    must(typeof value === 'string' && value !== '', where, `${name} is empty`);
  }
  for (const { name, valueFrom } of container.secrets)
    must(/^arn:aws:secretsmanager:.*:[a-z_]+::$/.test(valueFrom), where, `${name} from ${valueFrom}`);
  for (const { name } of [...container.environment, ...container.secrets].filter(({ name }) => name.startsWith('KESSAI_')))
    must(variables.some((pattern) => pattern.test(name)), where, `README.md knows no ${name}`);
  const volumes = task.volumes.map((volume) => volume.name);
  (container.mountPoints ?? []).forEach((mount) => must(volumes.includes(mount.sourceVolume), where, `no volume ${mount.sourceVolume}`));
  (container.dependsOn ?? []).forEach((other) =>
    must(task.containerDefinitions.some((c) => c.name === other.containerName), where, `waits for ${other.containerName}, which is not there`));
}

function checkService(name) {
  const service = read(`${name}.service.json`);
  const deployment = service.deploymentConfiguration;
  must(deployment.deploymentCircuitBreaker.enable && deployment.deploymentCircuitBreaker.rollback, name, 'no circuit breaker');
  must(deployment.alarms.enable && deployment.alarms.rollback && deployment.alarms.alarmNames.length > 0, name, 'no rollback on alarms');
  must(deployment.minimumHealthyPercent >= 100, name, 'fewer tasks during a deployment');
  must(service.desiredCount >= 2, name, 'a single task');
  must(service.networkConfiguration.awsvpcConfiguration.assignPublicIp === 'DISABLED', name, 'a public address');
  must(new Set(service.networkConfiguration.awsvpcConfiguration.subnets).size >= 2, name, 'a single zone');
  must(service.enableExecuteCommand === false, name, 'a shell in the server');
  const program = read(`${name}.task.json`).containerDefinitions.find((container) => container.name === name);
  service.loadBalancers.forEach((balancer) =>
    must(program.portMappings.some((mapping) => mapping.containerPort === balancer.containerPort), name, `port ${balancer.containerPort} is not mapped`));
}

Object.keys(NEEDED).forEach(checkTask);
checkService('authorization-server');
faults.forEach((fault) => console.log(fault));
process.exit(faults.length > 0 ? 1 : 0);
