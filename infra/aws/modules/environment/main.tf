# One environment of Kessai: all of an account. `prd` and `stg` are this module with other values, and nothing else: what is
# tried in stg is then the text that prd gets, and a difference is a variable that can be read in two short files. Within it
# resources are flat, a file a concern, repeated by for_each over a table at the file's head:
#
#   network.tf    VPC, subnets, networks' lines      storage.tf   buckets             keys.tf      KMS
#   endpoints.tf  services reached without internet  compute.tf   ECS, ECR            secrets.tf   Secrets Manager, rotation
#   flows.tf      security groups: who calls whom    links.tf     load balancer       notices.tf   topics, alarms
#   database.tf   Aurora                             receiver.tf  Windows host        logs.tf      logs and their archive
#   backup.tf     copies in the second region        batch.tf     state machines      guard.tf     what watches the account
#   roles.tf      roles of tasks                     build.tf     migrations          deploy.tf    what GitHub may do
#
# Services and task definitions are not here: ecspresso owns them (infra/ecs). Policies are jsonencode and not the provider's
# policy document, so that their text is known without AWS: infra/policy reads all of them.

locals {
  name   = "kessai-${var.environment}"
  prefix = "kessai/${var.environment}"

  # Beginnings of ARNs, of what is named before it is made or is made by another owner.
  arn = {
    ecs  = "arn:aws:ecs:${var.region}:${var.account_id}"
    logs = "arn:aws:logs:${var.region}:${var.account_id}"
    ssm  = "arn:aws:ssm:${var.region}:${var.account_id}"
    ec2  = "arn:aws:ec2:${var.region}:${var.account_id}"
  }
}
