output "state_machine_arns" {
  value = { for name, machine in aws_sfn_state_machine.machine : name => machine.arn }
}

output "log_groups" {
  value = { for name, group in aws_cloudwatch_log_group.machine : name => group.name }
}

output "role_arns" {
  value = { for name, role in aws_iam_role.machine : name => role.arn }
}
