# Private subnets in two zones and no way to the internet: there is no gateway to it, not even a NAT. Networks come by VPN or
# Direct Connect, which end at one virtual private gateway; AWS and Datadog are reached through endpoints (endpoints.tf).

locals {
  tiers = ["links", "tasks", "data"]
  subnets = merge([for letter, zone in var.zones : {
    for tier in local.tiers : "${tier}-${letter}" => { tier = tier, zone = "${var.region}${letter}", cidr = zone[tier] }
  }]...)
}

resource "aws_vpc" "main" {
  cidr_block           = var.vpc_cidr
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = { Name = local.name }
}

resource "aws_subnet" "private" {
  for_each = local.subnets

  vpc_id                  = aws_vpc.main.id
  availability_zone       = each.value.zone
  cidr_block              = each.value.cidr
  map_public_ip_on_launch = false
  tags                    = { Name = "${local.name}-${each.key}" }
}

# A table a tier: what is in it beside the VPC itself comes by propagation (networks) and from the S3 endpoint.
resource "aws_route_table" "tier" {
  for_each = toset(local.tiers)

  vpc_id = aws_vpc.main.id
  tags   = { Name = "${local.name}-${each.key}" }
}

resource "aws_route_table_association" "private" {
  for_each = local.subnets

  subnet_id      = aws_subnet.private[each.key].id
  route_table_id = aws_route_table.tier[each.value.tier].id
}

# Nothing uses the group that a VPC begins with, and nothing can: it has no rules.
resource "aws_default_security_group" "unused" {
  vpc_id = aws_vpc.main.id
}

resource "aws_flow_log" "main" {
  vpc_id                   = aws_vpc.main.id
  traffic_type             = "ALL"
  log_destination_type     = "s3"
  log_destination          = "${aws_s3_bucket.store["logs"].arn}/flow/"
  max_aggregation_interval = 60

  destination_options {
    file_format        = "parquet"
    per_hour_partition = true
  }

  depends_on = [aws_s3_bucket_policy.store]
}

# --- the networks' lines

resource "aws_vpn_gateway" "networks" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "${local.name}-networks" }
}

# The database is not on the way of any network.
resource "aws_vpn_gateway_route_propagation" "networks" {
  for_each = toset(["links", "tasks"])

  vpn_gateway_id = aws_vpn_gateway.networks.id
  route_table_id = aws_route_table.tier[each.key].id
}

resource "aws_customer_gateway" "network" {
  for_each = var.vpns

  type       = "ipsec.1"
  ip_address = each.value.peer_address
  bgp_asn    = tostring(each.value.bgp_asn)
  tags       = { Name = "${local.name}-${each.key}" }
}

resource "aws_vpn_connection" "network" {
  for_each = var.vpns

  type                                 = "ipsec.1"
  customer_gateway_id                  = aws_customer_gateway.network[each.key].id
  vpn_gateway_id                       = aws_vpn_gateway.networks.id
  preshared_key_storage                = "SecretsManager"
  tunnel1_ike_versions                 = ["ikev2"]
  tunnel2_ike_versions                 = ["ikev2"]
  tunnel1_phase1_encryption_algorithms = ["AES256-GCM-16"]
  tunnel2_phase1_encryption_algorithms = ["AES256-GCM-16"]
  tunnel1_phase2_encryption_algorithms = ["AES256-GCM-16"]
  tunnel2_phase2_encryption_algorithms = ["AES256-GCM-16"]
  tags                                 = { Name = "${local.name}-${each.key}" }

  tunnel1_log_options {
    cloudwatch_log_options {
      log_enabled       = true
      log_group_arn     = aws_cloudwatch_log_group.log["vpn"].arn
      log_output_format = "json"
    }
  }
  tunnel2_log_options {
    cloudwatch_log_options {
      log_enabled       = true
      log_group_arn     = aws_cloudwatch_log_group.log["vpn"].arn
      log_output_format = "json"
    }
  }
}

resource "aws_dx_gateway_association" "networks" {
  count = var.direct_connect_gateway_id == null ? 0 : 1

  dx_gateway_id         = var.direct_connect_gateway_id
  associated_gateway_id = aws_vpn_gateway.networks.id
  allowed_prefixes      = [for letter, zone in var.zones : zone.links]
}
