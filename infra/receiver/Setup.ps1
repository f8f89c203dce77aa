# While the image is built: puts what Packer has uploaded in its place. Nothing is fetched from here.
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string]$JreSha256,
    [Parameter(Mandatory = $true)]
    [string]$ReceiverSha256,
    [Parameter(Mandatory = $true)]
    [ValidatePattern('^[0-9a-f]{40}$')]
    [string]$Version,
    [string]$Uploads = 'C:/Windows/Temp/kessai',
    [string]$Root = 'C:/Kessai'
)
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

function Assert-Sha256 {
    param([string]$File, [string]$Expected)
    $hash = (Get-FileHash -LiteralPath $File -Algorithm SHA256).Hash
    if ($hash -ne $Expected) {
        throw "$File has SHA-256 $hash, not $Expected"
    }
}

# An installer by Amazon, signed by it; 3010 is success that asks for a restart.
function Install-Msi {
    param([string]$File)
    $signature = Get-AuthenticodeSignature -LiteralPath $File
    if ($signature.Status -ne 'Valid' -or $signature.SignerCertificate.Subject -notmatch 'O="?Amazon') {
        throw "$File is not signed by Amazon: $($signature.Status)"
    }
    $msi = $File.Replace('/', '\')
    $done = Start-Process -FilePath 'msiexec.exe' -ArgumentList @('/i', $msi, '/qn', '/norestart') -Wait -PassThru
    if (@(0, 3010) -notcontains $done.ExitCode) {
        throw "$File was not installed: exit code $($done.ExitCode)"
    }
}

[void](New-Item -ItemType Directory -Force -Path $Root)
Assert-Sha256 -File "$Uploads/jre.zip" -Expected $JreSha256
Expand-Archive -LiteralPath "$Uploads/jre.zip" -DestinationPath "$Root/jre"
Assert-Sha256 -File "$Uploads/receiver.zip" -Expected $ReceiverSha256
Expand-Archive -LiteralPath "$Uploads/receiver.zip" -DestinationPath "$Root/receiver"
Set-Content -LiteralPath "$Root/receiver/version.txt" -Value $Version -Encoding ASCII
foreach ($name in @('Collect.ps1', 'Install.ps1', 'Receiver.psm1', 'cloudwatch-agent.json')) {
    Copy-Item -LiteralPath "$Uploads/$name" -Destination "$Root/$name"
}
Install-Msi -File "$Uploads/awscli.msi"
Install-Msi -File "$Uploads/cloudwatch-agent.msi"
Copy-Item -LiteralPath "$Uploads/agent-config.yml" -Destination "$env:ProgramData/Amazon/EC2Launch/config/agent-config.yml"

# Nobody but the system and administrators writes what runs here, or reads its log.
$rights = Get-Acl -LiteralPath $Root
$rights.SetAccessRuleProtection($true, $false)
foreach ($who in @('NT AUTHORITY\SYSTEM', 'BUILTIN\Administrators')) {
    $inherited = 'ContainerInherit,ObjectInherit'
    $rule = New-Object System.Security.AccessControl.FileSystemAccessRule $who, 'FullControl', $inherited, 'None', 'Allow'
    $rights.AddAccessRule($rule)
}
Set-Acl -LiteralPath $Root -AclObject $rights
Remove-Item -LiteralPath $Uploads -Recurse -Force
