# What ecspresso, the workflows and the operations shell read, by the names they use.

output "cluster" {
  value = aws_ecs_cluster.main.arn
}

output "subnets" {
  description = "Of tasks."
  value       = [for letter in keys(var.zones) : aws_subnet.private["tasks-${letter}"].id]
}

output "security_groups" {
  value = { for name in ["authorization-server", "clearing-batch", "migrations", "receiver"] : name => aws_security_group.group[name].id }
}

output "target_groups" {
  description = "By link, and grpc."
  value       = { for name, group in aws_lb_target_group.link : name => group.arn }
}

output "link_addresses" {
  description = "Where networks call."
  value       = { for letter, zone in var.zones : letter => zone.link_address }
}

output "task_roles" {
  value = { for name, role in aws_iam_role.task : name => role.arn }
}

output "execution_roles" {
  value = { for name, role in aws_iam_role.execution : name => role.arn }
}

output "repositories" {
  value = { for name, repository in aws_ecr_repository.image : name => repository.repository_url }
}

output "secrets" {
  value = { for name, secret in aws_secretsmanager_secret.secret : name => secret.arn }
}

output "buckets" {
  value = { for name, bucket in aws_s3_bucket.store : name => bucket.id }
}

output "log_groups" {
  value = local.log_groups
}

output "state_machines" {
  value = module.batch.state_machine_arns
}

output "topics" {
  value = { for name, topic in aws_sns_topic.topic : name => topic.arn }
}

output "receiver_instance" {
  value = aws_instance.receiver.id
}

output "database" {
  value = {
    endpoint         = aws_rds_cluster.main.endpoint
    reader_endpoint  = aws_rds_cluster.main.reader_endpoint
    root_secret      = aws_rds_cluster.main.master_user_secret
    cluster_resource = aws_rds_cluster.main.cluster_resource_id
  }
}

output "github_roles" {
  value = { for name, role in aws_iam_role.github : name => role.arn }
}
