# What watches the account itself: who did what (CloudTrail), what was where (Config), what looks wrong (GuardDuty) and what is
# known to be faulty (Inspector). In the second region too, where nobody has anything to do but backups.

locals {
  guarded = toset([var.region, var.backup_region])
}

resource "aws_cloudtrail" "account" {
  name                          = local.name
  s3_bucket_name                = aws_s3_bucket.store["logs"].id
  s3_key_prefix                 = "cloudtrail"
  kms_key_id                    = aws_kms_key.key["logs"].arn
  enable_logging                = true
  enable_log_file_validation    = true
  is_multi_region_trail         = true
  include_global_service_events = true
  cloud_watch_logs_group_arn    = "${aws_cloudwatch_log_group.log["cloudtrail"].arn}:*"
  cloud_watch_logs_role_arn     = aws_iam_role.service["cloudtrail"].arn

  advanced_event_selector {
    name = "everything that manages"
    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }
  # Every touch of a card file, by whom. The logs' bucket is left out: it would tell of its own telling.
  advanced_event_selector {
    name = "objects"
    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }
    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }
    field_selector {
      field       = "resources.ARN"
      starts_with = [for name, bucket in aws_s3_bucket.store : "${bucket.arn}/" if name != "logs"]
    }
  }

  depends_on = [aws_s3_bucket_policy.store]
}

resource "aws_config_configuration_recorder" "account" {
  for_each = local.guarded

  region   = each.key
  name     = local.name
  role_arn = aws_iam_role.service["config"].arn

  recording_group {
    all_supported = true
    # Of all regions: once.
    include_global_resource_types = each.key == var.region
  }
}

resource "aws_config_delivery_channel" "account" {
  for_each = local.guarded

  region         = each.key
  name           = local.name
  s3_bucket_name = aws_s3_bucket.store["logs"].id
  s3_key_prefix  = "config"
  s3_kms_key_arn = aws_kms_key.key["logs"].arn

  depends_on = [aws_config_configuration_recorder.account, aws_s3_bucket_policy.store]
}

resource "aws_config_configuration_recorder_status" "account" {
  for_each = local.guarded

  region     = each.key
  name       = aws_config_configuration_recorder.account[each.key].name
  is_enabled = true

  depends_on = [aws_config_delivery_channel.account]
}

resource "aws_guardduty_detector" "account" {
  for_each = local.guarded

  region                       = each.key
  enable                       = true
  finding_publishing_frequency = "FIFTEEN_MINUTES"
}

resource "aws_guardduty_detector_feature" "account" {
  for_each = toset(["S3_DATA_EVENTS", "RDS_LOGIN_EVENTS", "EBS_MALWARE_PROTECTION"])

  region      = var.region
  detector_id = aws_guardduty_detector.account[var.region].id
  name        = each.key
  status      = "ENABLED"
}

resource "aws_inspector2_enabler" "account" {
  account_ids    = [var.account_id]
  resource_types = ["EC2", "ECR", "LAMBDA"]
}
