# Where tasks run and their images lie. Services and task definitions are ecspresso's (infra/ecs). Images are pulled through
# the VPC, so the side-cars' are here too: the release puts copies of the pinned ones in.

locals {
  repositories = toset(["authorization-server", "clearing-batch", "migrations", "datadog-agent", "log-router"])
}

resource "aws_ecs_cluster" "main" {
  name = local.name

  setting {
    name  = "containerInsights"
    value = "enhanced"
  }

  configuration {
    # What is typed in a shell in a task is kept.
    execute_command_configuration {
      kms_key_id = aws_kms_key.key["tasks"].arn
      logging    = "OVERRIDE"
      log_configuration {
        cloud_watch_encryption_enabled = true
        cloud_watch_log_group_name     = aws_cloudwatch_log_group.log["ops"].name
      }
    }
    managed_storage_configuration {
      fargate_ephemeral_storage_kms_key_id = aws_kms_key.key["tasks"].arn
    }
  }
}

resource "aws_ecr_repository" "image" {
  for_each = local.repositories

  name                 = "kessai/${each.key}"
  image_tag_mutability = "IMMUTABLE"
  force_delete         = false

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.key["images"].arn
  }
  image_scanning_configuration {
    scan_on_push = true
  }
}

# Images found faulty after their push are found too: Inspector scans those that are kept again and again.
resource "aws_ecr_registry_scanning_configuration" "account" {
  scan_type = "ENHANCED"
  rule {
    scan_frequency = "CONTINUOUS_SCAN"
    repository_filter {
      filter      = "kessai/*"
      filter_type = "WILDCARD"
    }
  }
}

# A release can be rolled back as long as its image is there.
resource "aws_ecr_lifecycle_policy" "image" {
  for_each = local.repositories

  repository = aws_ecr_repository.image[each.key].name
  policy = jsonencode({
    rules = [{
      rulePriority = 1
      description  = "Keep the last hundred"
      selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 100 }
      action       = { type = "expire" }
    }]
  })
}
