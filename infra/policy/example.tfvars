# Values for the checks: shapes of the real ones, none of them real. Visa calls us, Mastercard is called.
account_id   = "111122223333"
receiver_ami = "ami-0123456789abcdef0"

links = {
  visa = { port = 8583, sources = ["192.0.2.0/28", "198.51.100.16/28"] }
}
grpc_sources = ["10.60.0.0/20"]
link_hosts = {
  mastercard = ["203.0.113.7:8600", "203.0.113.8:8600"]
}
calls_out = {
  "mastercard-links" = { from = "authorization-server", cidr = "203.0.113.0/28", port = 8600 }
  "visa-transfer"    = { from = "receiver", cidr = "192.0.2.32/32", port = 443 }
}
vpns = {
  mastercard = { peer_address = "192.0.2.1", bgp_asn = 65010 }
}
direct_connect_gateway_id = "5f294f92-bafb-4011-916d-9b0bdexample"
datadog_services = {
  agent   = "com.amazonaws.vpce.ap-northeast-1.vpce-svc-0123456789abcdef0"
  metrics = "com.amazonaws.vpce.ap-northeast-1.vpce-svc-0123456789abcdef1"
}
payment_key_arns = ["arn:aws:payment-cryptography:ap-northeast-1:111122223333:key/abcdefghijklmnop"]
topic_subscriptions = {
  pager = { topic = "operators", protocol = "https", endpoint = "https://events.pagerduty.com/integration/example/enqueue" }
}
