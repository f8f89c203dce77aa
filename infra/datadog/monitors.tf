# What else the server tells, each with its runbook, in each environment (%s).

locals {
  monitors = {
    store-lost = {
      what  = "The database is away: every message is answered 91", runbook = "store-lost", to = "urgent", priority = "1"
      query = "min(last_1m):max:${local.metric.store_away}{env:%s} by {task_arn} >= 1", critical = 1
      quiet = false
    }
    store-lacks-resources = {
      what  = "The database lacks resources: transactions fail and are answered 91", runbook = "store-lost", to = "urgent", priority = "1"
      query = "sum(last_5m):default_zero(sum:${local.metric.lacked_resources}{env:%s}.as_count()) > 0", critical = 0
      quiet = false
    }
    deadlock = {
      what  = "Two programs locked in different orders: a bug", runbook = "store-lost", to = "notices", priority = "3"
      query = "sum(last_1h):default_zero(sum:${local.metric.retries}{env:%s,reason:deadlock}.as_count()) > 0", critical = 0
      quiet = false
    }
    queue-long = {
      what  = "Messages wait for the database", runbook = "answers-late", to = "urgent", priority = "2"
      query = "min(last_5m):max:${local.metric.queue}{env:%s} by {task_arn} > 1024", critical = 1024
      quiet = false
    }
    latency = {
      what  = "One answer in a hundred takes longer than half a second", runbook = "answers-late", to = "notices", priority = "3"
      query = "min(last_10m):max:${local.metric.latency}{env:%s,quantile:0.99} by {kind} > 0.5", critical = 0.5
      quiet = false
    }
    approvals-taken-back = {
      what  = "Approvals could not be delivered and were taken back", runbook = "links-down", to = "notices", priority = "3"
      query = "sum(last_15m):default_zero(sum:${local.metric.taken_back}{env:%s}.as_count()) > 10", critical = 10
      quiet = false
    }
    link-not-signed-on = {
      what  = "A link has no connection that is signed on", runbook = "links-down", to = "urgent", priority = "1"
      query = "max(last_2m):sum:${local.metric.connections}{env:%s,state:signed-on} by {link} < 1", critical = 1
      # No server tells of its links: none is there.
      quiet = true
    }
    link-closes = {
      what  = "A link closes again and again for a cause on which somebody must act", runbook = "links-down", to = "notices", priority = "3"
      query = "sum(last_15m):default_zero(sum:${local.metric.closes}{env:%s,reason IN (echo-unanswered,sign-on-refused,sign-on-unanswered,outbound-over-limit)} by {link}.as_count()) > 3", critical = 3
      quiet = false
    }
  }
  by_environment = { for pair in setproduct(keys(var.environments), keys(local.monitors)) :
  "${pair[0]} ${pair[1]}" => merge(local.monitors[pair[1]], { environment = pair[0], name = pair[1] }) }
}

resource "datadog_monitor" "server" {
  for_each = local.by_environment

  name                = "Kessai ${each.value.environment}: ${each.value.name}"
  type                = "query alert"
  query               = format(each.value.query, each.value.environment)
  message             = "${each.value.what}. ${var.runbooks_url}/${each.value.runbook}.md ${var.environments[each.value.environment][each.value.to]}"
  priority            = each.value.priority
  on_missing_data     = each.value.quiet ? "show_and_notify_no_data" : "default"
  require_full_window = false
  include_tags        = true
  tags                = ["env:${each.value.environment}", "service:authorization-server"]

  monitor_thresholds {
    critical = each.value.critical
  }
}

# What "@pagerduty-NAME" means.
resource "datadog_integration_pagerduty_service_object" "service" {
  for_each = nonsensitive(toset(keys(var.pagerduty_keys)))

  service_name = each.key
  service_key  = var.pagerduty_keys[each.key]
}
