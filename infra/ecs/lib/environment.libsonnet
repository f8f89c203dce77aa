// What differs between the environments, and where everything else of an account is found.
//
// ecspresso is run with ENVIRONMENT (stg or prd), COMMIT (the images' tag) and TFSTATE_URL (s3://…, the state of
// infra/aws/ENVIRONMENT). Nothing here knows an account's number.
local must_env = std.native('must_env');
local ssm = std.native('ssm');

local name = must_env('ENVIRONMENT');
// The outputs of infra/aws/modules/environment.
local terraform = std.native('tfstate')('output.environment');
local setting(path) = ssm('/kessai/%s/%s' % [name, path]);

// A link's keys are those of kessai.links.NAME in README.md. Visa's access points connect to us, through the load
// balancer; Mastercard's are dialled.
local links = {
  visa: { port: '8583', network: 'visa', dialect: 'visa-base1', frame: '2-byte,visa' },
  mastercard: { network: 'mastercard', dialect: 'mastercard-cis', 'dial.hosts': setting('links/mastercard/hosts') },
};

// What the issuer decides, in both environments alike; null is what the server does by itself (README.md).
local programme = {
  // Of the card numbers that the server draws.
  pan_prefix: null,
  // The text of a policy of its own: importstr '../hold.policy'.
  hold_policy: null,
};

local sizes = {
  stg: {
    server: { cpu: 1024, memory: 3072, tasks: 2 },
    batch: { cpu: 1024, memory: 2048 },
    migrations: { cpu: 256, memory: 512 },
  },
  prd: {
    server: { cpu: 2048, memory: 4096, tasks: 3 },
    batch: { cpu: 2048, memory: 4096 },
    migrations: { cpu: 256, memory: 512 },
  },
};

sizes[name] {
  name: name,
  region: 'ap-northeast-1',
  cluster: 'kessai-' + name,
  commit: must_env('COMMIT'),
  links: links,
  programme: programme,
  terraform: terraform,

  setting: setting,
  // A key of a secret, as ECS reads it when a task starts.
  secret(path, key): '%s:%s::' % [terraform.secrets[path], key],

  // One of our images, by the commit it was built from; its repository's tags cannot be moved.
  image(program): '%s:%s' % [terraform.repositories[program], self.commit],
  // Somebody else's, by the digest of our copy: there is no way out to the internet.
  foreign_image(of): '%s@%s' % [terraform.repositories[of], setting('release/' + of)],
}
