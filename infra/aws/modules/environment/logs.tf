# Log groups, each with key and retention, made before whatever writes to it would make one without; and all lines once more in
# the bucket of logs, for as long as auditors ask. Lines of our programs have no card data (A8).

locals {
  log_groups = merge(
    { for name in ["authorization-server", "clearing-batch", "migrations", "receiver", "ops"] : name => "/kessai/${var.environment}/${name}" },
    {
      vpn        = "/kessai/${var.environment}/vpn"
      cloudtrail = "/kessai/${var.environment}/cloudtrail"
      firehose   = "/kessai/${var.environment}/log-archive"
      database   = "/aws/rds/cluster/${local.name}/postgresql"
      rotation   = "/aws/lambda/${local.rotation_name}"
      insights   = "/aws/ecs/containerinsights/${local.name}/performance"
    },
  )
  # CloudTrail brings its own to the bucket; a stream that archived its own errors would feed itself.
  archived = merge(
    { for key, name in local.log_groups : key => name if !contains(["cloudtrail", "firehose", "insights"], key) },
    module.batch.log_groups,
  )
}

resource "aws_cloudwatch_log_group" "log" {
  for_each = local.log_groups

  name              = each.value
  retention_in_days = each.key == "insights" ? 30 : var.log_retention_days
  kms_key_id        = aws_kms_key.key["logs"].arn
}

resource "aws_kinesis_firehose_delivery_stream" "logs" {
  name        = "${local.name}-logs"
  destination = "extended_s3"

  extended_s3_configuration {
    role_arn            = aws_iam_role.service["firehose"].arn
    bucket_arn          = aws_s3_bucket.store["logs"].arn
    prefix              = "cloudwatch/!{timestamp:yyyy/MM/dd}/"
    error_output_prefix = "cloudwatch-failed/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/"
    kms_key_arn         = aws_kms_key.key["logs"].arn
    # CloudWatch sends what is compressed already.
    compression_format = "UNCOMPRESSED"
    buffering_size     = 64
    buffering_interval = 300

    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = aws_cloudwatch_log_group.log["firehose"].name
      log_stream_name = "s3"
    }
  }
}

resource "aws_cloudwatch_log_subscription_filter" "archive" {
  for_each = local.archived

  name            = "archive"
  log_group_name  = each.value
  filter_pattern  = ""
  destination_arn = aws_kinesis_firehose_delivery_stream.logs.arn
  role_arn        = aws_iam_role.service["logs-to-archive"].arn

  depends_on = [aws_cloudwatch_log_group.log, aws_iam_role_policy.service]
}
