# Roles: what each part may do, and no more. A statement names its actions one by one and its resources by name; where AWS has
# no resource level it says so, and infra/policy keeps the list of those.

locals {
  tasks = {
    "authorization-server" = { secrets = ["db/server", "vault", "tls", "datadog"], images = ["authorization-server", "datadog-agent", "log-router"] }
    "clearing-batch"       = { secrets = ["db/batch", "db/reader", "vault"], images = ["clearing-batch"] }
    migrations             = { secrets = ["db/migrations"], images = ["migrations"] }
  }

  bucket = { for name, b in aws_s3_bucket.store : name => b.arn }

  # What infra/ops/shell starts has the role of a batch or a migration. ECS Exec: a channel that the task opens itself; no resource
  # level.
  open_shell = {
    Sid    = "OpenShell"
    Effect = "Allow"
    Action = [
      "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
    ]
    Resource = ["*"]
  }
  keep_shell = {
    Sid      = "KeepShell"
    Effect   = "Allow"
    Action   = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"]
    Resource = ["${aws_cloudwatch_log_group.log["ops"].arn}:*"]
  }
  open_session = {
    Sid      = "OpenSession"
    Effect   = "Allow"
    Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
    Resource = [aws_kms_key.key["tasks"].arn]
  }
  # No resource level.
  find_groups = { Sid = "FindGroups", Effect = "Allow", Action = ["logs:DescribeLogGroups"], Resource = ["*"] }
  shell       = [local.open_shell, local.keep_shell, local.open_session, local.find_groups]

  seal_files = {
    Sid      = "SealFiles"
    Effect   = "Allow"
    Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
    Resource = [aws_kms_key.key["files"].arn]
  }

  # Of the bucket as a whole, without a condition on the prefix: only so is the absence of an object answered 404 and not 403.
  night_statements = [
    {
      Sid      = "ListStores"
      Effect   = "Allow"
      Action   = ["s3:ListBucket"]
      Resource = [local.bucket.inbox, local.bucket.archive, local.bucket.reports]
    },
    {
      Sid      = "ReadInbox"
      Effect   = "Allow"
      Action   = ["s3:GetObject"]
      Resource = ["${local.bucket.inbox}/inbox/*"]
    },
    {
      # What is sealed in the archive goes; that it came stays.
      Sid      = "EmptyInbox"
      Effect   = "Allow"
      Action   = ["s3:DeleteObject"]
      Resource = ["${local.bucket.inbox}/inbox/files/*"]
    },
    {
      Sid      = "Archive"
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"]
      Resource = ["${local.bucket.archive}/files/*"]
    },
    {
      Sid      = "Report"
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"]
      Resource = ["${local.bucket.reports}/reports/*"]
    },
    local.seal_files,
  ]

  task_statements = {
    # The log router writes as the task; what else there is goes straight to CloudWatch.
    "authorization-server" = concat(
      [{
        Sid      = "WriteLog"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"]
        Resource = ["${aws_cloudwatch_log_group.log["authorization-server"].arn}:*"]
      }],
      length(var.payment_key_arns) == 0 ? [] : [{
        Sid      = "VerifyProofs"
        Effect   = "Allow"
        Action   = ["payment-cryptography:VerifyCardValidationData", "payment-cryptography:VerifyPinData", "payment-cryptography:VerifyAuthRequestCryptogram"]
        Resource = var.payment_key_arns
      }],
    )
    # Operators' commands run with it too, in a shell: status and replay ask for executions and start them.
    "clearing-batch" = concat(local.shell, local.night_statements, [
      {
        Sid      = "Replay"
        Effect   = "Allow"
        Action   = ["states:StartExecution", "states:ListExecutions", "states:DescribeStateMachine"]
        Resource = [module.batch.state_machine_arns["clearing-nightly"]]
      },
      {
        Sid      = "ReplayExecution"
        Effect   = "Allow"
        Action   = ["states:DescribeExecution", "states:DescribeStateMachineForExecution", "states:RedriveExecution"]
        Resource = ["arn:aws:states:${var.region}:${var.account_id}:execution:${local.name}-clearing-nightly:*"]
      },
    ])
    migrations = local.shell
  }
}

resource "aws_iam_role" "task" {
  for_each = local.tasks

  name = "${local.name}-${each.key}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = ["sts:AssumeRole"]
      Condition = {
        StringEquals = { "aws:SourceAccount" = var.account_id }
        ArnLike      = { "aws:SourceArn" = "${local.arn.ecs}:*" }
      }
    }]
  })
}

resource "aws_iam_role_policy" "task" {
  for_each = local.tasks

  name   = "work"
  role   = aws_iam_role.task[each.key].id
  policy = jsonencode({ Version = "2012-10-17", Statement = local.task_statements[each.key] })
}

# What ECS does before a task runs: its images, secrets, settings, log.
resource "aws_iam_role" "execution" {
  for_each = local.tasks

  name               = "${local.name}-${each.key}-execution"
  assume_role_policy = aws_iam_role.task[each.key].assume_role_policy
}

resource "aws_iam_role_policy" "execution" {
  for_each = local.tasks

  name = "start"
  role = aws_iam_role.execution[each.key].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        # No resource level.
        Sid      = "EnterRegistry"
        Effect   = "Allow"
        Action   = ["ecr:GetAuthorizationToken"]
        Resource = ["*"]
      },
      {
        Sid      = "PullImages"
        Effect   = "Allow"
        Action   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = [for repository in each.value.images : aws_ecr_repository.image[repository].arn]
      },
      {
        Sid      = "ReadSecrets"
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue"]
        Resource = [for secret in each.value.secrets : aws_secretsmanager_secret.secret[secret].arn]
      },
      {
        Sid      = "OpenSecrets"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = [aws_kms_key.key["secrets"].arn]
      },
      {
        Sid      = "ReadSettings"
        Effect   = "Allow"
        Action   = ["ssm:GetParameters"]
        Resource = ["${local.arn.ssm}:parameter/${local.prefix}/*"]
      },
      {
        Sid      = "WriteLog"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = [for group in [each.key, "ops"] : "${aws_cloudwatch_log_group.log[group].arn}:*"]
      },
    ]
  })
}
