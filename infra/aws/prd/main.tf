# Production. What it consists of stands in ../modules/environment; here is what only it has.

terraform {
  required_version = ">= 1.11.0, < 2.0.0"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "6.25.0"
    }
  }
  # The bucket is made by hand before the first init (docs/deploy.md), which names it: -backend-config=bucket=…
  backend "s3" {
    key          = "kessai/prd.tfstate"
    region       = "ap-northeast-1"
    encrypt      = true
    use_lockfile = true
  }
}

provider "aws" {
  region = "ap-northeast-1"
  # Values of one environment never reach the account of the other.
  allowed_account_ids = [var.account_id]
  default_tags {
    tags = { system = "kessai", environment = "prd" }
  }
}

module "environment" {
  source = "../modules/environment"

  environment  = "prd"
  account_id   = var.account_id
  runbooks_url = var.runbooks_url

  vpc_cidr = "10.40.0.0/16"
  zones = {
    a = { links = "10.40.0.0/26", tasks = "10.40.16.0/22", data = "10.40.64.0/26", link_address = "10.40.0.10" }
    c = { links = "10.40.0.64/26", tasks = "10.40.20.0/22", data = "10.40.64.64/26", link_address = "10.40.0.74" }
  }
  links                     = var.links
  grpc_sources              = var.grpc_sources
  calls_out                 = var.calls_out
  link_hosts                = var.link_hosts
  vpns                      = var.vpns
  direct_connect_gateway_id = var.direct_connect_gateway_id
  datadog_services          = var.datadog_services

  database = { engine_version = "17.5", instance_class = "db.r8g.2xlarge", storage_type = "aurora-iopt1" }
  shards   = 4
  receiver = { ami = var.receiver_ami, instance_type = "m7i.large", volume_gib = 200 }

  payment_key_arns    = var.payment_key_arns
  archive_lock        = { mode = "COMPLIANCE", years = 7 }
  topic_subscriptions = var.topic_subscriptions
  budget_usd          = 9000
  github_repository   = var.github_repository
}

output "environment" {
  value = module.environment
}
