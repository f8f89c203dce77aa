# The objective, and how fast its budget burns. 0.01 % of thirty days are four minutes: 14.4 times as fast is two of a hundred
# parts of it in an hour.

locals {
  burns = {
    fast = { rate = 14.4, long = "1h", short = "5m", to = "urgent", priority = "1" }
    slow = { rate = 6, long = "6h", short = "30m", to = "urgent", priority = "2" }
    leak = { rate = 1.5, long = "48h", short = "4h", to = "notices", priority = "4" }
  }
  burn_monitors = { for pair in setproduct(keys(var.environments), keys(local.burns)) :
  "${pair[0]} ${pair[1]}" => merge(local.burns[pair[1]], { environment = pair[0], name = pair[1] }) }
}

resource "datadog_service_level_objective" "in_time" {
  for_each = var.environments

  name        = "Kessai ${each.key}: answers in time"
  type        = "metric"
  description = "Answers with a decision behind them, delivered before the message's deadline. ${var.runbooks_url}/answers-late.md"
  tags        = ["env:${each.key}", "service:authorization-server"]

  query {
    numerator   = "sum:${local.metric.answers}{env:${each.key},${local.in_time},${local.excluded}}.as_count() - default_zero(sum:${local.metric.undelivered}{env:${each.key}}.as_count())"
    denominator = "sum:${local.metric.answers}{env:${each.key},${local.excluded}}.as_count()"
  }

  thresholds {
    timeframe = "30d"
    target    = 99.99
    warning   = 99.995
  }
  thresholds {
    timeframe = "7d"
    target    = 99.99
    warning   = 99.995
  }
}

resource "datadog_monitor" "burn" {
  for_each = local.burn_monitors

  name     = "Kessai ${each.value.environment}: answers in time, budget burns (${each.value.name})"
  type     = "slo alert"
  query    = "burn_rate(\"${datadog_service_level_objective.in_time[each.value.environment].id}\").over(\"30d\").long_window(\"${each.value.long}\").short_window(\"${each.value.short}\") > ${each.value.rate}"
  message  = "Too many answers are late: at this rate the month's budget lasts ${floor(30 * 24 / each.value.rate)} hours. ${var.runbooks_url}/answers-late.md ${var.environments[each.value.environment][each.value.to]}"
  priority = each.value.priority
  tags     = ["env:${each.value.environment}", "service:authorization-server"]

  monitor_thresholds {
    critical = each.value.rate
  }
}
