local environment = import '../lib/environment.libsonnet';
local task = import '../lib/task.libsonnet';

local name = 'migrations';

task.definition(name, environment.migrations, [
  task.program(name, {}, task.database_secrets('migrations')) + task.logs(name),
])
