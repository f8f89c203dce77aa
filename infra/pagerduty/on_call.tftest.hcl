mock_provider "pagerduty" {}

variables {
  on_call = ["a@kessai.example", "b@kessai.example", "c@kessai.example"]
  lead    = "d@kessai.example"
}

run "somebody_always_answers" {
  assert {
    condition     = length(pagerduty_escalation_policy.kessai.rule) == 3 && pagerduty_escalation_policy.kessai.num_loops >= 1
    error_message = "Nobody follows when the first does not answer."
  }
  assert {
    condition = alltrue([for i in range(length(var.on_call)) :
    pagerduty_schedule.on_call["first"].layer[0].users[i] == pagerduty_schedule.on_call["second"].layer[0].users[(i + 1) % length(var.on_call)]])
    error_message = "Last week's first is not this week's second."
  }
  assert {
    condition     = alltrue([for name, service in pagerduty_service.kessai : (service.incident_urgency_rule[0].urgency == "high") == (name == "prd-operators")])
    error_message = "Only what cannot wait wakes somebody."
  }
  assert {
    condition     = alltrue([for service in pagerduty_service.kessai : strcontains(service.description, "/docs/runbooks")])
    error_message = "A service does not say where the runbooks are."
  }
  assert {
    condition     = length(pagerduty_service_integration.source) == 6
    error_message = "A service does not hear of both sources."
  }
}

run "two_cannot_take_turns" {
  command = plan
  variables {
    on_call = ["a@kessai.example", "b@kessai.example"]
  }
  expect_failures = [var.on_call]
}
