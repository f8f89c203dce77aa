// Rules that every state of a definition keeps, and the requests of its Tasks as a TypeScript file, for the compiler to
// compare with what the services take:  node rules.cjs DEFINITION RENDERED.json REQUESTS.ts
"use strict";
const fs = require("node:fs");
const { render, states, EXAMPLE } = require("./render.cjs");

const CLIENTS = {
  "arn:aws:states:::ecs:runTask.sync": ["client-ecs", "RunTaskRequest"],
  "arn:aws:states:::aws-sdk:ssm:sendCommand": ["client-ssm", "SendCommandRequest"],
  "arn:aws:states:::aws-sdk:ssm:getCommandInvocation": ["client-ssm", "GetCommandInvocationRequest"],
  "arn:aws:states:::aws-sdk:sfn:listExecutions": ["client-sfn", "ListExecutionsInput"],
  "arn:aws:states:::aws-sdk:s3:getObject": ["client-s3", "GetObjectRequest"],
};
const TRIES_AFTER_A_FAILURE = 2;

const [, , file, rendered, requests] = process.argv;
const definition = render(file, EXAMPLE);
const broken = [];

function rule(name, what, holds) {
  if (!holds) {
    broken.push(`${name}: ${what}`);
  }
}

for (const [name, state] of states(definition)) {
  rule(name, "a Task does not catch: a redrive goes on at the one that failed", !state.Catch);
  if (state.Type !== "Task") {
    continue;
  }
  const isContainer = state.Resource === "arn:aws:states:::ecs:runTask.sync";
  const all = (state.Retry ?? []).filter(({ ErrorEquals }) => ErrorEquals.includes("States.ALL"));
  rule(name, "a Task is of a known service", state.Resource in CLIENTS);
  rule(name, "a Task has a timeout", state.TimeoutSeconds > 0);
  rule(
    name,
    "whatever fails is tried twice more at most, with jitter",
    all.length === 1 && all[0].MaxAttempts <= TRIES_AFTER_A_FAILURE && all[0].JitterStrategy === "FULL",
  );
  rule(name, "what a container's task answers is dropped: it is large", !isContainer || state.ResultPath === null);
}

// A value that is taken from the state is a word, but for the few that are lists of words.
const LISTS = ["Command", "commands"];
function typed(value) {
  if (Array.isArray(value)) {
    return value.map(typed);
  }
  if (value === null || typeof value !== "object") {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const name = key.replace(/\.\$$/, "");
      const taken = LISTS.includes(name) ? ["x"] : "x";
      return [name, key.endsWith(".$") ? taken : typed(inner)];
    }),
  );
}

// Step Functions writes the names of these services with a capital, the SDK without.
const LOWERED = ["client-ecs", "client-sfn"];
function lowered(value) {
  if (Array.isArray(value)) {
    return value.map(lowered);
  }
  if (value === null || typeof value !== "object") {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key[0].toLowerCase() + key.slice(1), lowered(inner)]),
  );
}

const lines = [];
for (const [client, type] of new Set(Object.values(CLIENTS))) {
  lines.push(`import type { ${type} } from "@aws-sdk/${client}";`);
}
for (const [name, state] of states(definition)) {
  if (state.Type === "Task" && state.Resource in CLIENTS) {
    const [client, type] = CLIENTS[state.Resource];
    const request = typed(state.Parameters);
    const json = JSON.stringify(LOWERED.includes(client) ? lowered(request) : request, null, 2);
    lines.push(`export const ${name}: ${type} = ${json};`);
  }
}
fs.writeFileSync(rendered, JSON.stringify(definition));
fs.writeFileSync(requests, lines.join("\n") + "\n");
if (broken.length > 0) {
  console.log(broken.join("\n"));
  process.exit(1);
}
