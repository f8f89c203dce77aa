# The Windows host of the networks' file-transfer clients: one, because a network knows one client. It takes no call from
# anybody; people and the night reach it by Systems Manager, which it asks itself. It is made from the image of infra/receiver,
# and made anew with every newer one (so AWS may terminate it): what matters lies on a volume of its own, which is not.

locals {
  receiver_subnet = "tasks-a"
}

resource "aws_instance" "receiver" {
  ami                         = var.receiver.ami
  instance_type               = var.receiver.instance_type
  subnet_id                   = aws_subnet.private[local.receiver_subnet].id
  vpc_security_group_ids      = [aws_security_group.group["receiver"].id]
  associate_public_ip_address = false
  iam_instance_profile        = aws_iam_instance_profile.receiver.name
  ebs_optimized               = true
  monitoring                  = true
  tags                        = { Name = "${local.name}-receiver" }

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
  maintenance_options {
    auto_recovery = "default"
  }
  root_block_device {
    volume_type = "gp3"
    encrypted   = true
    kms_key_id  = aws_kms_key.key["volumes"].arn
  }
}

# Drop folders and the host's archive (D:).
resource "aws_ebs_volume" "drop" {
  availability_zone = local.subnets[local.receiver_subnet].zone
  type              = "gp3"
  size              = var.receiver.volume_gib
  encrypted         = true
  kms_key_id        = aws_kms_key.key["volumes"].arn
  final_snapshot    = true
  tags              = { Name = "${local.name}-drop" }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_volume_attachment" "drop" {
  device_name                    = "xvdd"
  volume_id                      = aws_ebs_volume.drop.id
  instance_id                    = aws_instance.receiver.id
  stop_instance_before_detaching = true
}

resource "aws_iam_instance_profile" "receiver" {
  name = "${local.name}-receiver"
  role = aws_iam_role.service["receiver"].name
}

# Sessions on the host, and by ECS Exec, are encrypted, kept and end by themselves.
resource "aws_ssm_document" "session" {
  name            = "SSM-SessionManagerRunShell"
  document_type   = "Session"
  document_format = "JSON"
  content = jsonencode({
    schemaVersion = "1.0"
    description   = "Sessions of ${local.name}"
    sessionType   = "Standard_Stream"
    inputs = {
      kmsKeyId                    = aws_kms_key.key["tasks"].arn
      cloudWatchLogGroupName      = aws_cloudwatch_log_group.log["ops"].name
      cloudWatchEncryptionEnabled = true
      cloudWatchStreamingEnabled  = true
      idleSessionTimeout          = "20"
      maxSessionDuration          = "240"
    }
  })
}

# A release of the receiver: the host's own script fetches, verifies and installs it, or leaves everything as it was. Whoever
# releases may run this and nothing else there.
resource "aws_ssm_document" "receiver_release" {
  name            = "${local.name}-receiver-release"
  document_type   = "Command"
  document_format = "JSON"
  target_type     = "/AWS::EC2::Instance"
  content = jsonencode({
    schemaVersion = "2.2"
    description   = "Installs a release of the receiver"
    parameters = {
      Version = {
        type           = "String"
        description    = "Git commit"
        allowedPattern = "^[0-9a-f]{40}$"
      }
    }
    mainSteps = [{
      action = "aws:runPowerShellScript"
      name   = "install"
      inputs = {
        timeoutSeconds = "1500"
        runCommand     = ["& C:/Kessai/Install.ps1 -Environment ${var.environment} -Version {{ Version }}", "exit $LASTEXITCODE"]
      }
    }]
  })
}

# A host whose machine failed is moved to another by AWS, and people hear of it.
resource "aws_cloudwatch_metric_alarm" "receiver" {
  for_each = {
    system   = { metric = "StatusCheckFailed_System", actions = ["arn:aws:automate:${var.region}:ec2:recover"] }
    instance = { metric = "StatusCheckFailed_Instance", actions = ["arn:aws:automate:${var.region}:ec2:reboot"] }
  }

  alarm_name          = "${local.name}-receiver-${each.key}"
  alarm_description   = "The receiver's ${each.key} check fails. ${var.runbooks_url}/receiver-offline.md"
  namespace           = "AWS/EC2"
  metric_name         = each.value.metric
  dimensions          = { InstanceId = aws_instance.receiver.id }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "breaching"
  alarm_actions       = concat(each.value.actions, [aws_sns_topic.topic["operators"].arn])
  ok_actions          = [aws_sns_topic.topic["operators"].arn]
}
