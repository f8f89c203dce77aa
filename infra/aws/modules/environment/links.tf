# The load balancer on which networks call, at one static address a zone, and the issuer's programs call gRPC. It passes TCP
# through: TLS, where a line has it, ends at the server.

locals {
  health_port = 8443
  listeners   = merge(var.links, { grpc = { port = 9000, sources = var.grpc_sources } })
}

resource "aws_lb" "links" {
  name               = "${local.name}-links"
  load_balancer_type = "network"
  internal           = true
  security_groups    = [aws_security_group.group["links"].id]
  # A network calls the address it was given: it must find a server while the zone has none.
  enable_cross_zone_load_balancing                             = true
  enable_deletion_protection                                   = true
  enforce_security_group_inbound_rules_on_private_link_traffic = "on"

  dynamic "subnet_mapping" {
    for_each = var.zones
    content {
      subnet_id            = aws_subnet.private["links-${subnet_mapping.key}"].id
      private_ipv4_address = subnet_mapping.value.link_address
    }
  }
}

resource "aws_lb_target_group" "link" {
  for_each = local.listeners

  name        = "${local.name}-${each.key}"
  target_type = "ip"
  protocol    = "TCP"
  port        = each.value.port
  vpc_id      = aws_vpc.main.id
  # The server sees the load balancer, which is the only one its group lets in.
  preserve_client_ip = "false"
  # A stopping server signs off and drains in less; what is still open then is closed, so that the network calls again.
  deregistration_delay   = "10"
  connection_termination = true

  # Whether it takes messages is what the server says itself. In production it says so by TLS only.
  health_check {
    protocol            = "HTTPS"
    port                = tostring(local.health_port)
    path                = "/q/health/ready"
    matcher             = "200"
    interval            = 5
    timeout             = 4
    healthy_threshold   = 2
    unhealthy_threshold = 2
  }
}

resource "aws_lb_listener" "link" {
  for_each = local.listeners

  load_balancer_arn = aws_lb.links.arn
  protocol          = "TCP"
  port              = each.value.port
  # The longest silence; the server's echo comes every minute.
  tcp_idle_timeout_seconds = 350

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.link[each.key].arn
  }
}
