local environment = import '../lib/environment.libsonnet';
local task = import '../lib/task.libsonnet';

local name = 'migrations';
local migrations = task.program(name, task.database_variables, task.database_secrets('migrations'));

task.definition(name, environment.migrations, [
  migrations + task.logs(name),
  task.files(name, [task.database_authorities]),
])
