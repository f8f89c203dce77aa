// Of a schema, only the types that sources name: Terraform reads a provider's whole schema each time it starts one.
// Usage: node reduce.mjs SCHEMA.json FOLDER >REDUCED.json
import fs from 'node:fs';
import path from 'node:path';

const [schemaFile, folder] = process.argv.slice(2);
const schema = JSON.parse(fs.readFileSync(schemaFile, 'utf8'));
const named = { resource: new Set(), data: new Set() };
for (const file of fs.readdirSync(folder, { recursive: true }).filter((name) => /\.(tf|hcl)$/.test(name))) {
    const text = fs.readFileSync(path.join(folder, file), 'utf8');
    for (const [, kind, type] of text.matchAll(/\b(resource|data)\s+"?(\w+)"?\s/g)) named[kind].add(type);
}
const only = (types, of) => Object.fromEntries(Object.entries(types).filter(([type]) => of.has(type)));
const { resources, data } = schema;
process.stdout.write(JSON.stringify({ ...schema, resources: only(resources, named.resource), data: only(data, named.data) }));
