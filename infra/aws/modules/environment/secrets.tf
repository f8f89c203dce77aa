# Secrets: their places here, never their values, which would stand in the state. Those of logins rotate by AWS's own function
# for PostgreSQL, one user each: two users in turn would make two people of the night's login, which proposes what another
# checks (V4 of the migrations). Sessions outlive a rotation and new ones of the server would fail: batch.tf has its tasks made anew.

locals {
  secrets = {
    "db/server"        = { what = "Login of the server", rotates = true }
    "db/batch"         = { what = "Login of the night", rotates = true }
    "db/migrations"    = { what = "Login that owns the schema", rotates = true }
    "db/reader"        = { what = "Login of audits", rotates = true }
    vault              = { what = "Keys of card numbers: changed by people, re-sealing takes a version", rotates = false }
    "receiver-archive" = { what = "Keys of the receiver's own archive: likewise", rotates = false }
    tls                = { what = "Certificates and keys of links, gRPC and HTTP: as long as they are valid", rotates = false }
    datadog            = { what = "Key of Datadog: made there", rotates = false }
  }
  rotating      = toset([for name, s in local.secrets : name if s.rotates])
  rotation_name = "${local.name}-rotation"
}

resource "aws_secretsmanager_secret" "secret" {
  for_each = local.secrets

  name                    = "${local.prefix}/${each.key}"
  description             = each.value.what
  kms_key_id              = aws_kms_key.key["secrets"].arn
  recovery_window_in_days = 30

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_serverlessapplicationrepository_cloudformation_stack" "rotation" {
  name           = local.rotation_name
  application_id = "arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSPostgreSQLRotationSingleUser"
  capabilities   = ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"]

  parameters = {
    functionName        = local.rotation_name
    endpoint            = "https://secretsmanager.${var.region}.amazonaws.com"
    kmsKeyArn           = aws_kms_key.key["secrets"].arn
    vpcSubnetIds        = join(",", [for letter in keys(var.zones) : aws_subnet.private["tasks-${letter}"].id])
    vpcSecurityGroupIds = aws_security_group.group["rotation"].id
    excludeCharacters   = "/@\"'\\:%$ "
  }

  depends_on = [aws_cloudwatch_log_group.log]
}

# On a Sunday at noon in Japan: people are awake, and no night runs.
resource "aws_secretsmanager_secret_rotation" "login" {
  for_each = local.rotating

  secret_id           = aws_secretsmanager_secret.secret[each.key].id
  rotation_lambda_arn = "arn:aws:lambda:${var.region}:${var.account_id}:function:${local.rotation_name}"
  # The value is there only after infra/postgresql made the login.
  rotate_immediately = false

  rotation_rules {
    schedule_expression = "cron(0 3 ? * SUN#1 *)"
    duration            = "2h"
  }

  depends_on = [aws_serverlessapplicationrepository_cloudformation_stack.rotation]
}

# --- settings that are no secrets

locals {
  # As Install.ps1 of infra/receiver reads them.
  receiver_settings = {
    region         = var.region
    inbox          = "s3://${aws_s3_bucket.store["inbox"].id}/inbox/"
    archive        = "D:/archive"
    releases       = aws_s3_bucket.store["releases"].id
    host           = "${local.name}-receiver"
    zone           = "Asia/Tokyo"
    archive_secret = "${local.prefix}/receiver-archive"
    networks       = [for network in ["mastercard", "visa"] : { network = network, drop = "D:/drop/${network}" }]
  }

  settings = merge(
    {
      "db/url"            = "jdbc:postgresql://${aws_rds_cluster.main.endpoint}:5432/kessai?${var.database_url_options}"
      "db/reader-url"     = "jdbc:postgresql://${aws_rds_cluster.main.reader_endpoint}:5432/kessai?${var.database_url_options}"
      "stores/inbox"      = "s3://${aws_s3_bucket.store["inbox"].id}/inbox/"
      "stores/archive"    = "s3://${aws_s3_bucket.store["archive"].id}/files/"
      "stores/reports"    = "s3://${aws_s3_bucket.store["reports"].id}/reports/"
      "receiver"          = jsonencode(local.receiver_settings)
      "receiver/instance" = aws_instance.receiver.id
    },
    { for name, hosts in var.link_hosts : "links/${name}/hosts" => join(",", hosts) },
  )
}

resource "aws_ssm_parameter" "setting" {
  for_each = local.settings

  name  = "/${local.prefix}/${each.key}"
  type  = "String"
  value = each.value
}

# What runs is said by whoever releases, so Terraform leaves its value alone once it is there: commits of our programs, digests of
# the side-cars' images.
resource "aws_ssm_parameter" "release" {
  for_each = toset(["authorization-server", "clearing-batch", "migrations", "receiver", "datadog-agent", "log-router"])

  name  = "/${local.prefix}/release/${each.key}"
  type  = "String"
  value = "none"

  lifecycle {
    ignore_changes = [value]
  }
}
