// Task definitions and their containers: what is so of every one of them.
local environment = import 'environment.libsonnet';

// The user of our images (infra/images/Dockerfile). Side-cars run as it too: the volumes are its own.
local user = '10001:10001';

local pairs(object, value) = [{ name: key, [value]: object[key] } for key in std.objectFields(object)];

{
  // Seconds from SIGTERM to SIGKILL, the most that Fargate gives.
  stop_timeout:: 120,

  // A container; variables and secrets are objects of NAME: value. Whatever it is, it can change nothing, is not
  // root and has no capability.
  container(name, image, variables={}, secrets={}):: {
    name: name,
    image: image,
    essential: true,
    user: user,
    readonlyRootFilesystem: true,
    linuxParameters: { initProcessEnabled: true, capabilities: { drop: ['ALL'] } },
    stopTimeout: $.stop_timeout,
    environment: pairs(variables, 'value'),
    secrets: pairs(secrets, 'valueFrom'),
  },

  // Straight to CloudWatch. The log is what the night's alarms are raised from: a task rather waits than loses a line.
  logs(task, prefix='task'):: {
    logConfiguration: {
      logDriver: 'awslogs',
      options: {
        'awslogs-group': '/kessai/%s/%s' % [environment.name, task],
        'awslogs-region': environment.region,
        'awslogs-stream-prefix': prefix,
        mode: 'blocking',
      },
    },
  },

  // Its user and password, rotated together.
  database_secrets(role):: {
    ['KESSAI_DB_%s_USER' % std.asciiUpper(role)]: environment.secret('db/' + role, 'username'),
    ['KESSAI_DB_%s_PASSWORD' % std.asciiUpper(role)]: environment.secret('db/' + role, 'password'),
  },

  vault_secrets:: {
    KESSAI_VAULT_TOKEN_KEY: environment.secret('vault', 'token_key'),
    KESSAI_VAULT_SEALING_KEYS: environment.secret('vault', 'sealing_keys'),
    KESSAI_VAULT_CURRENT_VERSION: environment.secret('vault', 'current_version'),
  },

  // The program of a task; all of them have the one database.
  program(name, variables, secrets):: $.container(
    name, environment.image(name), variables { KESSAI_DB_URL: environment.setting('db/url') }, secrets
  ) + {
    mountPoints: [{ sourceVolume: 'tmp', containerPath: '/tmp' }],
    // Fargate's most; a link, a lane and a call of a person are a file each.
    ulimits: [{ name: 'nofile', softLimit: 65535, hardLimit: 65535 }],
  },

  definition(name, size, containers):: {
    family: 'kessai-%s-%s' % [environment.name, name],
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    // An AOT cache is of one kind of processor.
    runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
    cpu: std.toString(size.cpu),
    memory: std.toString(size.memory),
    taskRoleArn: environment.terraform.task_roles[name],
    executionRoleArn: environment.terraform.execution_roles[name],
    containerDefinitions: containers,
    volumes: [{ name: 'tmp' }],
    tags: [
      { key: 'env', value: environment.name },
      { key: 'service', value: name },
      { key: 'commit', value: environment.commit },
    ],
  },

  // The configuration of ecspresso for a task, whose folder it stands in.
  ecspresso:: {
    required_version: '>= 2.4.0, < 3',
    region: environment.region,
    cluster: environment.cluster,
    task_definition: 'task.jsonnet',
    timeout: '15m0s',
    plugins: [
      { name: 'tfstate', config: { url: std.native('must_env')('TFSTATE_URL') } },
      { name: 'ssm' },
    ],
  },
}
