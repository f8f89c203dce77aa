local environment = import '../lib/environment.libsonnet';
local task = import '../lib/task.libsonnet';

local name = 'clearing-batch';

// Without side-cars: a stage lasts minutes, and its log is in CloudWatch. The state machine adds the command, the
// scheduled time, the execution and who started it.
local batch = task.program(name, {
  KESSAI_INBOX: 's3://%s/inbox/' % environment.bucket('inbox'),
  KESSAI_ARCHIVE: 's3://%s/files/' % environment.bucket('archive'),
  KESSAI_REPORTS: 's3://%s/reports/' % environment.bucket('reports'),
  KESSAI_BUSINESS_ZONE: 'Asia/Tokyo',
  KESSAI_STEP_WAIT_SECONDS: '1800',
  KESSAI_OUTPUT: 'json',
  AWS_REGION: environment.region,
} + task.database_variables, task.database_secrets('batch') + task.vault_secrets);

task.definition(name, environment.batch, [
  batch + task.logs(name) + { command: ['status'] },
  task.files(name, [task.database_authorities]),
])
