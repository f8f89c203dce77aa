# Logins of one environment's database. Tables and what groups may do with them are the migrations'; here is who belongs to
# which group. Applied once before the first migration, from inside the VPC, and again when people come or go:
#
#   terraform init -backend-config=bucket=… -backend-config=key=kessai/ENVIRONMENT-postgresql.tfstate
#
# Programs have passwords, which rotate; people have none: they come with a token of IAM (rds_iam), under a login that is theirs
# alone, because the database holds the makers and checkers of corrections to be different logins.

terraform {
  required_version = ">= 1.11.0, < 2.0.0"
  required_providers {
    postgresql = {
      source  = "cyrilgdn/postgresql"
      version = "1.26.0"
    }
  }
  backend "s3" {
    region       = "ap-northeast-1"
    encrypt      = true
    use_lockfile = true
  }
}

provider "postgresql" {
  host     = var.host
  port     = var.port
  database = "kessai"
  username = "kessai_root"
  password = var.root_password
  # Its certificate is checked against the authorities of RDS: PGSSLROOTCERT.
  sslmode = "verify-full"
  # Aurora's root is none.
  superuser = false
}

locals {
  # As V1 of the migrations makes them, where they are not there yet: the test compares.
  groups = toset(["kessai_server", "kessai_batch", "kessai_reader"])

  programs = {
    kessai_server_login = { group = "kessai_server", connections = 300 }
    kessai_batch_login  = { group = "kessai_batch", connections = 60 }
    kessai_reader_login = { group = "kessai_reader", connections = 20 }
  }
}

resource "postgresql_role" "group" {
  for_each = local.groups

  name  = each.key
  login = false
}

resource "postgresql_role" "program" {
  for_each = local.programs

  name             = each.key
  login            = true
  roles            = [postgresql_role.group[each.value.group].name]
  connection_limit = each.value.connections
  # Never in the state. The first one, which also goes into the secret; from then on rotation changes both.
  password_wo         = lookup(var.first_passwords, each.key, null)
  password_wo_version = "1"
}

# Owns the schema: what it makes is its own, and what groups may do with it, it grants.
resource "postgresql_role" "migrations" {
  name                = "kessai_migrations"
  login               = true
  connection_limit    = 5
  password_wo         = lookup(var.first_passwords, "kessai_migrations", null)
  password_wo_version = "1"
}

resource "postgresql_role" "person" {
  for_each = var.people

  name             = each.key
  login            = true
  roles            = [postgresql_role.group[each.value.group].name, "rds_iam"]
  connection_limit = 5
  # A query that somebody forgot.
  statement_timeout                   = 600000
  idle_in_transaction_session_timeout = 60000
}

locals {
  logins = merge(
    { for name, role in postgresql_role.program : name => role.name },
    { for name, role in postgresql_role.person : name => role.name },
    { kessai_migrations = postgresql_role.migrations.name },
  )
}

# Whoever is not named here does not get in.
resource "postgresql_grant" "everybody" {
  database    = "kessai"
  role        = "public"
  object_type = "database"
  privileges  = []
}

resource "postgresql_grant" "connect" {
  for_each = local.logins

  database    = "kessai"
  role        = each.value
  object_type = "database"
  privileges  = ["CONNECT"]
}

resource "postgresql_grant" "schema" {
  database    = "kessai"
  schema      = "public"
  role        = postgresql_role.migrations.name
  object_type = "schema"
  privileges  = ["CREATE", "USAGE"]
}
