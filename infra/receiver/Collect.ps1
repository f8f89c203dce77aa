# Collects what the networks' transfer clients have dropped on this host. The night's state machine runs it by Systems
# Manager; people may at any time. Standard output is one line of JSON, that of the last network collected: its manifest
# has what waits in the inbox, whoever brought it. Exit code 0; or, when all networks had their turn, 1 if one failed,
# 3 if one could not reach something. Whatever was not collected stays, and the next run takes it.
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [ValidatePattern('^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$')]
    [string]$ScheduledAt,
    [string]$Root = 'C:/Kessai'
)
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/Receiver.psm1"

$code = 0
$line = ''
$lock = $null
try {
    $lock = Enter-Receiver -Root $Root -PatienceSeconds 1800
    $settings = Get-Settings -Root $Root
    $keys = Get-ArchiveKeys -Settings $settings
    foreach ($network in $settings.networks) {
        $environment = @{
            AWS_REGION           = $settings.region
            KESSAI_NETWORK       = $network.network
            KESSAI_DROP          = $network.drop
            KESSAI_INBOX         = $settings.inbox
            KESSAI_ARCHIVE       = $settings.archive
            KESSAI_HOST          = $settings.host
            KESSAI_BUSINESS_ZONE = $settings.zone
            KESSAI_SCHEDULED_AT  = $ScheduledAt
        }
        $arguments = Get-ProgramArguments -Folder "$Root/receiver" -Command @('collect', '--output', 'json')
        $result = Invoke-Program -Path "$Root/jre/bin/java.exe" -Arguments $arguments -Environment ($environment + $keys)
        Write-Log -Root $Root -Text "$($network.network): exit code $($result.ExitCode) $($result.Errors) $($result.Output)"
        if ($result.ExitCode -eq 0) {
            $line = $result.Output
        }
        elseif ($result.ExitCode -ne 3) {
            $code = 1
        }
        elseif ($code -eq 0) {
            $code = 3
        }
    }
}
catch {
    Write-Log -Root $Root -Text "collect: $($_.Exception.Message)"
    $code = Get-FailureCode -Exception $_.Exception
}
finally {
    if ($null -ne $lock) {
        $lock.Dispose()
    }
}
if ($line -ne '') {
    Write-Output $line
}
exit $code
