// A schema for provider.cjs, of what Terraform tells of a provider. To move to a new version, where a registry is reachable:
//     terraform providers schema -json | node convert.mjs registry.terraform.io/hashicorp/aws 6.25.0 >schemas/aws.json
// With --compare FILE it says whether FILE is that schema, of the types in it: what the check does with the providers here.
import fs from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

const [address, version, option, file] = process.argv.slice(2);
const told = JSON.parse(fs.readFileSync(0, 'utf8')).provider_schemas[address];

function block({ attributes = {}, block_types = {} }) {
    const mapped = (object, by) => Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, of]) => [name, by(of, name)]));
    return {
        a: mapped(attributes, ({ type, nested_type, required, optional, computed }, name) => {
            if (nested_type) throw new Error(`${name} has a nested type, which plugin protocol 5 does not know`);
            return { t: type, m: required ? 'r' : optional ? (computed ? 'oc' : 'o') : 'c' };
        }),
        b: mapped(block_types, ({ nesting_mode, min_items, max_items, block: nested }) =>
            ({ n: nesting_mode, min: min_items ?? 0, max: max_items ?? 0, ...block(nested) })),
    };
}

const all = (types = {}) => Object.fromEntries(Object.entries(types).map(([type, of]) => [type, block(of.block)]));
const schema = {
    provider: { name: address, version },
    resources: all(told.resource_schemas),
    data: all(told.data_source_schemas),
    config: told.provider ? block(told.provider.block) : null,
};

// As provider.cjs gives it: what is of any type is text, and a single block has no number.
function given({ a, b }) {
    const text = (type) => JSON.stringify(type).replaceAll('"dynamic"', '"string"');
    const sorted = (object, by) => Object.entries(object).sort(([x], [y]) => (x < y ? -1 : 1)).map(([name, of]) => [name, by(of)]);
    return [sorted(a, ({ t, m }) => [text(t), m]), sorted(b, ({ n, min, max, ...nested }) => [n, n === 'single' ? 0 : min, n === 'single' ? 0 : max, given(nested)])];
}

if (option === '--compare') {
    const kept = JSON.parse(fs.readFileSync(file, 'utf8'));
    const differing = ['resources', 'data'].flatMap((kind) => Object.keys(kept[kind])
        .filter((type) => !schema[kind][type] || !isDeepStrictEqual(given(kept[kind][type]), given(schema[kind][type]))));
    console.log(differing.length ? `differ: ${differing.join(' ')}` : `${Object.keys(kept.resources).length} types alike`);
    process.exitCode = differing.length ? 1 : 0;
} else {
    process.stdout.write(JSON.stringify(schema));
}
