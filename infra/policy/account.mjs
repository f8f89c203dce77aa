// What an account would hold, as rules read it: every resource of `terraform show -json`, and every policy in them.
import fs from 'node:fs';
import path from 'node:path';

/** @returns resources of a state, those of modules too: {address, type, name, values} */
export function resources(state) {
    const found = [];
    const visit = (module) => {
        for (const { address, mode, type, name, values } of module.resources ?? []) {
            if (mode === 'managed') found.push({ address, type, name, values });
        }
        (module.child_modules ?? []).forEach(visit);
    };
    visit(state.values.root_module);
    return found;
}

/** What rules are given. `root` is the repository. */
export function account(state, root) {
    const all = resources(state);
    return {
        all,
        of: (...types) => all.filter((resource) => types.includes(resource.type)),
        policies: all.flatMap(policiesOf),
        sources: sources(path.join(root, 'infra/aws')),
        root,
    };
}

/** Resources as they are written: {type, name, text}. For what neither plan nor state tells: lifecycle. */
function sources(folder) {
    return fs.readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.tf')).flatMap((file) =>
        [...fs.readFileSync(path.join(folder, file), 'utf8').matchAll(/^resource "(\w+)" "(\w+)" \{\n([\s\S]*?)^\}/gm)]
            .map(([, type, name, text]) => ({ type, name, text })));
}

/** Every attribute that is a policy: its resource, where in it, its statements. */
function policiesOf(resource) {
    return Object.entries(resource.values).flatMap(([attribute, value]) => {
        const document = parsed(value);
        if (!document?.Statement) return [];
        const statements = [document.Statement].flat().map((statement) => ({
            sid: statement.Sid ?? '',
            allows: statement.Effect === 'Allow',
            actions: [statement.Action ?? []].flat(),
            resources: [statement.Resource ?? []].flat(),
            principals: principalsOf(statement.Principal),
            conditions: statement.Condition ?? {},
            isInverted: 'NotAction' in statement || 'NotResource' in statement || 'NotPrincipal' in statement,
        }));
        return [{ resource, attribute, statements }];
    });
}

function principalsOf(principal) {
    if (principal === undefined) return [];
    return typeof principal === 'string' ? [principal] : Object.values(principal).flat();
}

export function parsed(text) {
    if (typeof text !== 'string' || !text.startsWith('{')) return undefined;
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

/** Every text in a value, with the way to it. */
export function* texts(value, way = '') {
    if (typeof value === 'string') yield [way, value];
    else if (value && typeof value === 'object') {
        for (const [key, inside] of Object.entries(value)) yield* texts(inside, way ? `${way}.${key}` : key);
    }
}

export const read = (root, ...parts) => fs.readFileSync(path.join(root, ...parts), 'utf8');
export const isThere = (root, ...parts) => fs.existsSync(path.join(root, ...parts));
