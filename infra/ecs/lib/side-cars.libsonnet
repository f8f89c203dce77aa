// The Datadog agent and the log router beside the server. Neither is essential: a task answers its network
// without them, and a monitor tells that they are silent.
local environment = import 'environment.libsonnet';
local task = import 'task.libsonnet';

local site = 'ap1.datadoghq.com';
local api_key = environment.secret('datadog', 'api_key');

{
  // What both read, beside the files of the program.
  files:: [
    { path: task.side_car_files + '/outputs.conf', value: importstr 'outputs.conf' },
    // The agent insists on a file; all of its settings are variables.
    { path: task.side_car_files + '/datadog.yaml', value: '# see the variables\n' },
  ],
  volume:: { name: 'side-car-files' },
  mount:: { sourceVolume: 'side-car-files', containerPath: task.side_car_files },

  local side_car(name, of, variables) = task.container(
    name, environment.foreign_image(name), variables, { DD_API_KEY: api_key },
  ) + task.side_car_logs(of) + {
    essential: false,
    dependsOn: [{ containerName: 'files', condition: 'SUCCESS' }],
  },

  // The agent proper and nothing beside it: it reads the server's metrics, as its label says, and passes them on.
  datadog_agent(of):: side_car('datadog-agent', of, {
    DD_SITE: site,
    DD_ENV: environment.name,
    DD_SERVICE: of,
    DD_VERSION: environment.commit,
    ECS_FARGATE: 'true',
    DD_DISABLE_FILE_LOGGING: 'true',
    DD_CONFD_PATH: '/etc/datadog-agent/conf.d',
    DD_RUN_PATH: task.side_car_files,
    DD_AUTH_TOKEN_FILE_PATH: task.side_car_files + '/auth_token',
    DD_IPC_CERT_FILE_PATH: task.side_car_files + '/ipc_cert.pem',
  }) + {
    cpu: 128,
    memory: 512,
    entryPoint: ['/opt/datadog-agent/bin/agent/agent'],
    command: ['run', '--cfgpath', task.side_car_files],
    mountPoints: [$.mount],
  },

  // Takes the server's log to CloudWatch, which keeps it, and to Datadog.
  log_router(of):: side_car('log-router', of, {
    AWS_REGION: environment.region,
    LOG_GROUP: environment.log_group(of),
    DD_SITE: site,
    DD_ENV: environment.name,
    DD_SERVICE: of,
    DD_VERSION: environment.commit,
  }) + {
    cpu: 64,
    memory: 256,
    // FireLens knows a user by a number alone.
    user: '10001',
    firelensConfiguration: {
      type: 'fluentbit',
      options: { 'config-file-type': 'file', 'config-file-value': task.side_car_files + '/outputs.conf' },
    },
    mountPoints: [$.mount { readOnly: true }],
  },

  // Of the program: its log goes to the router.
  routed:: {
    logConfiguration: { logDriver: 'awsfirelens', options: { 'log-driver-buffer-limit': '8388608' } },
    dependsOn+: [{ containerName: 'log-router', condition: 'START' }],
  },
}
