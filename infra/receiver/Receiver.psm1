# What Collect.ps1 and Install.ps1 share. For the Windows PowerShell 5.1 that Windows Server has; PowerShell 7 will do.
# Exit codes are those of the clearing program: 1 failed, 2 wrong usage, 3 could not reach something.
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$Aws = 'C:/Program Files/Amazon/AWSCLIV2/aws.exe'
$KeyNames = @('KESSAI_VAULT_TOKEN_KEY', 'KESSAI_VAULT_SEALING_KEYS', 'KESSAI_VAULT_CURRENT_VERSION')
$SettingNames = @('region', 'inbox', 'archive', 'releases', 'host', 'zone', 'archive_secret', 'networks')

# An exception that carries the exit code, to be thrown.
function New-Failure {
    param([int]$Code, [string]$Message)
    $failure = New-Object System.Exception $Message
    $failure.Data['code'] = $Code
    return $failure
}

function Get-FailureCode {
    param([System.Exception]$Exception)
    if ($Exception.Data.Contains('code')) {
        return $Exception.Data['code']
    }
    return 1
}

# To the log and to standard error: standard output is for the one line of JSON.
function Write-Log {
    param([string]$Root, [string]$Text)
    $now = [DateTime]::UtcNow
    $line = '{0:yyyy-MM-ddTHH:mm:ssZ} {1}' -f $now, $Text
    [Console]::Error.WriteLine($line)
    $logs = "$Root/logs"
    [void](New-Item -ItemType Directory -Force -Path $logs)
    Add-Content -LiteralPath ('{0}/receiver-{1:yyyy-MM}.log' -f $logs, $now) -Value $line -Encoding UTF8
}

# Runs a program to its end. Not by "&": with ErrorActionPreference Stop, Windows PowerShell takes the first line of
# standard error for an exception. What is in Environment is seen by the program alone, and stands nowhere else.
function Invoke-Program {
    param([string]$Path, [string[]]$Arguments, [hashtable]$Environment = @{})
    foreach ($argument in $Arguments) {
        if ($argument -match '[\s"]') {
            throw (New-Failure -Code 2 -Message "an argument has blanks or quotes: $argument")
        }
    }
    $start = New-Object System.Diagnostics.ProcessStartInfo
    $start.FileName = $Path
    $start.Arguments = $Arguments -join ' '
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    foreach ($name in $Environment.Keys) {
        $start.EnvironmentVariables[$name] = [string]$Environment[$name]
    }
    $process = [System.Diagnostics.Process]::Start($start)
    # Both at once: a program whose one pipe is full while the other is awaited would never end.
    $output = $process.StandardOutput.ReadToEndAsync()
    $errors = $process.StandardError.ReadToEndAsync()
    $process.WaitForExit()
    return [pscustomobject]@{
        ExitCode = $process.ExitCode
        Output   = $output.Result.Trim()
        Errors   = $errors.Result.Trim()
    }
}

function Invoke-Aws {
    param([string]$Region, [string[]]$Arguments)
    $result = Invoke-Program -Path $Aws -Arguments ($Arguments + @('--region', $Region, '--output', 'text'))
    if ($result.ExitCode -ne 0) {
        throw (New-Failure -Code 3 -Message "aws $($Arguments[0]) $($Arguments[1]) failed: $($result.Errors)")
    }
    return $result.Output
}

# One at a time: nothing is installed while files are collected. Freed by the system when the process dies.
function Enter-Receiver {
    param([string]$Root, [int]$PatienceSeconds)
    $until = [DateTime]::UtcNow.AddSeconds($PatienceSeconds)
    while ($true) {
        try {
            return [System.IO.File]::Open("$Root/receiver.lock", 'OpenOrCreate', 'ReadWrite', 'None')
        }
        catch [System.IO.IOException] {
            if ([DateTime]::UtcNow -ge $until) {
                $told = "another run has had $Root/receiver.lock for $PatienceSeconds s; wait for it, or end it"
                throw (New-Failure -Code 3 -Message $told)
            }
            Start-Sleep -Milliseconds 500
        }
    }
}

function Assert-Names {
    param($Object, [string[]]$Names, [string]$Where)
    foreach ($name in $Names) {
        if ($null -eq $Object.PSObject.Properties[$name]) {
            throw (New-Failure -Code 1 -Message "$Where has no '$name': add it")
        }
    }
}

function ConvertTo-Settings {
    param([string]$Json, [string]$Where)
    try {
        $settings = ConvertFrom-Json -InputObject $Json
    }
    catch {
        throw (New-Failure -Code 1 -Message "$Where is no JSON: correct it")
    }
    Assert-Names -Object $settings -Names $SettingNames -Where $Where
    foreach ($network in $settings.networks) {
        Assert-Names -Object $network -Names @('network', 'drop') -Where "$Where, networks,"
    }
    return $settings
}

function Get-Settings {
    param([string]$Root)
    $file = "$Root/receiver.json"
    if (-not (Test-Path -LiteralPath $file)) {
        throw (New-Failure -Code 1 -Message "there is no ${file}: run Install.ps1")
    }
    return ConvertTo-Settings -Json (Get-Content -LiteralPath $file -Raw -Encoding UTF8) -Where $file
}

# The keys of this host's own archive, as variables for the clearing program. They are not those of the vault.
function Get-ArchiveKeys {
    param($Settings)
    $secret = $Settings.archive_secret
    $json = Invoke-Aws -Region $Settings.region -Arguments @(
        'secretsmanager', 'get-secret-value', '--secret-id', $secret, '--query', 'SecretString')
    $values = ConvertFrom-Json -InputObject $json
    Assert-Names -Object $values -Names $KeyNames -Where "secret $secret"
    $keys = @{}
    foreach ($name in $KeyNames) {
        $keys[$name] = $values.$name
    }
    return $keys
}

# How the clearing program in a folder is started, options of its JVM first.
function Get-ProgramArguments {
    param([string]$Folder, [string[]]$Command)
    return @("@$Folder/jvm.options", '-jar', "$Folder/quarkus-run.jar") + $Command
}

$exported = @(
    'New-Failure', 'Get-FailureCode', 'Write-Log', 'Invoke-Program', 'Invoke-Aws', 'Enter-Receiver',
    'ConvertTo-Settings', 'Get-Settings', 'Get-ArchiveKeys', 'Get-ProgramArguments')
Export-ModuleMember -Function $exported
