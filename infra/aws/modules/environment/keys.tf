# KMS keys, one a kind of data: who can open one kind cannot open another. Every policy begins with the account, without which
# nobody could ever change it; what roles may do with a key then stands with the role. After it the services of AWS that use
# the key on their own, each for this account alone.

locals {
  own_account = { StringEquals = { "aws:SourceAccount" = var.account_id } }
  own_trail   = { StringEquals = { "aws:SourceArn" = "arn:aws:cloudtrail:${var.region}:${var.account_id}:trail/${local.name}" } }

  keys = {
    database = { what = "Aurora, its insights and its first password", services = {} }
    files    = { what = "inbox, archive, reports, releases", services = {} }
    volumes  = { what = "disks of the receiver", services = {} }
    secrets  = { what = "Secrets Manager", services = {} }
    images   = { what = "images in ECR", services = {} }
    backup   = { what = "backups in ${var.region}", services = {} }
    tasks = {
      what = "disks of Fargate tasks, sessions"
      services = { "fargate.amazonaws.com" = { StringEquals = {
        "kms:EncryptionContext:aws:ecs:clusterAccount" = var.account_id
        "kms:EncryptionContext:aws:ecs:clusterName"    = local.name
      } } }
    }
    logs = {
      what = "log groups, and the logs' bucket"
      services = {
        "logs.${var.region}.amazonaws.com" = { ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "${local.arn.logs}:log-group:*" } }
        "cloudtrail.amazonaws.com"         = local.own_trail
        "config.amazonaws.com"             = local.own_account
        "delivery.logs.amazonaws.com"      = local.own_account
      }
    }
    notices = {
      what = "topics"
      # EventBridge does not say for whom it publishes: a condition would drop every notice, without a word.
      services = merge({ for service in local.publishers : service => local.own_account }, { "events.amazonaws.com" = null })
    }
  }

  account_statement = {
    Sid       = "Account"
    Effect    = "Allow"
    Principal = { AWS = "arn:aws:iam::${var.account_id}:root" }
    Action    = "kms:*"
    Resource  = "*"
  }
}

resource "aws_kms_key" "key" {
  for_each = local.keys

  description             = "${local.name}: ${each.value.what}"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  # A key's policy is of that key alone: its resource can only be written *.
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([local.account_statement], [for service, condition in each.value.services : { for k, v in {
      Sid       = "Service${index(keys(each.value.services), service)}"
      Effect    = "Allow"
      Principal = { Service = service }
      Action = [
        "kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:DescribeKey",
        "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext",
      ]
      Resource  = "*"
      Condition = condition
      } : k => v if v != null }], each.key != "tasks" ? [] : [{
      Sid       = "GrantToFargate"
      Effect    = "Allow"
      Principal = { Service = "fargate.amazonaws.com" }
      Action    = ["kms:CreateGrant"]
      Resource  = "*"
      Condition = merge(each.value.services["fargate.amazonaws.com"], {
        "ForAllValues:StringEquals" = { "kms:GrantOperations" = ["Decrypt"] }
      })
    }])
  })

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "key" {
  for_each = local.keys

  name          = "alias/${local.name}-${each.key}"
  target_key_id = aws_kms_key.key[each.key].key_id
}

# Signs releases of the receiver: the release's role signs, the host verifies. A key that signs cannot rotate by itself.
resource "aws_kms_key" "releases" {
  description              = "${local.name}: signatures of the receiver's releases"
  key_usage                = "SIGN_VERIFY"
  customer_master_key_spec = "ECC_NIST_P256"
  deletion_window_in_days  = 30
  policy                   = jsonencode({ Version = "2012-10-17", Statement = [local.account_statement] })

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "releases" {
  name          = "alias/${local.name}-releases"
  target_key_id = aws_kms_key.releases.key_id
}

# The copies' key is of their own region: it works when this one does not.
resource "aws_kms_key" "backup_copy" {
  region                  = var.backup_region
  description             = "${local.name}: backups in ${var.backup_region}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = jsonencode({ Version = "2012-10-17", Statement = [local.account_statement] })

  lifecycle {
    prevent_destroy = true
  }
}
