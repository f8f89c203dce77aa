# Brings a release of the receiver to this host and has it run, or leaves everything as it was.
#     Install.ps1 -Environment prd -Version COMMIT    a release
#     Install.ps1 -Environment prd                    the one that /kessai/prd/release/receiver names: a new host
#     Install.ps1 -Environment prd -Rollback          back to the one before
# A release is s3://RELEASES/receiver/COMMIT/receiver.zip, the folder of the packaged program, with its SHA-256 and a
# signature of that by the key alias/kessai-ENV-releases, which only the release workflow may sign with.
# These scripts are of the host's image, not of a release.
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [ValidateSet('stg', 'prd')]
    [string]$Environment,
    [ValidatePattern('^[0-9a-f]{40}$')]
    [string]$Version,
    [switch]$Rollback,
    [string]$Region = 'ap-northeast-1',
    [string]$Root = 'C:/Kessai'
)
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/Receiver.psm1"

$running = "$Root/receiver"
$previous = "$Root/receiver.previous"
$next = "$Root/receiver.new"
$incoming = "$Root/incoming"

function Remove-Folder {
    param([string]$Path)
    if (Test-Path -LiteralPath $Path) {
        Remove-Item -LiteralPath $Path -Recurse -Force
    }
}

# Two renames, which nobody sees half-way: whoever collects waits for the lock, and Repair-Switch ends what was killed.
function Switch-Folder {
    param([string]$From)
    $aside = "$Root/receiver.aside"
    Remove-Folder -Path $aside
    if (Test-Path -LiteralPath $running) {
        Move-Item -LiteralPath $running -Destination $aside
    }
    Move-Item -LiteralPath $From -Destination $running
    if (Test-Path -LiteralPath $aside) {
        Remove-Folder -Path $previous
        Move-Item -LiteralPath $aside -Destination $previous
    }
}

function Repair-Switch {
    $aside = "$Root/receiver.aside"
    if (-not (Test-Path -LiteralPath $aside)) {
        return
    }
    if (Test-Path -LiteralPath $running) {
        Remove-Folder -Path $previous
        Move-Item -LiteralPath $aside -Destination $previous
    }
    else {
        Move-Item -LiteralPath $aside -Destination $running
    }
}

function Assert-Starts {
    param([string]$Folder)
    $arguments = Get-ProgramArguments -Folder $Folder -Command @('collect', '--help')
    $result = Invoke-Program -Path "$Root/jre/bin/java.exe" -Arguments $arguments
    if ($result.ExitCode -ne 0) {
        throw (New-Failure -Code 1 -Message "the program in $Folder does not start: $($result.Errors)")
    }
}

function Get-Parameter {
    param([string]$Name)
    return Invoke-Aws -Region $Region -Arguments @(
        'ssm', 'get-parameter', '--name', "/kessai/$Environment/$Name", '--query', 'Parameter.Value')
}

function Save-Settings {
    $json = Get-Parameter -Name 'receiver'
    # Read first: what cannot be read does not replace what could.
    $settings = ConvertTo-Settings -Json $json -Where "parameter /kessai/$Environment/receiver"
    # Whole or not at all.
    Set-Content -LiteralPath "$Root/receiver.json.new" -Value $json -Encoding UTF8
    Move-Item -LiteralPath "$Root/receiver.json.new" -Destination "$Root/receiver.json" -Force
    foreach ($folder in @($settings.networks.drop) + $settings.archive) {
        [void](New-Item -ItemType Directory -Force -Path $folder)
    }
    return $settings
}

# The agent reads every file of that folder when it starts.
function Send-Logs {
    $agent = "$env:ProgramData/Amazon/AmazonCloudWatchAgent/Configs/file_kessai.json"
    $json = (Get-Content -LiteralPath "$Root/cloudwatch-agent.json" -Raw).Replace('ENVIRONMENT', $Environment)
    Set-Content -LiteralPath $agent -Value $json -Encoding ASCII
    Restart-Service -Name 'AmazonCloudWatchAgent'
}

function Save-Release {
    param($Settings)
    Remove-Folder -Path $incoming
    [void](New-Item -ItemType Directory -Force -Path $incoming)
    foreach ($name in @('receiver.zip', 'receiver.zip.sha256', 'receiver.zip.sig')) {
        [void](Invoke-Aws -Region $Region -Arguments @(
                's3', 'cp', '--only-show-errors', "s3://$($Settings.releases)/receiver/$Version/$name", "$incoming/$name"))
    }
}

# Nothing of the release is opened before both hold.
function Assert-Genuine {
    $expected = (Get-Content -LiteralPath "$incoming/receiver.zip.sha256" -Raw).Trim().Split(' ')[0]
    $hash = (Get-FileHash -LiteralPath "$incoming/receiver.zip" -Algorithm SHA256).Hash.ToLowerInvariant()
    if ($hash -ne $expected) {
        throw (New-Failure -Code 1 -Message "release ${Version}: SHA-256 is $hash, not ${expected}: release it again")
    }
    $digest = New-Object byte[] 32
    for ($i = 0; $i -lt 32; $i++) {
        $digest[$i] = [Convert]::ToByte($hash.Substring(2 * $i, 2), 16)
    }
    [System.IO.File]::WriteAllBytes("$incoming/digest", $digest)
    $valid = Invoke-Aws -Region $Region -Arguments @(
        'kms', 'verify', '--key-id', "alias/kessai-$Environment-releases", '--message-type', 'DIGEST',
        '--signing-algorithm', 'ECDSA_SHA_256', '--message', "fileb://$incoming/digest",
        '--signature', "fileb://$incoming/receiver.zip.sig", '--query', 'SignatureValid')
    if ($valid -ne 'True') {
        throw (New-Failure -Code 1 -Message "release ${Version}: its signature is not of alias/kessai-$Environment-releases")
    }
}

function Install-Release {
    Remove-Folder -Path $next
    Expand-Archive -LiteralPath "$incoming/receiver.zip" -DestinationPath $next
    Set-Content -LiteralPath "$next/version.txt" -Value $Version -Encoding ASCII
    # Tried where it lies, so that one that cannot start changes nothing.
    Assert-Starts -Folder $next
    Switch-Folder -From $next
    try {
        Assert-Starts -Folder $running
    }
    catch {
        Switch-Folder -From $previous
        throw
    }
    Remove-Folder -Path $incoming
}

$code = 0
$lock = $null
try {
    $lock = Enter-Receiver -Root $Root -PatienceSeconds 900
    Repair-Switch
    if ($Rollback) {
        if (-not (Test-Path -LiteralPath $previous)) {
            throw (New-Failure -Code 1 -Message "there is no $previous to go back to: install a version")
        }
        Switch-Folder -From $previous
        Assert-Starts -Folder $running
    }
    else {
        if (-not $Version) {
            $Version = Get-Parameter -Name 'release/receiver'
        }
        Save-Release -Settings (Save-Settings)
        Send-Logs
        Assert-Genuine
        Install-Release
    }
    $installed = (Get-Content -LiteralPath "$running/version.txt" -Raw).Trim()
    Write-Log -Root $Root -Text "install: $installed runs"
    Write-Output "{`"version`":`"$installed`"}"
}
catch {
    Write-Log -Root $Root -Text "install: $($_.Exception.Message)"
    $code = Get-FailureCode -Exception $_.Exception
}
finally {
    if ($null -ne $lock) {
        $lock.Dispose()
    }
}
exit $code
