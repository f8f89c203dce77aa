# Who is told, and when. A failed execution is told by its status, which also covers what no state can catch: an execution
# that timed out or was aborted. That nothing was started is seen by what did not succeed in time.

resource "aws_cloudwatch_event_rule" "failed" {
  for_each = var.definitions

  name        = "${local.name}-${each.key}-failed"
  description = "An execution of ${each.key} ended without success"
  event_pattern = jsonencode({
    source      = ["aws.states"]
    detail-type = ["Step Functions Execution Status Change"]
    detail = {
      stateMachineArn = [aws_sfn_state_machine.machine[each.key].arn]
      status          = ["FAILED", "TIMED_OUT", "ABORTED"]
    }
  })
}

resource "aws_cloudwatch_event_target" "failed" {
  for_each = var.definitions

  rule = aws_cloudwatch_event_rule.failed[each.key].name
  arn  = var.topic_arn

  input_transformer {
    input_paths = {
      execution = "$.detail.executionArn"
      name      = "$.detail.name"
      input     = "$.detail.input"
      status    = "$.detail.status"
    }
    # <name> is EventBridge's own notation, which jsonencode would escape.
    input_template = <<-JSON
      {
        "what": "${local.name}-${each.key} ended without success",
        "status": <status>,
        "execution": <execution>,
        "run": {"name": <name>, "input": <input>},
        "page": "https://${var.region}.console.aws.amazon.com/states/home?region=${var.region}#/v2/executions/details/<execution>",
        "runbook": "${var.runbooks_url}/${each.value.runbook}.md"
      }
    JSON
  }
}

# The schedule that never fired, the role it lost, the execution that hangs: whatever the cause, nothing succeeded.
resource "aws_cloudwatch_metric_alarm" "no_success" {
  for_each = local.rhythmic

  alarm_name          = "${local.name}-${each.key}-no-success"
  alarm_description   = "No success within ${each.value.latest_success_hours} hours. ${var.runbooks_url}/${each.value.runbook}.md"
  namespace           = "AWS/States"
  metric_name         = "ExecutionsSucceeded"
  dimensions          = { StateMachineArn = aws_sfn_state_machine.machine[each.key].arn }
  statistic           = "Sum"
  period              = 3600
  evaluation_periods  = each.value.latest_success_hours
  datapoints_to_alarm = each.value.latest_success_hours
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]
}

# Scheduler gave up on a start: its role or the machine is not what it was.
resource "aws_cloudwatch_metric_alarm" "not_started" {
  count = length(local.scheduled) > 0 ? 1 : 0

  alarm_name          = "${local.name}-batch-not-started"
  alarm_description   = "The scheduler could not start work. ${join(" ", distinct([for d in local.scheduled : "${var.runbooks_url}/${d.runbook}.md"]))}"
  namespace           = "AWS/Scheduler"
  metric_name         = "InvocationDroppedCount"
  dimensions          = { ScheduleGroup = aws_scheduler_schedule_group.batch[0].name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]
}
