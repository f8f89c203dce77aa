# Migrations run in the VPC, in a build that a release starts with the commit to migrate to: it pulls that image and runs it
# once, with the login that owns the schema. A build, and not a task, because its log and its outcome are one thing to wait for.

locals {
  build_statements = [
    {
      Sid      = "WriteLog"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = ["${aws_cloudwatch_log_group.log["migrations"].arn}:*"]
    },
    {
      # No resource level.
      Sid    = "LookAtNetwork"
      Effect = "Allow"
      Action = [
        "ec2:DescribeDhcpOptions", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs",
      ]
      Resource = ["*"]
    },
    {
      Sid    = "EnterNetwork"
      Effect = "Allow"
      Action = ["ec2:CreateNetworkInterface"]
      Resource = concat(
        [for letter in keys(var.zones) : aws_subnet.private["tasks-${letter}"].arn],
        [aws_security_group.group["migrations"].arn, "${local.arn.ec2}:network-interface/*"],
      )
    },
    {
      # Only interfaces that stand in our subnets.
      Sid       = "LeaveNetwork"
      Effect    = "Allow"
      Action    = ["ec2:DeleteNetworkInterface"]
      Resource  = ["${local.arn.ec2}:network-interface/*"]
      Condition = { StringEquals = { "ec2:Subnet" = [for letter in keys(var.zones) : aws_subnet.private["tasks-${letter}"].arn] } }
    },
    {
      Sid      = "LendInterface"
      Effect   = "Allow"
      Action   = ["ec2:CreateNetworkInterfacePermission"]
      Resource = ["${local.arn.ec2}:network-interface/*"]
      Condition = { StringEquals = {
        "ec2:Subnet"            = [for letter in keys(var.zones) : aws_subnet.private["tasks-${letter}"].arn]
        "ec2:AuthorizedService" = "codebuild.amazonaws.com"
      } }
    },
    {
      # No resource level.
      Sid      = "EnterRegistry"
      Effect   = "Allow"
      Action   = ["ecr:GetAuthorizationToken"]
      Resource = ["*"]
    },
    {
      Sid      = "PullImage"
      Effect   = "Allow"
      Action   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      Resource = [aws_ecr_repository.image["migrations"].arn]
    },
    {
      Sid      = "ReadSecret"
      Effect   = "Allow"
      Action   = ["secretsmanager:GetSecretValue"]
      Resource = [aws_secretsmanager_secret.secret["db/migrations"].arn]
    },
    {
      Sid      = "OpenSecret"
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
  ]
}

resource "aws_codebuild_project" "migrations" {
  name                   = "${local.name}-migrations"
  description            = "Migrates the database to COMMIT"
  service_role           = aws_iam_role.service["migrations-build"].arn
  build_timeout          = 60
  queued_timeout         = 30
  concurrent_build_limit = 1
  encryption_key         = aws_kms_key.key["tasks"].arn
  badge_enabled          = false
  project_visibility     = "PRIVATE"

  source {
    type      = "NO_SOURCE"
    buildspec = file("${path.module}/migrations.buildspec.yml")
  }
  artifacts {
    type = "NO_ARTIFACTS"
  }

  environment {
    type         = "LINUX_CONTAINER"
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/amazonlinux-x86_64-standard:5.0"
    # Docker in the build wants it; the build has nothing but its role.
    privileged_mode = true

    dynamic "environment_variable" {
      for_each = {
        IMAGE                         = { type = "PLAINTEXT", value = aws_ecr_repository.image["migrations"].repository_url }
        KESSAI_DB_URL                 = { type = "PARAMETER_STORE", value = "/${local.prefix}/db/url" }
        KESSAI_DB_MIGRATIONS_USER     = { type = "SECRETS_MANAGER", value = "${local.prefix}/db/migrations:username" }
        KESSAI_DB_MIGRATIONS_PASSWORD = { type = "SECRETS_MANAGER", value = "${local.prefix}/db/migrations:password" }
      }
      content {
        name  = environment_variable.key
        type  = environment_variable.value.type
        value = environment_variable.value.value
      }
    }
  }

  vpc_config {
    vpc_id             = aws_vpc.main.id
    subnets            = [for letter in keys(var.zones) : aws_subnet.private["tasks-${letter}"].id]
    security_group_ids = [aws_security_group.group["migrations"].id]
  }

  logs_config {
    cloudwatch_logs {
      status     = "ENABLED"
      group_name = aws_cloudwatch_log_group.log["migrations"].name
    }
  }

  depends_on = [aws_iam_role_policy.service]
}
