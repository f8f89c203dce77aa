# Monitors over the server's own metrics, and the objective: 99.99 % of answers in time. The agent beside each server reads
# /q/metrics (infra/ecs); what AWS measures, CloudWatch tells itself.

terraform {
  required_version = ">= 1.11.0, < 2.0.0"
  required_providers {
    datadog = {
      source  = "DataDog/datadog"
      version = "3.82.0"
    }
  }
  backend "s3" {
    key          = "kessai/datadog.tfstate"
    region       = "ap-northeast-1"
    encrypt      = true
    use_lockfile = true
  }
}

# Its keys are DD_API_KEY and DD_APP_KEY.
provider "datadog" {
  api_url = "https://api.ap1.datadoghq.com/"
}

variable "environments" {
  description = "Whom a monitor of each tells, in Datadog's notation."
  type        = map(object({ urgent = string, notices = string }))
  validation {
    condition     = alltrue([for e in var.environments : startswith(e.urgent, "@") && startswith(e.notices, "@")])
    error_message = "A handle begins with @."
  }
}

variable "runbooks_url" {
  type    = string
  default = "https://github.com/kessai/kessai/blob/main/docs/runbooks"
}

variable "pagerduty_keys" {
  description = "Integration keys of PagerDuty's services, by the service's name."
  type        = map(string)
  sensitive   = true
  default     = {}
}

locals {
  # The server's names, and what they are; the test looks for them in its source.
  meters = {
    answers          = { name = "kessai.answers", kind = "counter" }
    undelivered      = { name = "kessai.reply.undelivered", kind = "counter" }
    latency          = { name = "kessai.flow.latency", kind = "timer" }
    queue            = { name = "kessai.record.queue.messages", kind = "gauge" }
    store_away       = { name = "kessai.store.away", kind = "gauge" }
    lacked_resources = { name = "kessai.record.lacked.resources", kind = "counter" }
    retries          = { name = "kessai.record.retries", kind = "counter" }
    taken_back       = { name = "kessai.record.taken.back", kind = "counter" }
    connections      = { name = "kessai.link.connections", kind = "gauge" }
    closes           = { name = "kessai.link.closes", kind = "counter" }
  }
  # As infra/ecs tells the agent's openmetrics check; infra/check/ecs.sh compares the two.
  agent = { namespace = "kessai", raw_metric_prefix = "kessai_" }
  # What Prometheus and the agent make of them: kessai.flow.latency is kessai_flow_latency_seconds, and kessai.flow_latency_seconds.
  suffix = { counter = ".count", timer = "_seconds.quantile", gauge = "" }
  metric = { for key, meter in local.meters : key =>
  "${local.agent.namespace}.${trimprefix(replace(meter.name, "/[.-]/", "_"), local.agent.raw_metric_prefix)}${local.suffix[meter.kind]}" }

  # Reasons of answers behind which no decision stands in time. LINK_NOT_SIGNED_ON is the network's doing, and left out of both.
  failing  = ["LATE", "OVERLOADED", "STORE_UNAVAILABLE", "CRYPTOGRAPHY_UNAVAILABLE", "SYSTEM_MALFUNCTION"]
  in_time  = join(",", [for reason in local.failing : "!reason:${lower(reason)}"])
  excluded = "!reason:link_not_signed_on"
}
