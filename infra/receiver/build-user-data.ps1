<powershell>
# While the image is built: OpenSSH, which Packer reaches through Systems Manager only (the host has no inbound rule and
# no public address). Harden.ps1 ends it.
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
[void](Add-WindowsCapability -Online -Name 'OpenSSH.Server~~~~0.0.1.0')
Set-ItemProperty -LiteralPath 'HKLM:\SOFTWARE\OpenSSH' -Name 'DefaultShell' -Value 'C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe'
$metadata = 'http://169.254.169.254/latest'
$token = Invoke-RestMethod -Method Put -Uri "$metadata/api/token" -Headers @{ 'X-aws-ec2-metadata-token-ttl-seconds' = '60' }
$key = Invoke-RestMethod -Uri "$metadata/meta-data/public-keys/0/openssh-key" -Headers @{ 'X-aws-ec2-metadata-token' = $token }
$keys = "$env:ProgramData/ssh/administrators_authorized_keys"
[void](New-Item -ItemType Directory -Force -Path "$env:ProgramData/ssh")
Set-Content -LiteralPath $keys -Value $key -Encoding ASCII
$rights = Get-Acl -LiteralPath $keys
$rights.SetAccessRuleProtection($true, $false)
foreach ($who in @('NT AUTHORITY\SYSTEM', 'BUILTIN\Administrators')) {
    $rights.AddAccessRule((New-Object System.Security.AccessControl.FileSystemAccessRule $who, 'FullControl', 'Allow'))
}
Set-Acl -LiteralPath $keys -AclObject $rights
Set-Service -Name 'sshd' -StartupType Automatic
Start-Service -Name 'sshd'
</powershell>
