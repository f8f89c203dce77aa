# Same text in prd and stg: what of an environment is not for the repository, because it names accounts, networks or people.
# Its shape is that of the module's variables, which check it.

variable "account_id" {
  type = string
}

variable "links" {
  type = map(object({ port = number, sources = list(string) }))
}

variable "grpc_sources" {
  type    = list(string)
  default = []
}

variable "calls_out" {
  type    = map(object({ from = string, cidr = string, port = number }))
  default = {}
}

variable "link_hosts" {
  type    = map(list(string))
  default = {}
}

variable "vpns" {
  type    = map(object({ peer_address = string, bgp_asn = number }))
  default = {}
}

variable "direct_connect_gateway_id" {
  type    = string
  default = null
}

variable "datadog_services" {
  type    = map(string)
  default = {}
}

variable "receiver_ami" {
  type = string
}

variable "payment_key_arns" {
  type    = list(string)
  default = []
}

variable "topic_subscriptions" {
  type    = map(object({ topic = string, protocol = string, endpoint = string }))
  default = {}
}

variable "github_repository" {
  type    = string
  default = "kessai/kessai"
}

variable "runbooks_url" {
  type    = string
  default = "https://github.com/kessai/kessai/blob/main/docs/runbooks"
}
