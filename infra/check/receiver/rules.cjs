// rules.cjs FILE...: holds PowerShell to rules, on its syntax tree. Prints what breaks one, with file and line; exit 1 then.
'use strict';
const { readFileSync } = require('node:fs');
const { basename } = require('node:path');
const { Parser, Language } = require('web-tree-sitter');

const everywhere = new Set(['Set-StrictMode', 'New-Item', 'New-Object', 'Get-Content', 'Set-Content', 'Add-Content',
    'Test-Path', 'Get-FileHash', 'Expand-Archive', 'Remove-Item', 'Move-Item']);
const onTheHost = new Set(['Import-Module', 'Export-ModuleMember', 'ConvertFrom-Json', 'Start-Sleep', 'Write-Output',
    'Restart-Service']);
const inTheBuild = new Set(['Copy-Item', 'Get-AuthenticodeSignature', 'Start-Process', 'Get-Acl', 'Set-Acl', 'Set-ItemProperty',
    'Set-NetFirewallProfile', 'Get-NetFirewallRule', 'Disable-NetFirewallRule', 'Set-SmbServerConfiguration',
    'Disable-WindowsOptionalFeature', 'Set-Service', 'Start-Service', 'Limit-EventLog', 'Disable-LocalUser',
    'Set-MpPreference', 'Add-WindowsCapability', 'Invoke-RestMethod']);
const buildScripts = new Set(['Setup.ps1', 'Harden.ps1', 'build-user-data.ps1']);
const types = new Set(['void', 'string', 'string[]', 'int', 'hashtable', 'switch', 'byte', 'pscustomobject', 'DateTime', 'Console', 'Convert',
    'CmdletBinding', 'Parameter', 'ValidatePattern', 'ValidateSet', 'System.Exception', 'System.IO.File', 'System.IO.IOException',
    'System.Diagnostics.Process']);
const objects = new Set(['System.Exception', 'System.Diagnostics.ProcessStartInfo', 'byte[]', 'byte',
    'System.Security.AccessControl.FileSystemAccessRule']);
// What Collect.ps1 may call without keeping what comes back: nothing comes back.
const silent = new Set(['Set-StrictMode', 'Import-Module', 'Write-Log', 'Write-Output']);

const failures = [];
const nodesOf = (node, type) => node.descendantsOfType(type);
const commandName = (command) => command.childForFieldName('command_name')?.text ?? '';

function check(file, tree, ownFunctions) {
    const name = basename(file);
    const fail = (node, message) => failures.push(`${file}:${node.startPosition.row + 1}: ${message}`);
    const root = tree.rootNode;
    const walk = (node) => {
        if (node.isError || node.isMissing) {
            fail(node, `syntax: ${node.text.split('\n')[0]}`);
            return;
        }
        node.children.forEach(walk);
    };
    walk(root);
    // Tests may do what they test against.
    if (name.endsWith('.Tests.ps1')) {
        return;
    }

    const statements = root.children.filter((n) => n.type === 'statement_list').flatMap((n) => n.namedChildren);
    if (statements[0]?.text !== 'Set-StrictMode -Version 3.0') {
        fail(root, 'the first statement is not: Set-StrictMode -Version 3.0');
    }
    if (statements[1]?.text !== "$ErrorActionPreference = 'Stop'") {
        fail(root, "the second statement is not: $ErrorActionPreference = 'Stop'");
    }
    for (const assignment of nodesOf(root, 'assignment_expression')) {
        const left = assignment.namedChild(0).text;
        if (/^\$env:/i.test(left)) {
            fail(assignment, 'the process\'s own environment is changed: give variables to the program alone');
        }
        if (/^\$ErrorActionPreference$/i.test(left) && !assignment.text.endsWith("= 'Stop'")) {
            fail(assignment, 'ErrorActionPreference is loosened');
        }
    }

    const allowed = new Set([...everywhere, ...(buildScripts.has(name) ? inTheBuild : onTheHost), ...ownFunctions]);
    for (const command of nodesOf(root, 'command')) {
        if (nodesOf(command, 'command_invokation_operator').length > 0) {
            fail(command, 'a program is called by & or . : use Invoke-Program');
        } else if (!allowed.has(commandName(command))) {
            fail(command, `${commandName(command)} is not allowed here`);
        }
        if (/-(ErrorAction|EA|SkipCertificateCheck|AsPlainText)\b/i.test(command.text)) {
            fail(command, 'an error or a certificate is passed over, or a secret made of plain text');
        }
        if (commandName(command) === 'New-Object') {
            const type = command.text.split(/\s+/)[1];
            if (!objects.has(type)) {
                fail(command, `objects of ${type} are not allowed here`);
            }
        }
    }
    for (const type of nodesOf(root, 'type_spec').filter((n) => n.parent.type !== 'array_type_name' && n.parent.type !== 'type_spec')) {
        if (!types.has(type.text)) {
            fail(type, `type ${type.text} is not allowed here`);
        }
    }
    root.text.split('\n').forEach((line, row) => {
        if (/http:/i.test(line.replaceAll('http://169.254.169.254/', ''))) {
            failures.push(`${file}:${row + 1}: plain http`);
        }
        if (/KESSAI_VAULT/.test(line) && name !== 'Receiver.psm1') {
            failures.push(`${file}:${row + 1}: keys are read in Receiver.psm1 alone`);
        }
    });
    if (name === 'Collect.ps1') {
        checkStandardOutput(root, fail);
    }
}

/** One line at most: whatever else a statement gives back is kept, and the one Write-Output is in no loop. */
function checkStandardOutput(root, fail) {
    const written = nodesOf(root, 'command').filter((n) => commandName(n) === 'Write-Output');
    if (written.length !== 1) {
        fail(root, `there are ${written.length} Write-Output, not 1`);
    }
    for (let node = written[0]?.parent; node; node = node.parent) {
        if (/^(for|foreach|while|do)/.test(node.type)) {
            fail(written[0], 'Write-Output stands in a loop');
        }
    }
    for (const statement of nodesOf(root, 'pipeline')) {
        let inside = statement.parent;
        while (inside && inside.type !== 'pipeline') {
            inside = inside.parent;
        }
        // Conditions and loops' lists are no statements; what stands inside another goes where that goes.
        if (inside || statement.parent.type !== 'statement_list') {
            continue;
        }
        const kept = statement.namedChild(0).type === 'assignment_expression' || statement.text.endsWith('.Dispose()');
        const command = nodesOf(statement, 'command')[0];
        if (!kept && !(command && silent.has(commandName(command)))) {
            fail(statement, `what this gives back goes to standard output: ${statement.text.split('\n')[0]}`);
        }
    }
}

(async () => {
    await Parser.init();
    const parser = new Parser();
    parser.setLanguage(await Language.load(require.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm')));
    const trees = process.argv.slice(2).map((file) => [file,
        // The tags of user data are EC2's, not PowerShell's.
        parser.parse(readFileSync(file, 'utf8').replace(/^<\/?powershell>$/gm, ''))]);
    const functionsOf = (tree) => nodesOf(tree.rootNode, 'function_statement').map((n) => n.children.find((c) => c.type === 'function_name').text);
    const module = trees.filter(([file]) => file.endsWith('.psm1')).flatMap(([, tree]) => functionsOf(tree));
    for (const [file, tree] of trees) {
        const shared = buildScripts.has(basename(file)) ? [] : module;
        check(file, tree, new Set([...functionsOf(tree), ...shared]));
    }
    failures.forEach((failure) => console.log(failure));
    process.exitCode = failures.length > 0 ? 1 : 0;
})();
