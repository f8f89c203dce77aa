local environment = import '../lib/environment.libsonnet';
local task = import '../lib/task.libsonnet';

task.ecspresso {
  service: 'kessai-%s-authorization-server' % environment.name,
  service_definition: 'service.jsonnet',
}
