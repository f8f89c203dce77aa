# What the parts rely on of each other, in numbers; and values that no environment may have. What must never be, whatever the
# values, is infra/policy, over all resources.

mock_provider "aws" {}

variables {
  environment  = "stg"
  account_id   = "111122223333"
  runbooks_url = "https://example.org/docs/runbooks"
  vpc_cidr     = "10.41.0.0/16"
  zones = {
    a = { links = "10.41.0.0/26", tasks = "10.41.16.0/22", data = "10.41.64.0/26", link_address = "10.41.0.10" }
    c = { links = "10.41.0.64/26", tasks = "10.41.20.0/22", data = "10.41.64.64/26", link_address = "10.41.0.74" }
  }
  links             = { visa = { port = 8583, sources = ["192.0.2.0/28"] } }
  link_hosts        = { mastercard = ["203.0.113.7:8600", "203.0.113.8:8600"] }
  grpc_sources      = ["10.60.0.0/20"]
  datadog_services  = { agent = "com.amazonaws.vpce.ap-northeast-1.vpce-svc-0" }
  database          = { engine_version = "17.5", instance_class = "db.t4g.large", storage_type = "aurora" }
  receiver          = { ami = "ami-0", instance_type = "t3.large", volume_gib = 50 }
  archive_lock      = { mode = "GOVERNANCE", years = 1 }
  budget_usd        = 100
  github_repository = "kessai/kessai"
}

run "parts_fit" {
  # Planned only: what the module keeps from being destroyed, a test could not take down.
  command = plan

  assert {
    condition     = alltrue([for group in aws_lb_target_group.link : group.deregistration_delay == "10" && group.connection_termination == true])
    error_message = "A stopping server keeps its connections longer than it drains."
  }
  assert {
    condition     = alltrue([for group in aws_lb_target_group.link : group.health_check[0].path == "/q/health/ready" && startswith(group.health_check[0].protocol, "HTTP")])
    error_message = "Whether a server takes messages is not asked of itself."
  }
  assert {
    # kessai.links.NAME.echo-interval is PT1M.
    condition     = alltrue([for listener in aws_lb_listener.link : listener.tcp_idle_timeout_seconds > 60])
    error_message = "A silent line is cut before the echo."
  }
  assert {
    condition     = toset([for mapping in aws_lb.links.subnet_mapping : mapping.private_ipv4_address]) == toset(["10.41.0.10", "10.41.0.74"])
    error_message = "Networks call other addresses."
  }
  assert {
    condition     = alltrue([for letter, zone in var.zones : cidrhost("${zone.link_address}/${split("/", zone.links)[1]}", 0) == cidrhost(zone.links, 0)])
    error_message = "An address is not in its subnet."
  }
  assert {
    condition     = keys(aws_vpc_security_group_ingress_rule.call_in) == ["grpc from 10.60.0.0/20", "visa from 192.0.2.0/28"]
    error_message = "The allow-list is not what was given."
  }
  assert {
    condition     = aws_cloudwatch_log_metric_filter.refused.log_group_name == "/kessai/stg/clearing-batch" && aws_cloudwatch_log_metric_filter.refused.pattern == "{ $.step = \"report\" && $.counters.files_refused > 0 }"
    error_message = "A refused file is looked for elsewhere than the report tells it."
  }
  assert {
    condition = (aws_cloudwatch_metric_alarm.alarm["refused-file"].metric_name == aws_cloudwatch_log_metric_filter.refused.metric_transformation[0].name
    && aws_cloudwatch_metric_alarm.alarm["refused-file"].namespace == aws_cloudwatch_log_metric_filter.refused.metric_transformation[0].namespace)
    error_message = "The alarm is not of the filter's metric."
  }
  assert {
    condition     = alltrue([for secret in aws_secretsmanager_secret.secret : startswith(secret.name, "kessai/stg/")]) && alltrue([for parameter in aws_ssm_parameter.setting : startswith(parameter.name, "/kessai/stg/")])
    error_message = "A secret or setting stands elsewhere than roles may read."
  }
  assert {
    condition     = toset([for role in concat(values(aws_iam_role.task), values(aws_iam_role.execution)) : role.name]) == toset(flatten([for task in ["authorization-server", "clearing-batch", "migrations"] : ["kessai-stg-${task}", "kessai-stg-${task}-execution"]]))
    error_message = "Roles are not named as task definitions name them."
  }
  assert {
    # An image that a task names must be pullable without internet.
    condition     = alltrue([for repository in ["authorization-server", "clearing-batch", "migrations", "datadog-agent", "log-router"] : contains(keys(aws_ecr_repository.image), repository)])
    error_message = "An image has no repository."
  }
  assert {
    condition     = alltrue([for user in flatten([for e in local.interfaces : e.users]) : contains(keys(local.groups), user)])
    error_message = "An endpoint has a user that is none."
  }
}

