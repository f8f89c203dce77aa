# A copy a day of what cannot be made again, in the second region too, under locks that keep it from whoever takes the account.

locals {
  backup_vaults = {
    main = { region = var.region, key = aws_kms_key.key["backup"].arn }
    copy = { region = var.backup_region, key = aws_kms_key.backup_copy.arn }
  }
  backup_days = 365
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

resource "aws_backup_plan" "daily" {
  name = local.name

  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.vault["main"].name
    # After the night's last step, before the day's traffic.
    schedule                     = "cron(0 5 * * ? *)"
    schedule_expression_timezone = "Asia/Tokyo"
    start_window                 = 60
    completion_window            = 480
    lifecycle {
      delete_after = local.backup_days
    }
    copy_action {
      destination_vault_arn = aws_backup_vault.vault["copy"].arn
      lifecycle {
        delete_after = local.backup_days
      }
    }
  }
}

resource "aws_backup_selection" "daily" {
  name         = local.name
  plan_id      = aws_backup_plan.daily.id
  iam_role_arn = aws_iam_role.service["backup"].arn
  resources = [
    aws_rds_cluster.main.arn,
    aws_s3_bucket.store["archive"].arn,
    aws_s3_bucket.store["reports"].arn,
    aws_ebs_volume.drop.arn,
  ]
}
