// Task definitions and their containers: what is so of every one of them.
local environment = import 'environment.libsonnet';

// The user of our images (infra/images/Dockerfile). Side-cars run as it too: the volumes are its own.
local user = '10001:10001';

local pairs(object, value) = [{ name: key, [value]: object[key] } for key in std.objectFields(object)];

{
  // Folders of volumes in the images; a volume has the owner that its folder has there.
  program_files:: '/run/kessai',
  side_car_files:: '/run/side-cars',

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
        'awslogs-group': environment.log_group(task),
        'awslogs-region': environment.region,
        'awslogs-stream-prefix': prefix,
        mode: 'blocking',
      },
    },
  },

  // The same for what must not hold up authorizations.
  side_car_logs(task):: $.logs(task, 'side-cars') + { logConfiguration+: { options+: { mode: 'non-blocking', 'max-buffer-size': '1m' } } },

  // A container that ends before the others start: writes files that programs cannot take as variables, each an
  // object of path, and value or secret.
  files(task, files):: $.container(
    'files',
    environment.image(task),
    { ['FILE_%d' % i]: files[i].value for i in std.range(0, std.length(files) - 1) if 'value' in files[i] },
    { ['FILE_%d' % i]: files[i].secret for i in std.range(0, std.length(files) - 1) if 'secret' in files[i] },
  ) + $.logs(task) + {
    essential: false,
    cpu: 32,
    memory: 64,
    entryPoint: ['write-files'],
    command: ['FILE_%d=%s' % [i, files[i].path] for i in std.range(0, std.length(files) - 1)],
    mountPoints: [{ sourceVolume: 'program-files', containerPath: $.program_files }],
  },

  // Whose certificates the database may show: Amazon's are in no one's list of the well-known.
  database_authorities:: {
    path: $.program_files + '/database-authorities.pem',
    // The name of a parameter is enough in one's own region.
    secret: '/kessai/%s/db/authorities' % environment.name,
  },

  // How a task reaches the database: with TLS, and only that very database.
  database_variables:: {
    local url = environment.setting('db/url'),
    KESSAI_DB_URL: '%s%ssslmode=verify-full&sslrootcert=%s' % [
      url,
      if std.length(std.findSubstr('?', url)) > 0 then '&' else '?',
      $.database_authorities.path,
    ],
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

  // The program of a task, once its files are there.
  program(name, variables, secrets):: $.container(name, environment.image(name), variables, secrets) + {
    mountPoints: [
      { sourceVolume: 'program-files', containerPath: $.program_files, readOnly: true },
      { sourceVolume: 'tmp', containerPath: '/tmp' },
    ],
    dependsOn: [{ containerName: 'files', condition: 'SUCCESS' }],
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
    taskRoleArn: environment.role(name),
    executionRoleArn: environment.role(name + '-execution'),
    containerDefinitions: containers,
    volumes: [{ name: 'program-files' }, { name: 'tmp' }],
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
      { name: 'secretsmanager' },
    ],
  },
}
