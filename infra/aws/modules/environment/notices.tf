# Two topics: operators, which wakes somebody, and notices, which is read by day. Every alarm names its runbook.

locals {
  topics = toset(["operators", "notices"])
  # Beside EventBridge.
  publishers = ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"]
}

resource "aws_sns_topic" "topic" {
  for_each = local.topics

  name              = "${local.name}-${each.key}"
  kms_master_key_id = aws_kms_key.key["notices"].arn
}

resource "aws_sns_topic_policy" "topic" {
  for_each = local.topics

  arn = aws_sns_topic.topic[each.key].arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Publish"
        Effect    = "Allow"
        Principal = { Service = local.publishers }
        Action    = ["sns:Publish"]
        Resource  = [aws_sns_topic.topic[each.key].arn]
        Condition = local.own_account
      },
      {
        # It does not say for whom it publishes: a condition would drop every notice, without a word.
        Sid       = "PublishEvents"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = ["sns:Publish"]
        Resource  = [aws_sns_topic.topic[each.key].arn]
      },
      {
        Sid       = "TlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = ["sns:Publish", "sns:Subscribe"]
        Resource  = [aws_sns_topic.topic[each.key].arn]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "subscription" {
  for_each = var.topic_subscriptions

  topic_arn = aws_sns_topic.topic[each.value.topic].arn
  protocol  = each.value.protocol
  endpoint  = each.value.endpoint
}

# --- what programs say in their logs

# An outcome of the night, no failure of it, that people have to act on.
resource "aws_cloudwatch_log_metric_filter" "refused" {
  name           = "${local.name}-refused-files"
  log_group_name = aws_cloudwatch_log_group.log["clearing-batch"].name
  pattern        = "{ $.step = \"report\" && $.counters.files_refused > 0 }"

  metric_transformation {
    namespace = "Kessai/${var.environment}"
    name      = "RefusedFiles"
    value     = "$.counters.files_refused"
    unit      = "Count"
  }
}

# Events of the server that are told as they happen; Datadog watches its metrics (infra/datadog).
resource "aws_cloudwatch_log_metric_filter" "store_lost" {
  name           = "${local.name}-store-lost"
  log_group_name = aws_cloudwatch_log_group.log["authorization-server"].name
  pattern        = "{ $.message = \"StoreLost\" || $.message = \"StoreLacksResources\" }"

  metric_transformation {
    namespace = "Kessai/${var.environment}"
    name      = "StoreLost"
    value     = "1"
    unit      = "Count"
  }
}

# --- alarms

locals {
  metric_alarms = merge(
    {
      refused-file = {
        what       = "The night refused files", runbook = "file-refused", topic = "operators"
        namespace  = "Kessai/${var.environment}", metric = aws_cloudwatch_log_metric_filter.refused.metric_transformation[0].name
        dimensions = {}, statistic = "Maximum", over = 0, under = null, minutes = 5, missing = "notBreaching"
      }
      store-lost = {
        what       = "A server lost the database: it answers 91 until it is back", runbook = "store-lost", topic = "operators"
        namespace  = "Kessai/${var.environment}", metric = aws_cloudwatch_log_metric_filter.store_lost.metric_transformation[0].name
        dimensions = {}, statistic = "Sum", over = 0, under = null, minutes = 1, missing = "notBreaching"
      }
      database-busy = {
        what      = "The database's processor is full: answers will be late", runbook = "answers-late", topic = "operators"
        namespace = "AWS/RDS", metric = "CPUUtilization", dimensions = { DBClusterIdentifier = aws_rds_cluster.main.cluster_identifier, Role = "WRITER" }
        statistic = "Average", over = 80, under = null, minutes = 15, missing = "breaching"
      }
      database-replica-behind = {
        what      = "A failover would take long", runbook = "database-failover", topic = "notices"
        namespace = "AWS/RDS", metric = "AuroraReplicaLagMaximum", dimensions = { DBClusterIdentifier = aws_rds_cluster.main.cluster_identifier }
        statistic = "Maximum", over = 1000, under = null, minutes = 5, missing = "breaching"
      }
      database-local-storage = {
        what      = "Less than 5 GiB of temporary space: sorts of the night will fail", runbook = "store-lost", topic = "operators"
        namespace = "AWS/RDS", metric = "FreeLocalStorage", dimensions = { DBClusterIdentifier = aws_rds_cluster.main.cluster_identifier }
        statistic = "Minimum", over = null, under = 5368709120, minutes = 5, missing = "notBreaching"
      }
    },
    { for name, group in aws_lb_target_group.link : "link-${name}-down" => {
      what       = "No server takes messages of ${name}", runbook = "links-down", topic = "operators"
      namespace  = "AWS/NetworkELB", metric = "HealthyHostCount"
      dimensions = { LoadBalancer = aws_lb.links.arn_suffix, TargetGroup = group.arn_suffix }
      statistic  = "Maximum", over = null, under = 1, minutes = 1, missing = "breaching"
    } },
    { for name, vpn in aws_vpn_connection.network : "vpn-${name}-down" => {
      what      = "Both tunnels to ${name} are down", runbook = "links-down", topic = "operators"
      namespace = "AWS/VPN", metric = "TunnelState", dimensions = { VpnId = vpn.id }
      statistic = "Maximum", over = null, under = 1, minutes = 5, missing = "breaching"
    } },
  )
}

resource "aws_cloudwatch_metric_alarm" "alarm" {
  for_each = local.metric_alarms

  alarm_name          = "${local.name}-${each.key}"
  alarm_description   = "${each.value.what}. ${var.runbooks_url}/${each.value.runbook}.md"
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = each.value.statistic
  period              = 60
  evaluation_periods  = each.value.minutes
  datapoints_to_alarm = each.key == "refused-file" ? 1 : each.value.minutes
  comparison_operator = each.value.over == null ? "LessThanThreshold" : "GreaterThanThreshold"
  threshold           = coalesce(each.value.over, each.value.under)
  treat_missing_data  = each.value.missing
  alarm_actions       = [aws_sns_topic.topic[each.value.topic].arn]
  ok_actions          = [aws_sns_topic.topic[each.value.topic].arn]
}

# --- events that are told as they are

locals {
  told = {
    rotation-failed = {
      runbook = "secrets-rotation", topic = "operators"
      pattern = {
        source      = ["aws.secretsmanager"]
        detail-type = ["AWS Service Event via CloudTrail"]
        detail      = { eventName = ["RotationFailed"] }
      }
    }
    # The programs find the new writer by themselves; people look how long it took.
    database-failover = {
      runbook = "database-failover", topic = "operators"
      pattern = {
        source      = ["aws.rds"]
        detail-type = ["RDS DB Cluster Event"]
        detail      = { EventCategories = ["failover", "failure"], SourceArn = [aws_rds_cluster.main.arn] }
      }
    }
    security-finding = {
      runbook = "security-finding", topic = "operators"
      pattern = {
        source      = ["aws.guardduty"]
        detail-type = ["GuardDuty Finding"]
        detail      = { severity = [{ numeric = [">=", 4] }] }
      }
    }
  }
}

resource "aws_cloudwatch_event_rule" "told" {
  for_each = local.told

  name          = "${local.name}-${each.key}"
  description   = "Tells ${each.key}"
  event_pattern = replace(jsonencode(each.value.pattern), "\\u003e", ">")
}

resource "aws_cloudwatch_event_target" "told" {
  for_each = local.told

  rule = aws_cloudwatch_event_rule.told[each.key].name
  arn  = aws_sns_topic.topic[each.value.topic].arn

  input_transformer {
    input_paths    = { detail = "$.detail" }
    input_template = <<-JSON
      {
        "what": "${local.name}-${each.key}",
        "detail": <detail>,
        "runbook": "${var.runbooks_url}/${each.value.runbook}.md"
      }
    JSON
  }
}

# Its notice is AWS's own text, without a link: docs/runbooks/budget.md.
resource "aws_budgets_budget" "month" {
  name         = "${local.name}-month"
  budget_type  = "COST"
  limit_amount = tostring(var.budget_usd)
  limit_unit   = "USD"
  time_unit    = "MONTHLY"

  dynamic "notification" {
    for_each = { ACTUAL = 80, FORECASTED = 100 }
    content {
      notification_type         = notification.key
      threshold                 = notification.value
      threshold_type            = "PERCENTAGE"
      comparison_operator       = "GREATER_THAN"
      subscriber_sns_topic_arns = [aws_sns_topic.topic["notices"].arn]
    }
  }
}
