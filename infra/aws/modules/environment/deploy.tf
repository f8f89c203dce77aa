# What the repository's workflows may do, by OIDC: no key of this account is kept at GitHub. Two roles: `deploy`, of runs in the
# GitHub environment of this name, which people approve; and `plan`, of pull requests, which reads settings and no data.

locals {
  github  = "token.actions.githubusercontent.com"
  service = "${local.arn.ecs}:service/${local.name}/${local.name}-authorization-server"

  github_roles = {
    deploy = "repo:${var.github_repository}:environment:${var.environment}"
    plan   = "repo:${var.github_repository}:pull_request"
  }

  deploy_statements = [
    {
      # No resource level.
      Sid      = "EnterRegistry"
      Effect   = "Allow"
      Action   = ["ecr:GetAuthorizationToken"]
      Resource = ["*"]
    },
    {
      Sid    = "PushImages"
      Effect = "Allow"
      Action = [
        "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CompleteLayerUpload", "ecr:DescribeImages",
        "ecr:GetDownloadUrlForLayer", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart",
      ]
      Resource = [for repository in aws_ecr_repository.image : repository.arn]
    },
    {
      Sid      = "Migrate"
      Effect   = "Allow"
      Action   = ["codebuild:StartBuild", "codebuild:BatchGetBuilds"]
      Resource = [aws_codebuild_project.migrations.arn]
    },
    {
      # With its tags: AWS wants both.
      Sid      = "Define"
      Effect   = "Allow"
      Action   = ["ecs:RegisterTaskDefinition", "ecs:TagResource"]
      Resource = [for task in keys(local.tasks) : "${local.arn.ecs}:task-definition/${local.name}-${task}:*"]
    },
    {
      # No resource level.
      Sid    = "Look"
      Effect = "Allow"
      Action = [
        "application-autoscaling:DescribeScalableTargets", "cloudwatch:DescribeAlarms", "ecs:DescribeTaskDefinition", "ecs:ListTaskDefinitions", "elasticloadbalancing:DescribeTargetGroups",
        "elasticloadbalancing:DescribeTargetHealth", "ssm:GetCommandInvocation",
      ]
      Resource = ["*"]
    },
    {
      Sid      = "DeployServer"
      Effect   = "Allow"
      Action   = ["ecs:CreateService", "ecs:DescribeServices", "ecs:UpdateService", "ecs:TagResource"]
      Resource = [local.service]
    },
    {
      Sid       = "WatchTasks"
      Effect    = "Allow"
      Action    = ["ecs:DescribeTasks", "ecs:ListTasks"]
      Resource  = ["${local.arn.ecs}:task/${local.name}/*", "${local.arn.ecs}:container-instance/${local.name}/*"]
      Condition = { ArnEquals = { "ecs:cluster" = aws_ecs_cluster.main.arn } }
    },
    {
      Sid       = "GiveRoles"
      Effect    = "Allow"
      Action    = ["iam:PassRole"]
      Resource  = concat([for role in aws_iam_role.task : role.arn], [for role in aws_iam_role.execution : role.arn])
      Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
    },
    {
      # ecspresso verifies that what a definition names is there: not what is in a secret, nor that a log takes lines.
      Sid      = "LookAtRoles"
      Effect   = "Allow"
      Action   = ["iam:GetRole"]
      Resource = concat([for role in aws_iam_role.task : role.arn], [for role in aws_iam_role.execution : role.arn])
    },
    {
      Sid      = "LookAtCluster"
      Effect   = "Allow"
      Action   = ["ecs:DescribeClusters"]
      Resource = [aws_ecs_cluster.main.arn]
    },
    {
      Sid      = "PutRelease"
      Effect   = "Allow"
      Action   = ["s3:PutObject", "s3:GetObject"]
      Resource = ["${local.bucket.releases}/receiver/*"]
    },
    local.seal_files,
    {
      Sid      = "SignRelease"
      Effect   = "Allow"
      Action   = ["kms:Sign"]
      Resource = [aws_kms_key.releases.arn]
    },
    {
      Sid      = "SayRelease"
      Effect   = "Allow"
      Action   = ["ssm:PutParameter"]
      Resource = ["${local.arn.ssm}:parameter/${local.prefix}/release/*"]
    },
    {
      Sid      = "ReadSettings"
      Effect   = "Allow"
      Action   = ["ssm:GetParameter", "ssm:GetParameters"]
      Resource = ["${local.arn.ssm}:parameter/${local.prefix}/*"]
    },
    {
      Sid    = "ReleaseReceiver"
      Effect = "Allow"
      Action = ["ssm:SendCommand"]
      Resource = [
        aws_ssm_document.receiver_release.arn,
        aws_instance.receiver.arn,
      ]
    },
    {
      # ecspresso reads the outputs of this root.
      Sid      = "ReadState"
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:ListBucket"]
      Resource = ["arn:aws:s3:::${local.name}-${var.account_id}-terraform", "arn:aws:s3:::${local.name}-${var.account_id}-terraform/*"]
    },
  ]

  # AWS's list reads nearly everything, objects too: those with card data, and all that is sealed, are taken out.
  plan_statements = [{
    Sid         = "NoData"
    Effect      = "Deny"
    Action      = ["s3:GetObject", "s3:GetObjectVersion", "kms:Decrypt", "secretsmanager:GetSecretValue", "logs:GetLogEvents", "logs:FilterLogEvents", "logs:StartQuery"]
    NotResource = ["arn:aws:s3:::${local.name}-${var.account_id}-terraform/*"]
  }]
}

resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://${local.github}"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_role" "github" {
  for_each = local.github_roles

  name                 = "${local.name}-${each.key}"
  max_session_duration = 3600
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = aws_iam_openid_connect_provider.github.arn }
      Action    = ["sts:AssumeRoleWithWebIdentity"]
      Condition = { StringEquals = { "${local.github}:aud" = "sts.amazonaws.com", "${local.github}:sub" = each.value } }
    }]
  })
}

resource "aws_iam_role_policy" "github" {
  for_each = local.github_roles

  name = "work"
  role = aws_iam_role.github[each.key].id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { deploy = local.deploy_statements, plan = local.plan_statements }[each.key]
  })
}

resource "aws_iam_role_policy_attachment" "plan" {
  role       = aws_iam_role.github["plan"].name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
