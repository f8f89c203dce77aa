# Aurora PostgreSQL: a writer and, in the other zone, what takes over. What the programs promise (an approval is durable when
# it is told) rests on the parameters here; they read them at start.

locals {
  parameters = {
    # Replies leave after the commit: nothing may soften it.
    synchronous_commit = "on"
    "rds.force_ssl"    = "1"
    # Passwords are kept and sent so that neither can be replayed.
    password_encryption                 = "scram-sha-256"
    "rds.accepted_password_auth_method" = "scram"
    # Who came, what was changed and who waited; never a statement's values, which are card data.
    log_connections                     = "1"
    log_disconnections                  = "1"
    log_statement                       = "ddl"
    log_lock_waits                      = "1"
    log_min_duration_statement          = "-1"
    log_parameter_max_length            = "0"
    "log_parameter_max_length_on_error" = "0"
    log_error_verbosity                 = "terse"
    # A session that forgot its transaction holds the locks of accounts.
    idle_in_transaction_session_timeout = "60000"
  }
}

resource "aws_db_subnet_group" "main" {
  name       = local.name
  subnet_ids = [for letter in keys(var.zones) : aws_subnet.private["data-${letter}"].id]
}

resource "aws_rds_cluster_parameter_group" "main" {
  name   = local.name
  family = "aurora-postgresql${split(".", var.database.engine_version)[0]}"

  dynamic "parameter" {
    for_each = local.parameters
    content {
      name         = parameter.key
      value        = parameter.value
      apply_method = "immediate"
    }
  }
  parameter {
    name         = "shared_preload_libraries"
    value        = "pg_stat_statements"
    apply_method = "pending-reboot"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_rds_cluster" "main" {
  cluster_identifier = local.name
  engine             = "aurora-postgresql"
  engine_version     = var.database.engine_version
  storage_type       = var.database.storage_type == "aurora" ? null : var.database.storage_type
  database_name      = "kessai"
  port               = 5432

  # RDS makes, keeps and rotates it; programs and people have logins of their own (infra/postgresql).
  master_username                     = "kessai_root"
  manage_master_user_password         = true
  master_user_secret_kms_key_id       = aws_kms_key.key["database"].arn
  iam_database_authentication_enabled = true

  db_subnet_group_name            = aws_db_subnet_group.main.name
  vpc_security_group_ids          = [aws_security_group.group["database"].id]
  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.main.name

  storage_encrypted = true
  kms_key_id        = aws_kms_key.key["database"].arn

  # Any second of the last 35 days; longer and in the second region: backup.tf. Times are UTC: 03:10 and Sunday 04:00 in Japan,
  # after the night's start; a change waits for the window.
  backup_retention_period      = 35
  preferred_backup_window      = "18:10-18:40"
  preferred_maintenance_window = "sat:19:00-sat:20:00"
  apply_immediately            = false
  copy_tags_to_snapshot        = true
  delete_automated_backups     = false
  deletion_protection          = true
  skip_final_snapshot          = false
  final_snapshot_identifier    = "${local.name}-final"

  enabled_cloudwatch_logs_exports = ["postgresql"]

  # Its log group is made first, with retention and key: RDS would make one without.
  depends_on = [aws_cloudwatch_log_group.log]

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_rds_cluster_instance" "main" {
  for_each = var.zones

  identifier                      = "${local.name}-${each.key}"
  cluster_identifier              = aws_rds_cluster.main.id
  engine                          = aws_rds_cluster.main.engine
  engine_version                  = aws_rds_cluster.main.engine_version
  instance_class                  = var.database.instance_class
  availability_zone               = "${var.region}${each.key}"
  db_subnet_group_name            = aws_db_subnet_group.main.name
  publicly_accessible             = false
  promotion_tier                  = 0
  auto_minor_version_upgrade      = false
  ca_cert_identifier              = "rds-ca-rsa2048-g1"
  performance_insights_enabled    = true
  performance_insights_kms_key_id = aws_kms_key.key["database"].arn
  copy_tags_to_snapshot           = true

  lifecycle {
    prevent_destroy = true
  }
}
