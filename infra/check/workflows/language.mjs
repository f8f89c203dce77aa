// GitHub's own reading of workflows. Bundled by esbuild first: its packages are not made for node as they are.
import { validate } from '@actions/languageservice/validate';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { readFileSync } from 'node:fs';

(async () => {
    for (const file of process.argv.slice(2)) {
        const document = TextDocument.create(`file://${file}`, 'yaml', 0, readFileSync(file, 'utf8'));
        for (const found of await validate(document, {})) {
            console.log(`${file}:${found.range.start.line + 1}: ${found.message}`);
            process.exitCode = 1;
        }
    }
})();
