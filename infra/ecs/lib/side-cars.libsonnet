// What stands beside the server: the Datadog agent and the log router. Neither is essential: a task answers its network
// without them, and a monitor tells that they are silent.
local environment = import 'environment.libsonnet';
local task = import 'task.libsonnet';

local site = 'ap1.datadoghq.com';
local api_key = environment.secret('datadog', 'api_key');
// The folder of a volume in our images; a volume has the owner that its folder has there.
local folder = '/run/side-cars';
local volume = 'side-car-files';

local side_car(name, of, variables) = task.container(
  name, environment.foreign_image(name), variables {
    DD_SITE: site,
    DD_ENV: environment.name,
    DD_SERVICE: of,
    DD_VERSION: environment.commit,
  }, { DD_API_KEY: api_key },
) + task.logs(of, 'side-cars') + {
  essential: false,
  // Its own words must not hold it up.
  logConfiguration+: { options+: { mode: 'non-blocking', 'max-buffer-size': '1m' } },
  dependsOn: [{ containerName: 'files', condition: 'SUCCESS' }],
};

{
  cpu:: 192,
  memory:: 768,

  // The agent proper and nothing beside it: it reads the server's metrics, as its label says, and passes them on.
  datadog_agent(of):: side_car('datadog-agent', of, {
    ECS_FARGATE: 'true',
    // Monitors tell one task from another, by task_arn.
    DD_CHECKS_TAG_CARDINALITY: 'orchestrator',
    DD_DISABLE_FILE_LOGGING: 'true',
    DD_CONFD_PATH: '/etc/datadog-agent/conf.d',
    DD_RUN_PATH: folder,
    DD_AUTH_TOKEN_FILE_PATH: folder + '/auth_token',
    DD_IPC_CERT_FILE_PATH: folder + '/ipc_cert.pem',
  }) + {
    cpu: 128,
    memory: 512,
    entryPoint: ['/opt/datadog-agent/bin/agent/agent'],
    command: ['run', '--cfgpath', folder],
    mountPoints: [{ sourceVolume: volume, containerPath: folder }],
  },

  // Takes the server's log to CloudWatch, which keeps it, and to Datadog.
  log_router(of):: side_car('log-router', of, {
    AWS_REGION: environment.region,
    LOG_GROUP: '/kessai/%s/%s' % [environment.name, of],
  }) + {
    cpu: 64,
    memory: 256,
    // FireLens knows a user by a number alone.
    user: '10001',
    firelensConfiguration: {
      type: 'fluentbit',
      options: { 'config-file-type': 'file', 'config-file-value': folder + '/outputs.conf' },
    },
    mountPoints: [{ sourceVolume: volume, containerPath: folder, readOnly: true }],
  },

  // What both read: files for the container that writes them.
  files:: {
    [folder + '/outputs.conf']: { value: importstr 'outputs.conf' },
    // The agent insists on a file; all of its settings are variables.
    [folder + '/datadog.yaml']: { value: '# see the variables' },
  },
  files_mount:: { sourceVolume: volume, containerPath: folder },
  volume:: { name: volume },

  // Of the program: its log goes to the router.
  routed:: {
    logConfiguration: { logDriver: 'awsfirelens', options: { 'log-driver-buffer-limit': '8388608' } },
  },
}
