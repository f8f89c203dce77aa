variable "environment" {
  type = string
  validation {
    condition     = contains(["stg", "prd"], var.environment)
    error_message = "An environment is stg or prd."
  }
}

variable "account_id" {
  type = string
  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account has twelve digits."
  }
}

variable "region" {
  type    = string
  default = "ap-northeast-1"
  validation {
    condition     = var.region == "ap-northeast-1"
    error_message = "Data stays in ap-northeast-1."
  }
}

variable "backup_region" {
  type    = string
  default = "ap-northeast-3"
  validation {
    condition     = var.backup_region == "ap-northeast-3"
    error_message = "Backups go to ap-northeast-3 only."
  }
}

variable "runbooks_url" {
  description = "Folder of the runbooks, without a slash at its end."
  type        = string
}

# --- network

variable "vpc_cidr" {
  type = string
}

variable "zones" {
  description = "Two availability zones by letter, each with its subnets: links (the networks' side), tasks, data; link_address is where networks call in it."
  type = map(object({
    links        = string
    tasks        = string
    data         = string
    link_address = string
  }))
  validation {
    condition     = toset(keys(var.zones)) == toset(["a", "c"])
    error_message = "The zones are a and c."
  }
}

variable "links" {
  description = "Links on which networks call, by name as in KESSAI_LINKS_NAME: port, and the networks' own addresses."
  type = map(object({
    port    = number
    sources = list(string)
  }))
  validation {
    condition     = alltrue(flatten([for l in var.links : [for s in l.sources : can(cidrhost(s, 0)) && tonumber(split("/", s)[1]) >= 24]]))
    error_message = "A source is a range of a /24 or narrower: networks name their hosts."
  }
}

variable "grpc_sources" {
  description = "Ranges of the issuer's programs that call gRPC, such as of the app's backend."
  type        = list(string)
  validation {
    condition     = alltrue([for s in var.grpc_sources : can(cidrhost(s, 0)) && tonumber(split("/", s)[1]) >= 16])
    error_message = "A source is a range of a /16 or narrower."
  }
}

variable "calls_out" {
  description = "Hosts of networks that we call: by the server (links that dial) or the receiver (file transfer)."
  type = map(object({
    from = string
    cidr = string
    port = number
  }))
  default = {}
  validation {
    condition     = alltrue([for c in var.calls_out : contains(["authorization-server", "receiver"], c.from)])
    error_message = "Only authorization-server and receiver call networks."
  }
  validation {
    condition     = alltrue([for c in var.calls_out : can(cidrhost(c.cidr, 0)) && tonumber(split("/", c.cidr)[1]) >= 24])
    error_message = "A host is a range of a /24 or narrower."
  }
}

variable "link_hosts" {
  description = "Of links that dial: HOST:PORT of the network, in the order in which they are tried. calls_out lets the server reach them."
  type        = map(list(string))
  default     = {}
}

variable "vpns" {
  description = "Site-to-site VPNs to networks, by name: the network's router and its BGP number."
  type = map(object({
    peer_address = string
    bgp_asn      = number
  }))
  default = {}
}

variable "direct_connect_gateway_id" {
  description = "Direct Connect gateway on which networks' lines end, null without one."
  type        = string
  default     = null
}

variable "datadog_services" {
  description = "Datadog's PrivateLink services in this region, by what they take (agent, metrics, logs, traces), as Datadog names them."
  type        = map(string)
  validation {
    condition     = alltrue([for s in var.datadog_services : startswith(s, "com.amazonaws.vpce.ap-northeast-1.")])
    error_message = "A service of PrivateLink in ap-northeast-1."
  }
}

# --- what runs

variable "database" {
  description = "Aurora: version, instance class in each zone, storage aurora or aurora-iopt1."
  type = object({
    engine_version = string
    instance_class = string
    storage_type   = string
  })
}

variable "database_url_options" {
  description = "What follows ? in the JDBC URL. The images carry the authorities of RDS."
  type        = string
  default     = "sslmode=verify-full&sslrootcert=/opt/kessai/rds-authorities.pem"
}

variable "payment_key_arns" {
  description = "Keys of AWS Payment Cryptography that the server verifies with; they are made by custodians, not here."
  type        = list(string)
  default     = []
}

variable "shards" {
  description = "Parts of the accounts that a night works on at once."
  type        = number
  default     = 4
}

variable "nightly_at" {
  description = "Cron in Asia/Tokyo."
  type        = string
  default     = "cron(30 2 * * ? *)"
}

variable "receiver" {
  description = "The Windows host: image made by infra/receiver, type, size of the drop volume."
  type = object({
    ami           = string
    instance_type = string
    volume_gib    = number
  })
}

# --- keeping and telling

variable "archive_lock" {
  description = "Mode and years of the archive's object lock: COMPLIANCE cannot be lifted by anybody."
  type = object({
    mode  = string
    years = number
  })
}

variable "log_retention_days" {
  type    = number
  default = 400
}

variable "topic_subscriptions" {
  description = "Who hears a topic: topic operators or notices, protocol and endpoint."
  type = map(object({
    topic    = string
    protocol = string
    endpoint = string
  }))
  default = {}
}

variable "budget_usd" {
  description = "Of a month."
  type        = number
}

variable "github_repository" {
  description = "OWNER/NAME of the repository whose workflows deploy."
  type        = string
}
