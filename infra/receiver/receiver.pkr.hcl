# The image of the receiver's host. Built by a person or a pipeline with a role of the account that may make images:
#     packer init . && packer build -var-file=… .
# The three archives are brought, not fetched: the builder's subnet has no way to the internet either.

variable "region" {
  type    = string
  default = "ap-northeast-1"
}

variable "windows" {
  description = "Name of Amazon's image to start from"
  type        = string
  default     = "Windows_Server-2025-English-Full-Base-*"
}

variable "subnet_id" {
  description = "A private subnet with the endpoints of Systems Manager"
  type        = string
}

variable "security_group_id" {
  description = "A group without inbound rules"
  type        = string
}

variable "instance_profile" {
  description = "Lets the builder talk to Systems Manager, and nothing else"
  type        = string
}

variable "kms_key" {
  description = "ARN of the key that encrypts the image's volumes"
  type        = string
}

variable "version" {
  description = "Git commit of the receiver"
  type        = string
}

variable "receiver_zip" {
  description = "What infra/ops/package-release made of that commit"
  type        = string
}

variable "receiver_sha256" {
  type = string
}

variable "jre_zip" {
  description = "A Java 25 runtime for Windows whose bin folder is at the top"
  type        = string
}

variable "jre_sha256" {
  type = string
}

variable "awscli_msi" {
  description = "Amazon's installer of the AWS CLI 2; its signature is verified"
  type        = string
}

variable "cloudwatch_agent_msi" {
  description = "Amazon's installer of the CloudWatch agent; likewise"
  type        = string
}

source "amazon-ebs" "receiver" {
  region                      = var.region
  ami_name                    = "kessai-receiver-{{timestamp}}"
  ami_description             = "Receiver of clearing files, commit ${var.version}"
  instance_type               = "m7i.large"
  subnet_id                   = var.subnet_id
  security_group_id           = var.security_group_id
  associate_public_ip_address = false
  iam_instance_profile        = var.instance_profile
  user_data_file              = "${path.root}/build-user-data.ps1"

  source_ami_filter {
    filters = {
      name                = var.windows
      virtualization-type = "hvm"
    }
    owners      = ["amazon"]
    most_recent = true
  }

  # Nothing listens: the session comes through Systems Manager.
  communicator          = "ssh"
  ssh_interface         = "session_manager"
  ssh_username          = "Administrator"
  ssh_timeout           = "30m"
  shutdown_behavior     = "terminate"
  disable_stop_instance = true

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  encrypt_boot = true
  kms_key_id   = var.kms_key

  launch_block_device_mappings {
    device_name           = "/dev/sda1"
    volume_type           = "gp3"
    volume_size           = 60
    iops                  = 3000
    throughput            = 125
    encrypted             = true
    kms_key_id            = var.kms_key
    delete_on_termination = true
  }

  tags = {
    Name    = "kessai-receiver"
    commit  = var.version
    windows = "{{ .SourceAMIName }}"
  }
}

build {
  sources = ["source.amazon-ebs.receiver"]

  provisioner "powershell" {
    inline = ["[void](New-Item -ItemType Directory -Force -Path C:/Windows/Temp/kessai)"]
  }

  provisioner "file" {
    source      = var.receiver_zip
    destination = "C:/Windows/Temp/kessai/receiver.zip"
  }

  provisioner "file" {
    source      = var.jre_zip
    destination = "C:/Windows/Temp/kessai/jre.zip"
  }

  provisioner "file" {
    source      = var.awscli_msi
    destination = "C:/Windows/Temp/kessai/awscli.msi"
  }

  provisioner "file" {
    source      = var.cloudwatch_agent_msi
    destination = "C:/Windows/Temp/kessai/cloudwatch-agent.msi"
  }

  provisioner "file" {
    sources = [
      "${path.root}/Collect.ps1",
      "${path.root}/Install.ps1",
      "${path.root}/Receiver.psm1",
      "${path.root}/Setup.ps1",
      "${path.root}/cloudwatch-agent.json",
      "${path.root}/agent-config.yml",
    ]
    destination = "C:/Windows/Temp/kessai/"
  }

  provisioner "powershell" {
    inline = [
      "$ErrorActionPreference = 'Stop'",
      "C:/Windows/Temp/kessai/Setup.ps1 -JreSha256 ${var.jre_sha256} -ReceiverSha256 ${var.receiver_sha256} -Version ${var.version}",
    ]
  }

  provisioner "powershell" {
    script = "${path.root}/Harden.ps1"
  }

  # A host made of the image gets a name, a password and a machine id of its own.
  provisioner "powershell" {
    inline = [
      "& 'C:/Program Files/Amazon/EC2Launch/EC2Launch.exe' reset --block",
      "& 'C:/Program Files/Amazon/EC2Launch/EC2Launch.exe' sysprep --shutdown --block",
    ]
  }
}
