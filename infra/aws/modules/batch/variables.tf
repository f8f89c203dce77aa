variable "environment" {
  type = string
}

variable "account_id" {
  type = string
}

variable "region" {
  type = string
}

variable "definitions" {
  description = <<-TEXT
    One state machine for each: kessai-ENVIRONMENT-NAME.
    definition: its text in Amazon States Language.
    schedule: cron or rate of EventBridge Scheduler, in a time zone, with the input it sends; none where something else starts it.
    event_pattern: events of the default bus that start it, as JSON; their detail is no input.
    latest_success_hours: an alarm where for so long no execution has succeeded; none where it has no rhythm.
    statements: what its role may do beside writing its log.
    runbook: what whoever is notified reads, a name in docs/runbooks.
  TEXT
  type = map(object({
    definition = string
    schedule = optional(object({
      expression = string
      timezone   = string
      input      = map(string)
    }))
    event_pattern        = optional(string)
    latest_success_hours = optional(number)
    runbook              = string
    statements = list(object({
      Sid       = string
      Effect    = optional(string, "Allow")
      Action    = list(string)
      Resource  = list(string)
      Condition = optional(map(map(string)))
    }))
  }))

  validation {
    condition     = alltrue([for d in var.definitions : can(jsondecode(d.definition).StartAt)])
    error_message = "A definition is JSON with StartAt."
  }
  validation {
    condition     = alltrue([for d in var.definitions : d.schedule != null || d.event_pattern != null])
    error_message = "Something has to start each: a schedule or an event pattern."
  }
  validation {
    condition     = alltrue([for d in var.definitions : d.latest_success_hours == null ? true : d.latest_success_hours <= 168])
    error_message = "An alarm looks back a week at most: latest_success_hours is 168 at most."
  }
}

variable "logs_key_arn" {
  description = "KMS key of the log groups."
  type        = string
}

variable "log_retention_days" {
  type = number
}

variable "topic_arn" {
  description = "Where failures are told."
  type        = string
}

variable "runbooks_url" {
  type = string
}
