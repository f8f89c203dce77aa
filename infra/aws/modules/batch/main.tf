# Work that runs by the clock or by an event: state machine, log, role, schedule, failure notice and alarms, once for each
# entry of `definitions`. What the work is stands in its definition; here is only how it is started, watched and told of.

locals {
  name      = "kessai-${var.environment}"
  scheduled = { for name, d in var.definitions : name => d if d.schedule != null }
  by_event  = { for name, d in var.definitions : name => d if d.event_pattern != null }
  rhythmic  = { for name, d in var.definitions : name => d if d.latest_success_hours != null }

  trust = { for service in ["states", "scheduler", "events"] : service => jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "${service}.amazonaws.com" }
      Action    = ["sts:AssumeRole"]
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  }) }
}

resource "aws_cloudwatch_log_group" "machine" {
  for_each = var.definitions

  name              = "/kessai/${var.environment}/${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.logs_key_arn
}

resource "aws_iam_role" "machine" {
  for_each = var.definitions

  name               = "${local.name}-${each.key}"
  assume_role_policy = local.trust.states
}

resource "aws_iam_role_policy" "machine" {
  for_each = var.definitions

  name = "work"
  role = aws_iam_role.machine[each.key].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([for s in each.value.statements : { for k, v in s : k => v if v != null }], [
      {
        # No resource level: these set up the delivery of the log, which AWS keeps as one list an account.
        Sid    = "DeliverLog"
        Effect = "Allow"
        Action = [
          "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery",
          "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
        ]
        Resource = ["*"]
      },
    ])
  })
}

resource "aws_sfn_state_machine" "machine" {
  for_each = var.definitions

  name       = "${local.name}-${each.key}"
  type       = "STANDARD"
  role_arn   = aws_iam_role.machine[each.key].arn
  definition = each.value.definition

  logging_configuration {
    level                  = "ALL"
    include_execution_data = true
    log_destination        = "${aws_cloudwatch_log_group.machine[each.key].arn}:*"
  }

  # The first start checks that the role may write the log.
  depends_on = [aws_iam_role_policy.machine]
}

# --- started by the clock

resource "aws_scheduler_schedule_group" "batch" {
  count = length(local.scheduled) > 0 ? 1 : 0
  name  = "${local.name}-batch"
}

resource "aws_iam_role" "scheduler" {
  for_each = local.scheduled

  name               = "${local.name}-${each.key}-scheduler"
  assume_role_policy = local.trust.scheduler
}

resource "aws_iam_role_policy" "scheduler" {
  for_each = local.scheduled

  name = "start"
  role = aws_iam_role.scheduler[each.key].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "Start"
      Effect   = "Allow"
      Action   = ["states:StartExecution"]
      Resource = [aws_sfn_state_machine.machine[each.key].arn]
    }]
  })
}

resource "aws_scheduler_schedule" "batch" {
  for_each = local.scheduled

  name                         = "${local.name}-${each.key}"
  group_name                   = aws_scheduler_schedule_group.batch[0].name
  schedule_expression          = each.value.schedule.expression
  schedule_expression_timezone = each.value.schedule.timezone
  state                        = "ENABLED"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_sfn_state_machine.machine[each.key].arn
    role_arn = aws_iam_role.scheduler[each.key].arn
    # jsonencode writes < and > as escapes, in which Scheduler does not see its own attributes.
    input = replace(replace(jsonencode(each.value.schedule.input), "\\u003c", "<"), "\\u003e", ">")

    retry_policy {
      maximum_retry_attempts       = 5
      maximum_event_age_in_seconds = 3600
    }
  }
}

# --- started by an event

resource "aws_iam_role" "event" {
  for_each = local.by_event

  name               = "${local.name}-${each.key}-event"
  assume_role_policy = local.trust.events
}

resource "aws_iam_role_policy" "event" {
  for_each = local.by_event

  name = "start"
  role = aws_iam_role.event[each.key].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "Start"
      Effect   = "Allow"
      Action   = ["states:StartExecution"]
      Resource = [aws_sfn_state_machine.machine[each.key].arn]
    }]
  })
}

resource "aws_cloudwatch_event_rule" "start" {
  for_each = local.by_event

  name          = "${local.name}-${each.key}-start"
  description   = "Starts ${each.key}"
  event_pattern = each.value.event_pattern
}

resource "aws_cloudwatch_event_target" "start" {
  for_each = local.by_event

  rule     = aws_cloudwatch_event_rule.start[each.key].name
  arn      = aws_sfn_state_machine.machine[each.key].arn
  role_arn = aws_iam_role.event[each.key].arn
  input    = "{}"
}
