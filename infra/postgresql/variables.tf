variable "host" {
  description = "The cluster's writer endpoint."
  type        = string
}

variable "port" {
  type    = number
  default = 5432
}

variable "root_password" {
  description = "Of kessai_root, from the secret that RDS keeps."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "first_passwords" {
  description = "By login, at its first apply only."
  type        = map(string)
  sensitive   = true
  ephemeral   = true
  default     = {}
}

variable "people" {
  description = "By login: kessai_batch for those who resolve exceptions and replay, kessai_reader for those who look."
  type = map(object({
    group = string
  }))
  default = {}
  validation {
    condition     = alltrue([for p in var.people : contains(["kessai_batch", "kessai_reader"], p.group)])
    error_message = "People are of kessai_batch or kessai_reader: the server's rights are no person's."
  }
  validation {
    condition     = alltrue([for name, p in var.people : can(regex("^[a-z][a-z0-9_]*$", name)) && !startswith(name, "kessai_")])
    error_message = "A login is of a-z, 0-9 and _, and begins with a letter and not with kessai_."
  }
}
