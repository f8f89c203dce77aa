# What of AWS and Datadog is reached without internet: each endpoint with those who use it. Nobody else can: flows.tf makes the
# rules of their security groups from this table.

locals {
  # Shells of operators (infra/ops/shell) stand in the server's network, and are the server here.
  images = ["authorization-server", "clearing-batch", "migrations"]

  endpoints = {
    # Images of tasks, and of the build that migrates.
    "ecr.api" = local.images
    "ecr.dkr" = local.images
    # Log lines of tasks, of the build, of the host's agent.
    "logs" = concat(local.images, ["receiver"])
    # Secrets at a task's start, at a build's, of the host's archive; the function that rotates them.
    "secretsmanager" = concat(local.images, ["receiver", "rotation"])
    # Settings at a task's start; the host's agent asks for commands.
    "ssm"         = concat(local.images, ["receiver"])
    "ec2messages" = ["receiver"]
    # Shells, and sessions on the host.
    "ssmmessages" = ["authorization-server", "receiver"]
    # A session is decrypted at both ends; the host verifies what it installs.
    "kms" = ["authorization-server", "receiver"]
    # Status and replay of a night, in shells.
    "states" = ["authorization-server"]
    # Card values, cryptograms and PINs.
    "payment-cryptography.dataplane" = ["authorization-server"]
  }
  datadog_users = ["authorization-server"]

  # Through the gateway of S3: stores, image layers, the host's releases, flow of the build.
  s3_users = concat(local.images, ["receiver"])

  # By names that may stand in a security group's name.
  interfaces = merge(
    { for service, users in local.endpoints : replace(service, ".", "-") =>
    { service = "com.amazonaws.${var.region}.${service}", users = users, is_aws = true } },
    { for takes, service in var.datadog_services : "datadog-${takes}" =>
    { service = service, users = local.datadog_users, is_aws = false } },
  )
}

resource "aws_vpc_endpoint" "interface" {
  for_each = local.interfaces

  vpc_id              = aws_vpc.main.id
  vpc_endpoint_type   = "Interface"
  service_name        = each.value.service
  private_dns_enabled = true
  subnet_ids          = [for letter in keys(var.zones) : aws_subnet.private["tasks-${letter}"].id]
  security_group_ids  = [aws_security_group.group["endpoint-${each.key}"].id]
  tags                = { Name = "${local.name}-${each.key}" }

  # Whatever credentials reach this VPC, only those of this account work here. What they may do their role says: a policy here
  # that repeated it would be a second place to forget. Services that are not of AWS take none.
  policy = each.value.is_aws ? jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OwnAccount"
      Effect    = "Allow"
      Principal = "*"
      Action    = "*"
      Resource  = "*"
      Condition = { StringEquals = { "aws:PrincipalAccount" = var.account_id } }
    }]
  }) : null
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.main.id
  vpc_endpoint_type = "Gateway"
  service_name      = "com.amazonaws.${var.region}.s3"
  route_table_ids   = [aws_route_table.tier["tasks"].id]
  tags              = { Name = "${local.name}-s3" }

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OwnBuckets"
        Effect    = "Allow"
        Principal = "*"
        Action = [
          "s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket", "s3:AbortMultipartUpload", "s3:GetBucketLocation",
        ]
        Resource  = flatten([for b in aws_s3_bucket.store : [b.arn, "${b.arn}/*"]])
        Condition = { StringEquals = { "aws:PrincipalAccount" = var.account_id } }
      },
      {
        # Image layers, and the agent of Systems Manager: AWS's own buckets, read by links that AWS signs.
        Sid       = "BucketsOfServices"
        Effect    = "Allow"
        Principal = "*"
        Action    = ["s3:GetObject"]
        Resource = [
          "arn:aws:s3:::prod-${var.region}-starport-layer-bucket/*",
          "arn:aws:s3:::amazon-ssm-${var.region}/*",
          "arn:aws:s3:::aws-ssm-${var.region}/*",
        ]
      },
    ]
  })
}
