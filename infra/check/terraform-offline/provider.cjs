// A Terraform provider that knows a schema and nothing else: no cloud, no credentials. Terraform itself then checks types,
// attributes, blocks and references, plans, and "applies": what a cloud would have answered is made up from name and type.
// Usage, by Terraform: provider.cjs SCHEMA.json (plugin protocol 5)
'use strict';
const fs = require('fs');
const path = require('path');
const grpc = require('@grpc/grpc-js');
const protoLoader = require('@grpc/proto-loader');
const { encode, decode, ExtData } = require('@msgpack/msgpack');

const COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';
if (process.env.TF_PLUGIN_MAGIC_COOKIE !== COOKIE) {
    console.error('This is a Terraform plugin.');
    process.exit(1);
}

// { provider, config, resources: {type: block}, data: {type: block} }; a block is { a: attributes, b: nested blocks };
// an attribute is { t: type, m: r(equired) | o(ptional) | c(omputed) | oc }.
const schema = JSON.parse(fs.readFileSync(process.argv[2]));
const config = schema.config || { a: {}, b: {} };
delete config.a.alias; // Terraform's own

// --- schema, as Terraform wants it

const NESTING = { single: 1, list: 2, set: 3 };

// The schemas were read from bindings that do not tell types of any kind: they count as text.
function known(type) {
    if (type === 'dynamic') return 'string';
    if (!Array.isArray(type)) return type;
    const [kind, of] = type;
    const isObject = typeof of === 'object' && !Array.isArray(of);
    return [kind, isObject ? Object.fromEntries(Object.entries(of).map(([k, v]) => [k, known(v)])) : known(of)];
}

function block(of) {
    return {
        attributes: Object.entries(of.a).map(([name, { t, m }]) => ({
            name,
            type: Buffer.from(JSON.stringify(known(t))),
            required: m === 'r',
            optional: m === 'o' || m === 'oc',
            computed: m === 'c' || m === 'oc',
            // Neither do they tell what is never kept in a state; its name does.
            write_only: name.endsWith('_wo') && !name.startsWith('has_'),
        })),
        block_types: Object.entries(of.b).map(([type_name, nested]) => ({
            type_name,
            nesting: NESTING[nested.n],
            min_items: nested.n === 'single' ? 0 : nested.min,
            max_items: nested.n === 'single' ? 0 : nested.max,
            block: block(nested),
        })),
    };
}

const versioned = (of) => ({ version: 0, block: block(of) });
const all = (types) => Object.fromEntries(Object.entries(types).map(([type, of]) => [type, versioned(of)]));

// --- values

const UNKNOWN = new ExtData(0, new Uint8Array([0]));
const value = (dynamic) => (dynamic?.msgpack?.length ? decode(dynamic.msgpack) : null);
const dynamic = (of) => ({ msgpack: Buffer.from(encode(of)) });

// Replaces every attribute of a value, nested ones too, by what `by` says.
function replace(of, given, by) {
    if (!given || given instanceof ExtData) return given;
    for (const [name, attribute] of Object.entries(of.a)) given[name] = by(attribute, name, given[name]);
    for (const [name, nested] of Object.entries(of.b)) {
        const inside = given[name];
        if (Array.isArray(inside)) inside.forEach((one) => replace(nested, one, by));
        else if (inside) replace(nested, inside, by);
    }
    return given;
}

function madeUp(type, name, owner) {
    if (type === 'string') {
        return name === 'arn' ? `arn:aws:${owner.type}:${owner.region}:000000000000:${owner.name}` : `made-up-${name}-${owner.name}`;
    }
    if (type === 'number') return 1;
    if (type === 'bool') return false;
    if (Array.isArray(type) && type[0] === 'object') {
        return Object.fromEntries(Object.entries(type[1]).map(([k, v]) => [k, madeUp(v, k, owner)]));
    }
    return Array.isArray(type) && type[0] === 'map' ? {} : [];
}

let unnamed = 0;
function owner(type, given) {
    const name = ['name', 'bucket', 'identifier', 'cluster_identifier', 'cidr_block'].map((key) => given[key])
        .find((candidate) => typeof candidate === 'string');
    return { type: type.replace(/^[a-z]+_/, ''), region: given.region || 'ap-northeast-1', name: name || `number-${++unnamed}` };
}

// --- protocol

const answer = (by) => (call, done) => {
    try {
        done(null, by(call.request));
    } catch (error) {
        console.error(error);
        done(error);
    }
};
const nothing = answer(() => ({}));
const protocol = grpc.loadPackageDefinition(
    protoLoader.loadSync(path.join(__dirname, 'tfplugin5.proto'), { keepCase: true, longs: Number, defaults: true }),
).tfplugin5;

const server = new grpc.Server({ 'grpc.max_send_message_length': -1, 'grpc.max_receive_message_length': -1 });
server.addService(protocol.Provider.service, {
    GetSchema: answer(() => ({
        provider: versioned(config),
        resource_schemas: all(schema.resources),
        data_source_schemas: all(schema.data),
        diagnostics: [],
    })),
    PrepareProviderConfig: answer((request) => ({ prepared_config: request.config })),
    ValidateResourceTypeConfig: nothing,
    ValidateDataSourceConfig: nothing,
    Configure: nothing,
    Stop: nothing,
    UpgradeResourceState: answer((request) => ({
        upgraded_state: dynamic(JSON.parse(Buffer.from(request.raw_state.json))),
    })),
    ReadResource: answer((request) => ({ new_state: request.current_state })),
    PlanResourceChange: answer((request) => {
        const proposed = value(request.proposed_new_state);
        if (proposed === null) return { planned_state: request.proposed_new_state };
        const planned = replace(schema.resources[request.type_name], proposed, ({ m }, name, given) =>
            given == null && (m === 'c' || m === 'oc') ? UNKNOWN : given);
        return { planned_state: dynamic(planned), legacy_type_system: true };
    }),
    ApplyResourceChange: answer((request) => {
        const planned = value(request.planned_state);
        if (planned === null) return { new_state: request.planned_state };
        const of = owner(request.type_name, planned);
        const applied = replace(schema.resources[request.type_name], planned, ({ t }, name, given) =>
            given instanceof ExtData ? madeUp(t, name, of) : given);
        return { new_state: dynamic(applied), legacy_type_system: true };
    }),
    ReadDataSource: answer((request) => {
        const asked = value(request.config);
        const of = owner(request.type_name, asked);
        const read = replace(schema.data[request.type_name], asked, ({ t, m }, name, given) =>
            given == null && m !== 'o' ? madeUp(t, name, of) : given);
        return { state: dynamic(read) };
    }),
});
server.addService(
    {
        Shutdown: {
            path: '/plugin.GRPCController/Shutdown',
            requestStream: false,
            responseStream: false,
            requestSerialize: (given) => given,
            requestDeserialize: (given) => given,
            responseSerialize: () => Buffer.alloc(0),
            responseDeserialize: (given) => given,
        },
    },
    {
        Shutdown: (call, done) => {
            done(null, {});
            setTimeout(() => process.exit(0), 20);
        },
    },
);
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) {
        console.error(error);
        process.exit(1);
    }
    process.stdout.write(`1|5|tcp|127.0.0.1:${port}|grpc|\n`);
});
