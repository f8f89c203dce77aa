# Who may call whom, as one table: of each line the caller's security group may send and the other's receive, at one port.
# What does not stand here is not possible. A group a part, none is shared.

locals {
  groups = merge({
    links                  = "Load balancer on which networks call"
    "authorization-server" = "Tasks of the server, shells of operators"
    "clearing-batch"       = "Tasks of the night"
    migrations             = "Build that migrates the database"
    receiver               = "Windows host of the networks' transfer clients"
    rotation               = "Function that rotates passwords"
    database               = "Aurora"
  }, { for name, e in local.interfaces : "endpoint-${name}" => "Endpoint of ${e.service}" })

  flows = concat(
    [for name, l in local.listeners : { from = "links", to = "authorization-server", port = l.port }],
    [{ from = "links", to = "authorization-server", port = local.health_port }],
    [for user in ["authorization-server", "clearing-batch", "migrations", "rotation"] :
    { from = user, to = "database", port = 5432 }],
    flatten([for name, e in local.interfaces : [for user in e.users :
    { from = user, to = "endpoint-${name}", port = 443 }]]),
  )
  flow = { for f in local.flows : "${f.from} to ${f.to}:${f.port}" => f }

  # From outside: networks to their link, the issuer's programs to gRPC. The allow-list of the load balancer.
  calls_in = merge([for name, l in local.listeners : {
    for source in l.sources : "${name} from ${source}" => { port = l.port, cidr = source }
  }]...)
}

resource "aws_security_group" "group" {
  for_each = local.groups

  name        = "${local.name}-${each.key}"
  description = each.value
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "${local.name}-${each.key}" }
}

resource "aws_vpc_security_group_egress_rule" "flow" {
  for_each = local.flow

  security_group_id            = aws_security_group.group[each.value.from].id
  referenced_security_group_id = aws_security_group.group[each.value.to].id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  description                  = each.key
}

resource "aws_vpc_security_group_ingress_rule" "flow" {
  for_each = local.flow

  security_group_id            = aws_security_group.group[each.value.to].id
  referenced_security_group_id = aws_security_group.group[each.value.from].id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  description                  = each.key
}

resource "aws_vpc_security_group_ingress_rule" "call_in" {
  for_each = local.calls_in

  security_group_id = aws_security_group.group["links"].id
  cidr_ipv4         = each.value.cidr
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
  description       = each.key
}

resource "aws_vpc_security_group_egress_rule" "call_out" {
  for_each = var.calls_out

  security_group_id = aws_security_group.group[each.value.from].id
  cidr_ipv4         = each.value.cidr
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
  description       = each.key
}

resource "aws_vpc_security_group_egress_rule" "s3" {
  for_each = toset(local.s3_users)

  security_group_id = aws_security_group.group[each.key].id
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "${each.key} to S3"
}
