mock_provider "datadog" {}

variables {
  environments = {
    prd = { urgent = "@pagerduty-kessai-prd-operators", notices = "@pagerduty-kessai-prd-notices" }
    stg = { urgent = "@pagerduty-kessai-stg-operators", notices = "@pagerduty-kessai-stg-operators" }
  }
  pagerduty_keys = { kessai-prd-operators = "0" }
}

run "monitors" {
  assert {
    condition = alltrue([for meter in local.meters : anytrue([
      for source in fileset("../../authorization-server/src/main/java", "**/*Metrics.java") :
    strcontains(file("../../authorization-server/src/main/java/${source}"), "\"${meter.name}\"")])])
    error_message = "The server has no such metric."
  }
  assert {
    condition = alltrue([for reason in concat(local.failing, ["LINK_NOT_SIGNED_ON"]) :
    strcontains(file("../../authorization-server/src/main/java/io/kessai/authorization/decide/Reason.java"), " ${reason}(Outcome.FAILS)")])
    error_message = "The server knows no such reason."
  }
  assert {
    # All that fail, and no other.
    condition = length(local.failing) + 1 == length(regexall("\\(Outcome\\.FAILS\\)",
    file("../../authorization-server/src/main/java/io/kessai/authorization/decide/Reason.java")))
    error_message = "A reason behind which no decision stands is not in the objective."
  }
  assert {
    condition = alltrue(flatten([for monitor in values(local.monitors) : [
      for reason in flatten(regexall("reason IN \\(([^)]*)\\)", monitor.query)) : [for word in split(",", reason) :
        strcontains(file("../../authorization-server/src/main/java/io/kessai/authorization/link/CloseReason.java"),
    "${upper(replace(word, "-", "_"))}(true)")]]]))
    error_message = "The server closes no link for such a cause, or nobody has to act on it."
  }
  assert {
    condition     = local.metric.latency == "kessai.flow_latency_seconds.quantile" && local.metric.answers == "kessai.answers.count" && local.metric.connections == "kessai.link_connections"
    error_message = "The agent names metrics otherwise."
  }
  assert {
    condition = alltrue([for monitor in concat(values(datadog_monitor.server), values(datadog_monitor.burn)) :
    can(regex("/docs/runbooks/[a-z-]+\\.md @", monitor.message))])
    error_message = "A monitor names no runbook, or tells nobody."
  }
  assert {
    condition = alltrue([for monitor in concat(values(datadog_monitor.server), values(datadog_monitor.burn)) :
      length(fileset("../..", "docs/runbooks/*.md")) == 0 ||
    fileexists("../../docs/runbooks/${regex("/docs/runbooks/([a-z-]+)\\.md", monitor.message)[0]}.md")])
    error_message = "A runbook is not there."
  }
  assert {
    condition = alltrue([for name, monitor in datadog_monitor.server :
    strcontains(monitor.query, "env:${split(" ", name)[0]}") && !strcontains(monitor.query, "%")])
    error_message = "A monitor is not of its environment."
  }
  assert {
    condition     = alltrue([for monitor in datadog_monitor.server : endswith(monitor.query, " ${monitor.monitor_thresholds[0].critical}")])
    error_message = "A threshold is not that of the query."
  }
  assert {
    condition     = alltrue([for objective in datadog_service_level_objective.in_time : alltrue([for t in objective.thresholds : tonumber(t.target) == 99.99])])
    error_message = "The objective is not 99.99 %."
  }
  assert {
    condition     = length(datadog_monitor.burn) == 6
    error_message = "A speed of burning has no alert."
  }
}

run "somebody_is_told" {
  command = plan
  variables {
    environments = { prd = { urgent = "nobody", notices = "@x" } }
  }
  expect_failures = [var.environments]
}
