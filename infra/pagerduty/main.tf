# Who is woken. One service of each environment and urgency: CloudWatch (through SNS) and Datadog raise incidents there.
# prd's urgent ones page whoever is on call, at any hour; everything else waits for the day.

terraform {
  required_version = ">= 1.11.0, < 2.0.0"
  required_providers {
    pagerduty = {
      source  = "PagerDuty/pagerduty"
      version = "3.30.8"
    }
  }
  backend "s3" {
    key          = "kessai/pagerduty.tfstate"
    region       = "ap-northeast-1"
    encrypt      = true
    use_lockfile = true
  }
}

# Its token is PAGERDUTY_TOKEN.
provider "pagerduty" {}

variable "on_call" {
  description = "E-mail addresses of those who take turns, in order."
  type        = list(string)
  validation {
    condition     = length(var.on_call) >= 3
    error_message = "Fewer than three people cannot take turns and stand in for each other."
  }
}

variable "lead" {
  description = "E-mail address of whoever is called when nobody answers."
  type        = string
}

variable "runbooks_url" {
  type    = string
  default = "https://github.com/kessai/kessai/blob/main/docs/runbooks"
}

locals {
  services = {
    prd-operators = { urgency = "high", what = "Answers, links, database, the night: somebody acts at once" }
    prd-notices   = { urgency = "low", what = "To be looked at on the day" }
    stg-operators = { urgency = "low", what = "Staging" }
  }
  sources      = ["Amazon CloudWatch", "Datadog"]
  integrations = { for pair in setproduct(keys(local.services), local.sources) : "${pair[0]} ${pair[1]}" => { service = pair[0], source = pair[1] } }
}

data "pagerduty_user" "person" {
  for_each = toset(concat(var.on_call, [var.lead]))
  email    = each.key
}

data "pagerduty_vendor" "source" {
  for_each = toset(local.sources)
  name     = each.key
}

resource "pagerduty_team" "kessai" {
  name        = "Kessai"
  description = "Authorizes and clears card payments"
}

resource "pagerduty_schedule" "on_call" {
  for_each = { first = 0, second = 1 }

  name      = "Kessai ${each.key}"
  time_zone = "Asia/Tokyo"
  teams     = [pagerduty_team.kessai.id]

  layer {
    name                         = "week"
    start                        = "2026-12-01T10:00:00+09:00"
    rotation_virtual_start       = "2026-12-01T10:00:00+09:00"
    rotation_turn_length_seconds = 604800
    # The second has been first the week before, and knows what is going on.
    users = [for i in range(length(var.on_call)) :
    data.pagerduty_user.person[var.on_call[(i + length(var.on_call) - each.value) % length(var.on_call)]].id]
  }
}

resource "pagerduty_escalation_policy" "kessai" {
  name      = "Kessai"
  num_loops = 3
  teams     = [pagerduty_team.kessai.id]

  rule {
    escalation_delay_in_minutes = 5
    target {
      type = "schedule_reference"
      id   = pagerduty_schedule.on_call["first"].id
    }
  }
  rule {
    escalation_delay_in_minutes = 10
    target {
      type = "schedule_reference"
      id   = pagerduty_schedule.on_call["second"].id
    }
  }
  rule {
    escalation_delay_in_minutes = 15
    target {
      type = "user_reference"
      id   = data.pagerduty_user.person[var.lead].id
    }
  }
}

resource "pagerduty_service" "kessai" {
  for_each = local.services

  name              = "kessai-${each.key}"
  description       = "${each.value.what}. ${var.runbooks_url}"
  escalation_policy = pagerduty_escalation_policy.kessai.id
  alert_creation    = "create_alerts_and_incidents"
  # What nobody resolves stays; what nobody works on any more comes back.
  auto_resolve_timeout    = "null"
  acknowledgement_timeout = "1800"

  incident_urgency_rule {
    type    = "constant"
    urgency = each.value.urgency
  }
  # One failure has many alarms.
  alert_grouping_parameters {
    type = "time"
    config {
      timeout = 5
    }
  }
}

resource "pagerduty_service_integration" "source" {
  for_each = local.integrations

  name    = each.value.source
  service = pagerduty_service.kessai[each.value.service].id
  vendor  = data.pagerduty_vendor.source[each.value.source].id
}

output "integration_keys" {
  description = "Of CloudWatch: the end of the URL to which SNS posts (topic_subscriptions of infra/aws). Of Datadog: infra/datadog."
  value       = { for name, integration in pagerduty_service_integration.source : name => integration.integration_key }
  sensitive   = true
}
