local environment = import '../lib/environment.libsonnet';
local tfstate = std.native('tfstate');

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
      alarmNames: ['kessai-%s-%s' % [environment.name, alarm] for alarm in ['answers-late', 'links-down', 'store-lost']],
      enable: true,
      rollback: true,
    },
  },
  healthCheckGracePeriodSeconds: 60,
  loadBalancers: [
    { targetGroupArn: tfstate('output.target_group_link_arn'), containerName: 'authorization-server', containerPort: 8583 },
    { targetGroupArn: tfstate('output.target_group_grpc_arn'), containerName: 'authorization-server', containerPort: 9000 },
  ],
  networkConfiguration: {
    awsvpcConfiguration: {
      subnets: [tfstate('output.subnet_a'), tfstate('output.subnet_c')],
      securityGroups: [tfstate('output.security_group_authorization_server')],
      assignPublicIp: 'DISABLED',
    },
  },
  enableECSManagedTags: true,
  propagateTags: 'TASK_DEFINITION',
  // It would have to write to the container: people use a task of their own (infra/ops).
  enableExecuteCommand: false,
}
