# Pester 5, Windows PowerShell, on Windows only: Invoke-Pester infra/receiver. The clearing program is a small one made
# here, AWS is a mock; files, folders, locks and processes are real.
BeforeAll {
    Set-StrictMode -Version 3.0
    $ErrorActionPreference = 'Stop'
    Import-Module "$PSScriptRoot/Receiver.psm1" -Force
    $script:version = 'a' * 40
    $script:fake = "$TestDrive/fake.exe"
    Add-Type -OutputAssembly $fake -OutputType ConsoleApplication -TypeDefinition @'
using System;
using System.IO;
public static class Fake
{
    public static int Main(string[] arguments)
    {
        string bin = AppDomain.CurrentDomain.BaseDirectory;
        string network = Environment.GetEnvironmentVariable("KESSAI_NETWORK") ?? "";
        File.AppendAllText(bin + "calls.txt", network + " " + Environment.GetEnvironmentVariable("KESSAI_SCHEDULED_AT")
            + " " + Environment.GetEnvironmentVariable("KESSAI_VAULT_TOKEN_KEY") + Environment.NewLine);
        Console.Error.WriteLine("a line on standard error");
        string program = Path.GetDirectoryName(arguments[0].Substring(1));
        if (File.Exists(Path.Combine(program, "broken"))) { return 1; }
        string exit = bin + network + ".exit";
        if (File.Exists(exit)) { return int.Parse(File.ReadAllText(exit)); }
        Console.WriteLine("{\"manifest\":\"" + network + "\"}");
        return 0;
    }
}
'@

    # A host with a running release.
    function New-Host {
        $root = "$TestDrive/$([Guid]::NewGuid())"
        [void](New-Item -ItemType Directory -Path "$root/jre/bin", "$root/receiver", "$root/drop")
        Copy-Item $fake "$root/jre/bin/java.exe"
        Set-Content "$root/receiver/version.txt" 'before'
        Set-Content "$root/receiver.json" (New-Settings -Root $root)
        return $root
    }

    function New-Settings {
        param([string]$Root)
        return @{
            region = 'ap-northeast-1'; inbox = 's3://inbox/inbox/'; archive = "$Root/archive"; releases = 'releases'; host = 'h'
            zone = 'Asia/Tokyo'; archive_secret = 'kessai/stg/receiver-archive'
            networks = @(@{ network = 'mastercard'; drop = "$Root/drop" }, @{ network = 'visa'; drop = "$Root/drop" })
        } | ConvertTo-Json -Depth 4 -Compress
    }

    $script:secret = '{"KESSAI_VAULT_TOKEN_KEY":"key-of-the-archive","KESSAI_VAULT_SEALING_KEYS":"1=k","KESSAI_VAULT_CURRENT_VERSION":"1"}'
}

Describe 'Invoke-Program' {
    It 'gives back exit code and both streams, and keeps the environment to the program' {
        $root = New-Host
        $result = Invoke-Program -Path "$root/jre/bin/java.exe" -Arguments @('@x/y') -Environment @{ KESSAI_NETWORK = 'visa' }
        $result.ExitCode | Should -Be 0
        $result.Output | Should -Be '{"manifest":"visa"}'
        $result.Errors | Should -Be 'a line on standard error'
        Test-Path Env:KESSAI_NETWORK | Should -BeFalse
    }

    It 'refuses arguments that would need quotes' {
        { Invoke-Program -Path 'x' -Arguments @('a b') } | Should -Throw '*blanks or quotes*'
    }
}

Describe 'Enter-Receiver' {
    It 'lets one in at a time' {
        $root = New-Host
        $lock = Enter-Receiver -Root $root -PatienceSeconds 0
        { Enter-Receiver -Root $root -PatienceSeconds 0 } | Should -Throw '*another run*'
        $lock.Dispose()
        (Enter-Receiver -Root $root -PatienceSeconds 0).Dispose()
    }
}

