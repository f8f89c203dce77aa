// What must never be in an account, over all of its resources.
// Usage: node check.mjs STATE.json REPOSITORY, the first of `terraform show -json`.
import fs from 'node:fs';
import { account } from './account.mjs';
import { rules } from './rules.mjs';

const [stateFile, root] = process.argv.slice(2);
const seen = account(JSON.parse(fs.readFileSync(stateFile, 'utf8')), root);
const findings = rules.flatMap((rule) => rule.find(seen).map((finding) => `${rule.id}: ${rule.says}\n    ${finding}`));
console.log(findings.length ? findings.join('\n') : `${rules.length} rules hold for ${seen.all.length} resources and ${seen.policies.length} policies`);
process.exitCode = findings.length ? 1 : 0;
