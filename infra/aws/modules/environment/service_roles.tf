# Roles of what AWS runs for us, and of the receiver: one table, name by service and what it may do.

locals {
  service_roles = {
    backup = {
      service = "backup.amazonaws.com"
      # AWS's own lists: what a backup of each kind of store takes changes with the service.
      managed    = ["service-role/AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForS3Backup"]
      statements = []
    }
    config = {
      service = "config.amazonaws.com"
      # Reads the settings of everything, no content.
      managed = ["service-role/AWS_ConfigRole"]
      statements = [
        {
          Sid      = "Deliver"
          Effect   = "Allow"
          Action   = ["s3:PutObject"]
          Resource = ["${local.bucket.logs}/config/*"]
        },
        {
          Sid      = "LookAtBucket"
          Effect   = "Allow"
          Action   = ["s3:GetBucketAcl"]
          Resource = [local.bucket.logs]
        },
        {
          Sid      = "Seal"
          Effect   = "Allow"
          Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
          Resource = [aws_kms_key.key["logs"].arn]
        },
      ]
    }
    cloudtrail = {
      service = "cloudtrail.amazonaws.com"
      managed = []
      statements = [{
        Sid      = "WriteLog"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = ["${aws_cloudwatch_log_group.log["cloudtrail"].arn}:*"]
      }]
    }
    firehose = {
      service = "firehose.amazonaws.com"
      managed = []
      statements = [
        {
          Sid      = "Deliver"
          Effect   = "Allow"
          Action   = ["s3:PutObject", "s3:AbortMultipartUpload"]
          Resource = ["${local.bucket.logs}/cloudwatch/*", "${local.bucket.logs}/cloudwatch-failed/*"]
        },
        {
          Sid      = "LookAtBucket"
          Effect   = "Allow"
          Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
          Resource = [local.bucket.logs]
        },
        {
          Sid      = "Seal"
          Effect   = "Allow"
          Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
          Resource = [aws_kms_key.key["logs"].arn]
        },
        {
          Sid      = "TellErrors"
          Effect   = "Allow"
          Action   = ["logs:PutLogEvents"]
          Resource = ["${aws_cloudwatch_log_group.log["firehose"].arn}:*"]
        },
      ]
    }
    logs-to-archive = {
      service = "logs.amazonaws.com"
      managed = []
      statements = [{
        Sid      = "Send"
        Effect   = "Allow"
        Action   = ["firehose:PutRecord", "firehose:PutRecordBatch"]
        Resource = ["arn:aws:firehose:${var.region}:${var.account_id}:deliverystream/${local.name}-logs"]
      }]
    }
    receiver = {
      service    = "ec2.amazonaws.com"
      managed    = []
      statements = local.receiver_statements
    }
    migrations-build = {
      service    = "codebuild.amazonaws.com"
      managed    = []
      statements = local.build_statements
    }
  }

  receiver_statements = [
    {
      # The agent of Systems Manager; no resource level. Instead of AWS's managed policy, which may read every parameter.
      Sid    = "AskForCommands"
      Effect = "Allow"
      Action = [
        "ec2messages:AcknowledgeMessage", "ec2messages:DeleteMessage", "ec2messages:FailMessage", "ec2messages:GetEndpoint",
        "ec2messages:GetMessages", "ec2messages:SendReply", "ssm:UpdateInstanceInformation", "ssm:ListInstanceAssociations",
        "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
      ]
      Resource = ["*"]
    },
    {
      Sid      = "ReadDocuments"
      Effect   = "Allow"
      Action   = ["ssm:GetDocument"]
      Resource = ["${local.arn.ssm}:document/${local.name}-receiver-release", "${local.arn.ssm}:document/SSM-SessionManagerRunShell"]
    },
    local.keep_shell, local.open_session, local.find_groups,
    {
      Sid      = "ReadSettings"
      Effect   = "Allow"
      Action   = ["ssm:GetParameter", "ssm:GetParameters"]
      Resource = ["${local.arn.ssm}:parameter/${local.prefix}/*"]
    },
    {
      Sid      = "ReadKeys"
      Effect   = "Allow"
      Action   = ["secretsmanager:GetSecretValue"]
      Resource = [aws_secretsmanager_secret.secret["receiver-archive"].arn]
    },
    {
      Sid      = "OpenKeys"
      Effect   = "Allow"
      Action   = ["kms:Decrypt"]
      Resource = [aws_kms_key.key["secrets"].arn]
    },
    {
      Sid      = "List"
      Effect   = "Allow"
      Action   = ["s3:ListBucket"]
      Resource = [local.bucket.inbox, local.bucket.releases]
    },
    {
      # What it delivers it reads back; it deletes nothing there.
      Sid      = "Deliver"
      Effect   = "Allow"
      Action   = ["s3:PutObject", "s3:GetObject", "s3:AbortMultipartUpload"]
      Resource = [for folder in ["files", "collected", "manifests"] : "${local.bucket.inbox}/inbox/${folder}/*"]
    },
    {
      Sid      = "FetchRelease"
      Effect   = "Allow"
      Action   = ["s3:GetObject"]
      Resource = ["${local.bucket.releases}/receiver/*"]
    },
    {
      Sid      = "VerifyRelease"
      Effect   = "Allow"
      Action   = ["kms:Verify"]
      Resource = [aws_kms_key.releases.arn]
    },
    local.seal_files,
    {
      Sid      = "WriteLog"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"]
      Resource = ["${aws_cloudwatch_log_group.log["receiver"].arn}:*"]
    },
  ]
}

resource "aws_iam_role" "service" {
  for_each = local.service_roles

  name = "${local.name}-${each.key}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [merge({
      Effect    = "Allow"
      Principal = { Service = each.value.service }
      Action    = ["sts:AssumeRole"]
      # These assume a role without naming an account; only roles of this one can be given to them here.
    }, contains(["ec2.amazonaws.com", "cloudtrail.amazonaws.com", "backup.amazonaws.com"], each.value.service) ? {} : { Condition = local.own_account })]
  })
}

resource "aws_iam_role_policy" "service" {
  for_each = { for name, role in local.service_roles : name => role if length(role.statements) > 0 }

  name   = "work"
  role   = aws_iam_role.service[each.key].id
  policy = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}

resource "aws_iam_role_policy_attachment" "service" {
  for_each = merge([for name, role in local.service_roles : {
    for policy in role.managed : "${name} ${policy}" => { role = name, policy = policy }
  }]...)

  role       = aws_iam_role.service[each.value.role].name
  policy_arn = "arn:aws:iam::aws:policy/${each.value.policy}"
}
