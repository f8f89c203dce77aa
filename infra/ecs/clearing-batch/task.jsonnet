local environment = import '../lib/environment.libsonnet';
local task = import '../lib/task.libsonnet';

local name = 'clearing-batch';

// Without side-cars: a stage lasts minutes, and its log is in CloudWatch. The state machine adds the command, the
// scheduled time, the execution and who started it.
local batch = task.program(name, {
  KESSAI_INBOX: environment.setting('stores/inbox'),
  KESSAI_ARCHIVE: environment.setting('stores/archive'),
  KESSAI_REPORTS: environment.setting('stores/reports'),
  KESSAI_BUSINESS_ZONE: 'Asia/Tokyo',
  KESSAI_STEP_WAIT_SECONDS: '1800',
  KESSAI_OUTPUT: 'json',
  AWS_REGION: environment.region,
  // The reader's is for `audit`.
}, task.database_secrets('batch') + task.database_secrets('reader') + task.vault_secrets);

task.definition(name, environment.batch, [batch + task.logs(name) + { command: ['status'] }])