Describe 'Collect.ps1' {
    BeforeEach {
        Mock Invoke-Aws { $secret } -ModuleName Receiver
        $script:root = New-Host
    }

    It 'collects each network, and prints the line of the last' {
        $output = @(& "$PSScriptRoot/Collect.ps1" -ScheduledAt 2026-11-29T17:30:00Z -Root $root)
        $LASTEXITCODE | Should -Be 0
        $output | Should -Be @('{"manifest":"visa"}')
        Get-Content "$root/jre/bin/calls.txt" | Should -Be @(
            'mastercard 2026-11-29T17:30:00Z key-of-the-archive', 'visa 2026-11-29T17:30:00Z key-of-the-archive')
        Get-ChildItem $root -Recurse -File -Exclude calls.txt | Select-String 'key-of-the-archive' | Should -BeNullOrEmpty
    }

    It 'gives every network its turn where one fails (<code>)' -TestCases @(
        @{ network = 'mastercard'; code = 1; line = '{"manifest":"visa"}' }
        @{ network = 'mastercard'; code = 3; line = '{"manifest":"visa"}' }
        @{ network = 'visa'; code = 3; line = '{"manifest":"mastercard"}' }
    ) {
        param($network, $code, $line)
        Set-Content "$root/jre/bin/$network.exit" $code
        $output = @(& "$PSScriptRoot/Collect.ps1" -ScheduledAt 2026-11-29T17:30:00Z -Root $root)
        $LASTEXITCODE | Should -Be $code
        $output | Should -Be @($line)
    }

    It 'tells 1 rather than 3 where networks fail in both ways' {
        Set-Content "$root/jre/bin/mastercard.exit" 1
        Set-Content "$root/jre/bin/visa.exit" 3
        @(& "$PSScriptRoot/Collect.ps1" -ScheduledAt 2026-11-29T17:30:00Z -Root $root) | Should -BeNullOrEmpty
        $LASTEXITCODE | Should -Be 1
    }

    It 'needs its settings' {
        Remove-Item "$root/receiver.json"
        @(& "$PSScriptRoot/Collect.ps1" -ScheduledAt 2026-11-29T17:30:00Z -Root $root) | Should -BeNullOrEmpty
        $LASTEXITCODE | Should -Be 1
    }
}

Describe 'Install.ps1' {
    BeforeEach {
        $script:root = New-Host
        $script:release = "$root/release"
        $script:valid = 'True'
        [void](New-Item -ItemType Directory -Path "$release/program")
        Set-Content "$release/program/quarkus-run.jar" 'x'
        Set-Content "$root/cloudwatch-agent.json" '{"g":"/kessai/ENVIRONMENT/receiver"}'
        [void](New-Item -ItemType Directory -Force -Path "$env:ProgramData/Amazon/AmazonCloudWatchAgent/Configs")
        Set-Content "$release/receiver.zip.sig" 'signature'
        Mock Restart-Service { $null }
        Mock Invoke-Aws {
            switch ("$($Arguments[0]) $($Arguments[1])") {
                'ssm get-parameter' { New-Settings -Root $root }
                's3 cp' { Copy-Item "$release/$(Split-Path $Arguments[3] -Leaf)" $Arguments[4] }
                'kms verify' { $valid }
            }
        }
        function Publish {
            Compress-Archive "$release/program/*" "$release/receiver.zip"
            Set-Content "$release/receiver.zip.sha256" (Get-FileHash "$release/receiver.zip").Hash.ToLowerInvariant()
        }
        function Install {
            & "$PSScriptRoot/Install.ps1" -Environment stg -Root $root @args | Out-Null
        }
        function Running {
            (Get-Content "$root/receiver/version.txt" -Raw).Trim()
        }
    }

    It 'switches to a release that is genuine and starts, and back' {
        Publish
        Install -Version $version
        $LASTEXITCODE | Should -Be 0
        Running | Should -Be $version
        Install -Rollback
        $LASTEXITCODE | Should -Be 0
        Running | Should -Be 'before'
    }

    It 'leaves all as it was where the digest is another' {
        Publish
        Set-Content "$release/receiver.zip.sha256" ('0' * 64)
        Install -Version $version
        $LASTEXITCODE | Should -Be 1
        Running | Should -Be 'before'
    }

    It 'leaves all as it was where the signature is not ours' {
        Publish
        $script:valid = 'False'
        Install -Version $version
        $LASTEXITCODE | Should -Be 1
        Running | Should -Be 'before'
    }

    It 'leaves all as it was where the program does not start' {
        Set-Content "$release/program/broken" 'x'
        Publish
        Install -Version $version
        $LASTEXITCODE | Should -Be 1
        Running | Should -Be 'before'
    }

    It 'ends a switch that was killed half-way' {
        Move-Item "$root/receiver" "$root/receiver.aside"
        Publish
        Install -Version $version
        Running | Should -Be $version
        (Get-Content "$root/receiver.previous/version.txt" -Raw).Trim() | Should -Be 'before'
    }
}
