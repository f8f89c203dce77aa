// What differs between the environments, and where everything else of an account is found.
//
// ecspresso is run with ENVIRONMENT (stg or prd), COMMIT (the images' tag) and TFSTATE_URL (s3://…, the state of
// infra/aws). Nothing here knows an account's number: it is an output of Terraform.
local must_env = std.native('must_env');
local tfstate = std.native('tfstate');
local ssm = std.native('ssm');
local secretsmanager_arn = std.native('secretsmanager_arn');

local values = {
  // A link's keys are those of kessai.links.NAME in README.md. Visa's access points connect to us, through the load
  // balancer; Mastercard's are dialled.
  local links = {
    visa: { port: '8583', network: 'visa', dialect: 'visa-base1', frame: '2-byte,visa' },
    mastercard: {
      network: 'mastercard',
      dialect: 'mastercard-cis',
      'dial.hosts': ssm('/kessai/%s/links/mastercard/hosts' % must_env('ENVIRONMENT')),
    },
  },
  stg: {
    server: { cpu: 1024, memory: 3072, tasks: 2, links: links },
    batch: { cpu: 1024, memory: 2048 },
    migrations: { cpu: 256, memory: 512 },
  },
  prd: {
    server: { cpu: 2048, memory: 4096, tasks: 3, links: links },
    batch: { cpu: 2048, memory: 4096 },
    migrations: { cpu: 256, memory: 512 },
  },
};

local name = must_env('ENVIRONMENT');
local account = tfstate('output.account_id');

values[name] {
  name: name,
  region: 'ap-northeast-1',
  cluster: 'kessai-' + name,
  commit: must_env('COMMIT'),

  // One of our images, by the commit it was built from; its repository's tags cannot be moved.
  image(program): '%s.dkr.ecr.%s.amazonaws.com/kessai/%s:%s' % [account, self.region, program, self.commit],
  // Somebody else's, by digest, from our own copy of it: there is no way out to the internet.
  foreign_image(of): ssm('/kessai/%s/images/%s' % [name, of]),
  role(task): 'arn:aws:iam::%s:role/kessai-%s-%s' % [account, name, task],
  bucket(purpose): 'kessai-%s-%s-%s' % [name, account, purpose],
  setting(path): ssm('/kessai/%s/%s' % [name, path]),
  // A key of a secret, as ECS reads it when a task starts.
  secret(path, key): '%s:%s::' % [secretsmanager_arn('kessai/%s/%s' % [name, path]), key],
  log_group(task): '/kessai/%s/%s' % [name, task],
}
