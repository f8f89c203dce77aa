# State machines: the night by the clock, and new tasks of the server after its password changed. The night's definition is
# infra/workflows/clearing-nightly.asl.json, which tests execute; what it may do stands here.

locals {
  batch_family = "${local.name}-clearing-batch"

  nightly = templatefile("${path.module}/../../../workflows/clearing-nightly.asl.json", {
    cluster           = aws_ecs_cluster.main.arn
    task_definition   = local.batch_family
    subnet_a          = aws_subnet.private["tasks-a"].id
    subnet_c          = aws_subnet.private["tasks-c"].id
    security_group    = aws_security_group.group["clearing-batch"].id
    receiver_instance = aws_instance.receiver.id
    inbox_bucket      = aws_s3_bucket.store["inbox"].id
    receiver_logs     = aws_cloudwatch_log_group.log["receiver"].name
    shards            = var.shards
  })
}

module "batch" {
  source = "../batch"

  environment        = var.environment
  account_id         = var.account_id
  region             = var.region
  logs_key_arn       = aws_kms_key.key["logs"].arn
  log_retention_days = var.log_retention_days
  topic_arn          = aws_sns_topic.topic["operators"].arn
  runbooks_url       = var.runbooks_url

  definitions = {
    clearing-nightly = {
      definition = local.nightly
      schedule = {
        expression = var.nightly_at
        timezone   = "Asia/Tokyo"
        input      = { scheduled_at = "<aws.scheduler.scheduled-time>" }
      }
      # A day, and the longest night.
      latest_success_hours = 30
      runbook              = "nightly-failed"
      statements = [
        {
          # Whether another of its executions runs.
          Sid      = "SeeOwn"
          Action   = ["states:ListExecutions"]
          Resource = ["arn:aws:states:${var.region}:${var.account_id}:stateMachine:${local.name}-clearing-nightly"]
        },
        {
          Sid       = "RunSteps"
          Action    = ["ecs:RunTask"]
          Resource  = ["${local.arn.ecs}:task-definition/${local.batch_family}:*"]
          Condition = { ArnEquals = { "ecs:cluster" = aws_ecs_cluster.main.arn } }
        },
        {
          # Tags of the task definition, on what it starts.
          Sid       = "TagSteps"
          Action    = ["ecs:TagResource"]
          Resource  = ["${local.arn.ecs}:task/${local.name}/*"]
          Condition = { StringEquals = { "ecs:CreateAction" = "RunTask" } }
        },
        {
          Sid      = "WatchSteps"
          Action   = ["ecs:StopTask", "ecs:DescribeTasks"]
          Resource = ["${local.arn.ecs}:task/${local.name}/*"]
        },
        {
          # How Step Functions hears that a task ended.
          Sid      = "HearOfSteps"
          Action   = ["events:PutTargets", "events:PutRule", "events:DescribeRule"]
          Resource = ["arn:aws:events:${var.region}:${var.account_id}:rule/StepFunctionsGetEventsForECSTaskRule"]
        },
        {
          Sid       = "GiveRoles"
          Action    = ["iam:PassRole"]
          Resource  = [aws_iam_role.task["clearing-batch"].arn, aws_iam_role.execution["clearing-batch"].arn]
          Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
        },
        {
          Sid    = "Collect"
          Action = ["ssm:SendCommand"]
          Resource = [
            "arn:aws:ssm:${var.region}::document/AWS-RunPowerShellScript",
            aws_instance.receiver.arn,
          ]
        },
        {
          # No resource level.
          Sid      = "HearOfCollect"
          Action   = ["ssm:GetCommandInvocation"]
          Resource = ["*"]
        },
        {
          Sid      = "ReadManifest"
          Action   = ["s3:GetObject"]
          Resource = ["${aws_s3_bucket.store["inbox"].arn}/inbox/manifests/*"]
        },
        {
          Sid      = "OpenManifest"
          Action   = ["kms:Decrypt"]
          Resource = [aws_kms_key.key["files"].arn]
        },
      ]
    }

    server-renewal = {
      definition = jsonencode({
        Comment = "Makes the server's tasks anew, one after the other, with the secrets as they are now."
        StartAt = "Renew"
        States = {
          Renew = {
            Type           = "Task"
            Resource       = "arn:aws:states:::aws-sdk:ecs:updateService"
            Parameters     = { Cluster = aws_ecs_cluster.main.arn, Service = "${local.name}-authorization-server", ForceNewDeployment = true }
            ResultSelector = { "deployment.$" = "$.Service.Deployments[0].Id" }
            TimeoutSeconds = 60
            Retry          = [{ ErrorEquals = ["States.ALL"], IntervalSeconds = 20, MaxAttempts = 5, BackoffRate = 2 }]
            End            = true
          }
        }
      })
      event_pattern = jsonencode({
        source      = ["aws.secretsmanager"]
        detail-type = ["AWS Service Event via CloudTrail"]
        detail = {
          eventName           = ["RotationSucceeded"]
          additionalEventData = { SecretId = [aws_secretsmanager_secret.secret["db/server"].arn] }
        }
      })
      runbook = "secrets-rotation"
      statements = [{
        Sid      = "Renew"
        Action   = ["ecs:UpdateService"]
        Resource = ["${local.arn.ecs}:service/${local.name}/${local.name}-authorization-server"]
      }]
    }
  }
}
