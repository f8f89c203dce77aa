# Buckets. The inbox holds plain card files: it never had versions, so that what is removed is gone. All others keep them, the
# archive under a lock that outlives whoever wants to lift it. Its files are sealed by the program before they come here.

locals {
  stores = {
    inbox    = { is_versioned = false, key = "files", old_versions_days = null, expire_days = null }
    archive  = { is_versioned = true, key = "files", old_versions_days = null, expire_days = null }
    reports  = { is_versioned = true, key = "files", old_versions_days = 400, expire_days = null }
    releases = { is_versioned = true, key = "files", old_versions_days = 400, expire_days = null }
    logs     = { is_versioned = true, key = "logs", old_versions_days = 30, expire_days = 2555 }
  }

  # Who but roles of this account writes to a bucket.
  writers = {
    logs = {
      "cloudtrail.amazonaws.com"    = { folder = "cloudtrail", condition = local.own_trail }
      "config.amazonaws.com"        = { folder = "config", condition = local.own_account }
      "delivery.logs.amazonaws.com" = { folder = "flow", condition = local.own_account }
    }
  }
}

resource "aws_s3_bucket" "store" {
  for_each = local.stores

  bucket              = "${local.name}-${var.account_id}-${each.key}"
  object_lock_enabled = each.key == "archive"
  force_destroy       = false

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_public_access_block" "store" {
  for_each = local.stores

  bucket                  = aws_s3_bucket.store[each.key].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "store" {
  for_each = local.stores

  bucket = aws_s3_bucket.store[each.key].id
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "store" {
  for_each = local.stores

  bucket = aws_s3_bucket.store[each.key].id
  versioning_configuration {
    status = each.value.is_versioned ? "Enabled" : "Disabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "store" {
  for_each = local.stores

  bucket = aws_s3_bucket.store[each.key].id
  rule {
    bucket_key_enabled = true
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.key[each.value.key].arn
    }
  }
}

resource "aws_s3_bucket_object_lock_configuration" "archive" {
  bucket = aws_s3_bucket.store["archive"].id
  rule {
    default_retention {
      mode  = var.archive_lock.mode
      years = var.archive_lock.years
    }
  }
  depends_on = [aws_s3_bucket_versioning.store]
}

resource "aws_s3_bucket_lifecycle_configuration" "store" {
  for_each = local.stores

  bucket = aws_s3_bucket.store[each.key].id

  # Parts of an upload that was killed are in no listing and are paid for ever.
  rule {
    id     = "abort-incomplete-uploads"
    status = "Enabled"
    filter {}
    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }

  dynamic "rule" {
    for_each = each.value.old_versions_days == null ? [] : [each.value.old_versions_days]
    content {
      id     = "drop-old-versions"
      status = "Enabled"
      filter {}
      noncurrent_version_expiration {
        noncurrent_days = rule.value
      }
    }
  }

  dynamic "rule" {
    for_each = each.value.expire_days == null ? [] : [each.value.expire_days]
    content {
      id     = "expire"
      status = "Enabled"
      filter {}
      transition {
        days          = 90
        storage_class = "GLACIER_IR"
      }
      expiration {
        days = rule.value
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.store]
}

resource "aws_s3_bucket_policy" "store" {
  for_each = local.stores

  bucket = aws_s3_bucket.store[each.key].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([
      {
        Sid       = "TlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.store[each.key].arn, "${aws_s3_bucket.store[each.key].arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "OwnAccountOrService"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.store[each.key].arn, "${aws_s3_bucket.store[each.key].arn}/*"]
        Condition = {
          StringNotEquals = { "aws:PrincipalAccount" = var.account_id }
          Bool            = { "aws:PrincipalIsAWSService" = "false" }
        }
      },
      {
        # An upload may leave the key to the bucket, but not name another.
        Sid       = "OwnKeyOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = ["s3:PutObject"]
        Resource  = ["${aws_s3_bucket.store[each.key].arn}/*"]
        Condition = { StringNotEqualsIfExists = {
          "s3:x-amz-server-side-encryption-aws-kms-key-id" = aws_kms_key.key[each.value.key].arn
        } }
      },
      ],
      flatten([for service, writer in lookup(local.writers, each.key, {}) : [
        {
          Sid       = "Look${index(keys(local.writers[each.key]), service)}"
          Effect    = "Allow"
          Principal = { Service = service }
          Action    = ["s3:GetBucketAcl", "s3:ListBucket"]
          Resource  = [aws_s3_bucket.store[each.key].arn]
          Condition = writer.condition
        },
        {
          Sid       = "Write${index(keys(local.writers[each.key]), service)}"
          Effect    = "Allow"
          Principal = { Service = service }
          Action    = ["s3:PutObject"]
          Resource  = ["${aws_s3_bucket.store[each.key].arn}/${writer.folder}/*"]
          Condition = writer.condition
        },
    ]]))
  })

  depends_on = [aws_s3_bucket_public_access_block.store]
}

# Whatever else is made in this account: nothing in it is public, and no disk is plain.
resource "aws_s3_account_public_access_block" "account" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_ebs_encryption_by_default" "account" {
  enabled = true
}

resource "aws_ebs_snapshot_block_public_access" "account" {
  state = "block-all-sharing"
}

resource "aws_ec2_image_block_public_access" "account" {
  state = "block-new-sharing"
}
