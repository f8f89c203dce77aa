mock_provider "postgresql" {}

variables {
  host            = "kessai.cluster.example"
  root_password   = "not a real one"
  first_passwords = { kessai_server_login = "not a real one" }
  people = {
    hanako = { group = "kessai_batch" }
    taro   = { group = "kessai_reader" }
  }
}

run "logins" {
  assert {
    condition = local.groups == toset([for name in regexall("'([a-z_]+)'", one(regex(
    "foreach role_name in array array\\[([^\\]]*)\\]", file("../../migrations/src/main/resources/db/migration/V1__accounts_cards_journal_holds_ledger.sql")))) : name[0]])
    error_message = "The groups are not those that the migrations make."
  }
  assert {
    condition     = alltrue([for role in postgresql_role.group : role.login == false])
    error_message = "A group logs in."
  }
  assert {
    condition     = alltrue([for role in postgresql_role.program : length(role.roles) == 1])
    error_message = "A program is of more than one group."
  }
  assert {
    condition     = alltrue([for role in postgresql_role.person : contains(role.roles, "rds_iam") && role.password_wo_version == null])
    error_message = "A person has a password."
  }
  assert {
    condition = alltrue([for role in concat(values(postgresql_role.group), values(postgresql_role.program), values(postgresql_role.person), [postgresql_role.migrations]) :
    role.superuser != true && role.create_role != true && role.create_database != true && role.bypass_row_level_security != true && role.replication != true])
    error_message = "A login is more than a login."
  }
  assert {
    condition     = postgresql_grant.everybody.privileges == null || length(postgresql_grant.everybody.privileges) == 0
    error_message = "Everybody may connect."
  }
  assert {
    condition     = toset(keys(postgresql_grant.connect)) == toset(["hanako", "taro", "kessai_server_login", "kessai_batch_login", "kessai_reader_login", "kessai_migrations"])
    error_message = "Somebody else may connect, or somebody may not."
  }
}

run "no_person_is_the_server" {
  command = plan
  variables {
    people = { hanako = { group = "kessai_server" } }
  }
  expect_failures = [var.people]
}

run "no_person_has_a_programs_name" {
  command = plan
  variables {
    people = { kessai_batch_login = { group = "kessai_batch" } }
  }
  expect_failures = [var.people]
}