run "server_tells" {
  command = plan

  assert {
    condition = alltrue([for event in regexall("message = \"(\\w+)\"", aws_cloudwatch_log_metric_filter.store_lost.pattern) :
    strcontains(file("../../../../authorization-server/src/main/java/io/kessai/authorization/FlowMetrics.java"), "record ${event[0]}(")])
    error_message = "The server tells no such event."
  }
  assert {
    condition     = length(regexall("message = ", aws_cloudwatch_log_metric_filter.store_lost.pattern)) == 2
    error_message = "An event is not looked for."
  }
}

run "receiver_fits" {
  command = plan

  assert {
    # Receiver.psm1 refuses a name that it does not know, and misses one that is not there.
    condition = toset(keys(local.receiver_settings)) == toset([for name in regexall("'([a-z_]+)'", one(regex(
    "\\$SettingNames = @\\(([^)]*)\\)", file("../../../receiver/Receiver.psm1")))) : name[0]])
    error_message = "The receiver's settings are not those that it reads."
  }
  assert {
    # The text shows each setting by name; only what an account's number or a list is in is shortened there.
    condition = alltrue([for name, value in local.receiver_settings : strcontains(file("../../../../docs/release.md"),
    contains(["inbox", "releases", "networks"], name) ? "\"${name}\": " : "\"${name}\": \"${replace(value, "stg", "ENV")}\"")])
    error_message = "docs/release.md shows other settings of the receiver."
  }
  assert {
    condition     = alltrue([for name in ["Environment", "Version"] : strcontains(file("../../../receiver/Install.ps1"), format("[string]$%s", name)) && strcontains(jsondecode(aws_ssm_document.receiver_release.content).mainSteps[0].inputs.runCommand[0], "-${name} ")])
    error_message = "The document does not call Install.ps1 as it wants to be called."
  }
  assert {
    condition     = alltrue([for version in ["; rm", "main", "0123"] : length(regexall(jsondecode(aws_ssm_document.receiver_release.content).parameters.Version.allowedPattern, version)) == 0])
    error_message = "Something else than a commit can be released."
  }
  assert {
    condition     = aws_ssm_parameter.setting["links/mastercard/hosts"].value == "203.0.113.7:8600,203.0.113.8:8600"
    error_message = "Hosts of a link that dials are not told as the server reads them."
  }
  assert {
    # The device that the image's EC2Launch makes D:.
    condition     = strcontains(file("../../../receiver/agent-config.yml"), "device: ${aws_volume_attachment.drop.device_name}")
    error_message = "The drop volume is not the one that becomes D:."
  }
}

run "no_link_for_everybody" {
  command = plan
  variables {
    links = { visa = { port = 8583, sources = ["0.0.0.0/0"] } }
  }
  expect_failures = [var.links]
}

run "no_grpc_for_everybody" {
  command = plan
  variables {
    grpc_sources = ["10.0.0.0/8"]
  }
  expect_failures = [var.grpc_sources]
}

run "nobody_else_calls_networks" {
  command = plan
  variables {
    calls_out = { x = { from = "clearing-batch", cidr = "192.0.2.1/32", port = 443 } }
  }
  expect_failures = [var.calls_out]
}

run "no_other_region" {
  command = plan
  variables {
    region = "us-east-1"
  }
  expect_failures = [var.region]
}

run "no_copy_elsewhere" {
  command = plan
  variables {
    backup_region = "ap-southeast-1"
  }
  expect_failures = [var.backup_region]
}

run "no_other_environment" {
  command = plan
  variables {
    environment = "dev"
  }
  expect_failures = [var.environment]
}

run "two_zones" {
  command = plan
  variables {
    zones = { a = { links = "10.41.0.0/26", tasks = "10.41.16.0/22", data = "10.41.64.0/26", link_address = "10.41.0.10" } }
  }
  expect_failures = [var.zones]
}
