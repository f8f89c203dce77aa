local environment = import '../lib/environment.libsonnet';
local terraform = environment.terraform;

{
  launchType: 'FARGATE',
  platformVersion: '1.4.0',
  desiredCount: environment.server.tasks,
  schedulingStrategy: 'REPLICA',
  availabilityZoneRebalancing: 'ENABLED',
  // New ones are there before old ones go; a deployment that does not come up, or raises an alarm, is taken back.
  deploymentConfiguration: {
    maximumPercent: 200,
    minimumHealthyPercent: 100,
    deploymentCircuitBreaker: { enable: true, rollback: true },
    alarms: {
      // No server takes messages there.
      alarmNames: ['kessai-%s-link-%s-down' % [environment.name, link] for link in ['visa', 'grpc']],
      // Before the first task runs they are on (infra/ops/deploy-server).
      enable: std.native('env')('FIRST', 'false') != 'true',
      rollback: true,
    },
  },
  healthCheckGracePeriodSeconds: 60,
  loadBalancers: [
    { targetGroupArn: terraform.target_groups.visa, containerName: 'authorization-server', containerPort: 8583 },
    { targetGroupArn: terraform.target_groups.grpc, containerName: 'authorization-server', containerPort: 9000 },
  ],
  networkConfiguration: {
    awsvpcConfiguration: {
      subnets: terraform.subnets,
      securityGroups: [terraform.security_groups['authorization-server']],
      assignPublicIp: 'DISABLED',
    },
  },
  enableECSManagedTags: true,
  propagateTags: 'TASK_DEFINITION',
  // It would have to write to the container: people use a task of their own (infra/ops).
  enableExecuteCommand: false,
}
