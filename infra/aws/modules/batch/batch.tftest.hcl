mock_provider "aws" {}

variables {
  environment        = "stg"
  account_id         = "111122223333"
  region             = "ap-northeast-1"
  logs_key_arn       = "arn:aws:kms:ap-northeast-1:111122223333:key/k"
  log_retention_days = 400
  topic_arn          = "arn:aws:sns:ap-northeast-1:111122223333:operators"
  runbooks_url       = "https://example.org/docs/runbooks"

  definitions = {
    nightly = {
      definition           = "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}}"
      schedule             = { expression = "cron(30 2 * * ? *)", timezone = "Asia/Tokyo", input = { scheduled_at = "<aws.scheduler.scheduled-time>" } }
      latest_success_hours = 30
      runbook              = "nightly-failed"
      statements           = [{ Sid = "Work", Action = ["ecs:RunTask"], Resource = ["arn:x"], Condition = { ArnEquals = { "ecs:cluster" = "arn:c" } } }]
    }
    renewal = {
      definition    = "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}}"
      event_pattern = "{\"source\": [\"x\"]}"
      runbook       = "secrets-rotation"
      statements    = []
    }
  }
}

run "what_is_made" {
  assert {
    condition     = aws_sfn_state_machine.machine["nightly"].name == "kessai-stg-nightly" && aws_cloudwatch_log_group.machine["nightly"].name == "/kessai/stg/nightly"
    error_message = "Names are not those of the contract."
  }
  assert {
    # Scheduler knows its attribute only in angle brackets.
    condition     = aws_scheduler_schedule.batch["nightly"].target[0].input == "{\"scheduled_at\":\"<aws.scheduler.scheduled-time>\"}"
    error_message = "The input of the schedule is not what Scheduler fills in."
  }
  assert {
    condition     = aws_scheduler_schedule.batch["nightly"].schedule_expression_timezone == "Asia/Tokyo" && aws_scheduler_schedule.batch["nightly"].flexible_time_window[0].mode == "OFF"
    error_message = "The schedule is not at its time."
  }
  assert {
    condition     = keys(aws_scheduler_schedule.batch) == ["nightly"] && keys(aws_cloudwatch_event_rule.start) == ["renewal"]
    error_message = "The clock starts what an event should, or the other way round."
  }
  assert {
    condition     = keys(aws_cloudwatch_metric_alarm.no_success) == ["nightly"] && aws_cloudwatch_metric_alarm.no_success["nightly"].evaluation_periods == 30
    error_message = "What has a rhythm has no alarm for its absence, or what has none has one."
  }
  assert {
    condition     = alltrue([for target in aws_cloudwatch_event_target.failed : alltrue([for what in ["<execution>", "<name>", "<input>", "<status>", "/docs/runbooks/"] : strcontains(target.input_transformer[0].input_template, what)])])
    error_message = "A failure is told without its execution, run or runbook."
  }
  assert {
    # With values in place of its variables it is JSON, as EventBridge wants it.
    condition = alltrue([for target in aws_cloudwatch_event_target.failed : can(jsondecode(
    replace(replace(target.input_transformer[0].input_template, "/details/<execution>", "/details/x"), "/<[a-z]+>/", "\"x\"")))])
    error_message = "What is told is no JSON."
  }
  assert {
    condition     = alltrue([for machine in aws_sfn_state_machine.machine : machine.logging_configuration[0].level == "ALL"])
    error_message = "An execution leaves no full log."
  }
  assert {
    condition     = one([for s in jsondecode(aws_iam_role_policy.machine["nightly"].policy).Statement : s.Condition.ArnEquals["ecs:cluster"] if s.Sid == "Work"]) == "arn:c"
    error_message = "A statement lost its condition."
  }
  assert {
    condition     = alltrue([for s in jsondecode(aws_iam_role_policy.machine["renewal"].policy).Statement : s.Sid == "DeliverLog"])
    error_message = "A role may more than was said."
  }
}

run "a_definition_is_json" {
  command = plan
  variables {
    definitions = { x = { definition = "StartAt: A", event_pattern = "{}", runbook = "x", statements = [] } }
  }
  expect_failures = [var.definitions]
}

run "something_starts_it" {
  command = plan
  variables {
    definitions = { x = { definition = "{\"StartAt\": \"A\"}", runbook = "x", statements = [] } }
  }
  expect_failures = [var.definitions]
}

run "an_alarm_looks_back_a_week_at_most" {
  command = plan
  variables {
    definitions = { x = { definition = "{\"StartAt\": \"A\"}", event_pattern = "{}", latest_success_hours = 169, runbook = "x", statements = [] } }
  }
  expect_failures = [var.definitions]
}
