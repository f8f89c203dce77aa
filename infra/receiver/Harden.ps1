# While the image is built, last: closes what Windows Server leaves open. After it nothing listens for others, and what
# people and the night want of the host comes by Systems Manager, whose agent asks.
[CmdletBinding()]
param()
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

function Set-Value {
    param([string]$Path, [string]$Name, [int]$Value)
    if (-not (Test-Path -LiteralPath $Path)) {
        [void](New-Item -Path $Path -Force)
    }
    Set-ItemProperty -LiteralPath $Path -Name $Name -Value $Value -Type DWord
}

# No inbound: not even by the rules that Windows and its roles bring.
Set-NetFirewallProfile -All -Enabled True -DefaultInboundAction Block -DefaultOutboundAction Allow -LogBlocked True -LogFileName '%SystemRoot%\System32\LogFiles\Firewall\pfirewall.log'
Get-NetFirewallRule -Direction Inbound -Enabled True | Disable-NetFirewallRule

# SMBv1, and sharing of files at all.
$sharing = @{ EnableSMB1Protocol = $false; Force = $true }
Set-SmbServerConfiguration @sharing
[void](Disable-WindowsOptionalFeature -Online -FeatureName 'SMB1Protocol' -NoRestart)

# What listens or spools. sshd carries this very session: it ends with the image, and does not start again.
foreach ($service in @('LanmanServer', 'WinRM', 'TermService', 'RemoteRegistry', 'Spooler', 'sshd')) {
    Set-Service -Name $service -StartupType Disabled
}
Remove-Item -LiteralPath "$env:ProgramData/ssh/administrators_authorized_keys" -Force

# Old TLS, names asked of neighbours, old hashes of passwords.
$protocols = 'HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols'
foreach ($protocol in @('SSL 3.0', 'TLS 1.0', 'TLS 1.1')) {
    foreach ($side in @('Client', 'Server')) {
        Set-Value -Path "$protocols\$protocol\$side" -Name 'Enabled' -Value 0
        Set-Value -Path "$protocols\$protocol\$side" -Name 'DisabledByDefault' -Value 1
    }
}
Set-Value -Path 'HKLM:\SOFTWARE\Policies\Microsoft\Windows NT\DNSClient' -Name 'EnableMulticast' -Value 0
Set-Value -Path 'HKLM:\SYSTEM\CurrentControlSet\Control\Lsa' -Name 'LmCompatibilityLevel' -Value 5
Set-Value -Path 'HKLM:\SYSTEM\CurrentControlSet\Control\Lsa' -Name 'RunAsPPL' -Value 1

# Who did what: logons, processes with their arguments, changes of accounts and policies; what PowerShell ran. Secrets are
# no argument of any program here.
foreach ($category in @('Logon/Logoff', 'Account Logon', 'Account Management', 'Policy Change', 'Detailed Tracking', 'System')) {
    $done = Start-Process -FilePath 'auditpol.exe' -ArgumentList @('/set', "/category:`"$category`"", '/success:enable', '/failure:enable') -Wait -PassThru -NoNewWindow
    if ($done.ExitCode -ne 0) {
        throw "auditpol refused $category"
    }
}
Set-Value -Path 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System\Audit' -Name 'ProcessCreationIncludeCmdLine_Enabled' -Value 1
Set-Value -Path 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\PowerShell\ScriptBlockLogging' -Name 'EnableScriptBlockLogging' -Value 1
Limit-EventLog -LogName 'Security' -MaximumSize 512MB -OverflowAction OverwriteAsNeeded

Disable-LocalUser -Name 'Guest'
Set-MpPreference -DisableRealtimeMonitoring $false
