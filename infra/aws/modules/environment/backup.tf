# A copy a day of what cannot be made again, under locks that keep it from whoever takes the account; in the second region the
# files of every day and the database of every week, as a snapshot of it is copied and charged there whole (docs/cost.md).

locals {
  backup_vaults = {
    main = { region = var.region, key = aws_kms_key.key["backup"].arn }
    copy = { region = var.backup_region, key = aws_kms_key.backup_copy.arn }
  }
  # Days: here, what the cluster's own 35 days of backups hold anyway; in the second region, per rule.
  backup_days = 35
  # After the night's last step, before the day's traffic. The month's copy is kept for 13 months.
  backup_plans = {
    files = {
      resources = [aws_s3_bucket.store["archive"].arn, aws_s3_bucket.store["reports"].arn, aws_ebs_volume.drop.arn]
      rules = {
        daily   = { schedule = "cron(0 5 * * ? *)", copy_days = local.backup_days }
        monthly = { schedule = "cron(0 6 1 * ? *)", copy_days = 400 }
      }
    }
    database = {
      resources = [aws_rds_cluster.main.arn]
      rules = {
        daily   = { schedule = "cron(0 5 * * ? *)", copy_days = null }
        weekly  = { schedule = "cron(0 6 ? * SUN *)", copy_days = local.backup_days }
        monthly = { schedule = "cron(0 7 1 * ? *)", copy_days = 400 }
      }
    }
  }
}

resource "aws_backup_vault" "vault" {
  for_each = local.backup_vaults

  region        = each.value.region
  name          = local.name
  kms_key_arn   = each.value.key
  force_destroy = false

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_backup_vault_lock_configuration" "vault" {
  for_each = local.backup_vaults

  region             = each.value.region
  backup_vault_name  = aws_backup_vault.vault[each.key].name
  min_retention_days = 35
}

resource "aws_backup_plan" "plan" {
  for_each = local.backup_plans

  name = "${local.name}-${each.key}"

  dynamic "rule" {
    for_each = each.value.rules
    content {
      rule_name                    = rule.key
      target_vault_name            = aws_backup_vault.vault["main"].name
      schedule                     = rule.value.schedule
      schedule_expression_timezone = "Asia/Tokyo"
      start_window                 = 60
      completion_window            = 480
      lifecycle {
        delete_after = local.backup_days
      }
      dynamic "copy_action" {
        for_each = rule.value.copy_days == null ? [] : [rule.value.copy_days]
        content {
          destination_vault_arn = aws_backup_vault.vault["copy"].arn
          lifecycle {
            delete_after = copy_action.value
          }
        }
      }
    }
  }
}

resource "aws_backup_selection" "plan" {
  for_each = local.backup_plans

  name         = "${local.name}-${each.key}"
  plan_id      = aws_backup_plan.plan[each.key].id
  iam_role_arn = aws_iam_role.service["backup"].arn
  resources    = each.value.resources
}
