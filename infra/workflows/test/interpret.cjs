// Executes the definition of the state machine on this machine: each Task that would run a container runs the same
// command of the packaged clearing program, the receiver is a run of "collect", and S3 is whatever server is named.
//
//   node interpret.cjs CONFIG RESULT      both JSON files
//
// CONFIG: definition (a file), placeholders, input, execution (an ARN), batch and receiver: each `command` (words) and
// `environment`; receiver also `answers`: "online", "offline" or "failing"; s3 (a URL); running (ARNs).
// RESULT: status, error, cause; commands: the words of each container, in the order in which they began, one by one
// where they were tried again; lines: what each printed last.
"use strict";
const { spawn } = require("node:child_process");
const fs = require("node:fs");

// Node 20 lacks it, and the interpreter fails every Task without it.
Promise.withResolvers ??= () => {
  const all = {};
  all.promise = new Promise((resolve, reject) => Object.assign(all, { resolve, reject }));
  return all;
};
const { StateMachine } = require("aws-local-stepfunctions");
const { render, states } = require("./render.cjs");

const config = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const definition = render(config.definition, config.placeholders);
const commands = [];
const lines = [];

function failure(name, message) {
  return Object.assign(new Error(message), { name });
}

function run(command, environment) {
  return new Promise((resolve) => {
    const child = spawn(command[0], command.slice(1), {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const out = [];
    const err = [];
    child.stdout.on("data", (bytes) => out.push(bytes));
    child.stderr.on("data", (bytes) => err.push(bytes));
    child.on("close", (code) => resolve({ code, out: out.join(""), err: err.join("") }));
  });
}

// ecs:runTask.sync: only what the definition says, in the words of the service.
async function runTask(parameters) {
  const { Overrides, NetworkConfiguration, ...rest } = parameters;
  const vpc = NetworkConfiguration.AwsvpcConfiguration;
  const [container] = Overrides.ContainerOverrides;
  if (
    rest.Cluster !== config.placeholders.cluster ||
    rest.TaskDefinition !== config.placeholders.task_definition ||
    vpc.AssignPublicIp !== "DISABLED" ||
    container.Name !== "clearing-batch"
  ) {
    throw failure("ECS.InvalidParameterException", JSON.stringify(parameters));
  }
  const environment = Object.fromEntries(container.Environment.map(({ Name, Value }) => [Name, Value]));
  commands.push(container.Command);
  const done = await run([...config.batch.command, ...container.Command], {
    ...config.batch.environment,
    ...environment,
  });
  lines.push(done.out.trim().split("\n").at(-1) + done.err);
  if (done.code !== 0) {
    throw failure("States.TaskFailed", `exit code ${done.code}: ${done.err}`);
  }
  return { Containers: [{ ExitCode: 0 }], Large: "x".repeat(10_000) };
}

const STATE_MACHINE = "arn:aws:states:ap-northeast-1:1:stateMachine:kessai-test";
const invocations = new Map();

async function sendCommand({ DocumentName, InstanceIds, Parameters }) {
  if (Parameters.commands[1] !== "exit $LASTEXITCODE") {
    throw failure("Ssm.InvalidDocumentException", "the script's exit code would be lost");
  }
  const [, scheduledAt] = /^C:\/Kessai\/Collect\.ps1 -ScheduledAt (\S+)$/.exec(Parameters.commands[0]);
  if (DocumentName !== "AWS-RunPowerShellScript" || InstanceIds[0] !== config.placeholders.receiver_instance) {
    throw failure("Ssm.InvalidDocumentException", DocumentName);
  }
  if (config.receiver.answers === "offline") {
    throw failure("Ssm.InvalidInstanceIdException", "not in a valid state for the account");
  }
  const id = `command-${invocations.size}`;
  const { code, out, err } = await run(config.receiver.command, {
    ...config.receiver.environment,
    KESSAI_SCHEDULED_AT: scheduledAt,
  });
  const isWell = code === 0 && config.receiver.answers === "online";
  invocations.set(id, [
    null,
    { Status: "InProgress", StatusDetails: "InProgress", StandardOutputContent: "", StandardErrorContent: "" },
    {
      Status: isWell ? "Success" : "Failed",
      StatusDetails: isWell ? "Success" : "Failed",
      StandardOutputContent: out,
      StandardErrorContent: err,
    },
  ]);
  return { Command: { CommandId: id } };
}

// Right after sending the service does not know its own command, then it runs, then it is over.
async function getCommandInvocation({ CommandId }) {
  const answers = invocations.get(CommandId);
  const answer = answers.length > 1 ? answers.shift() : answers[0];
  if (answer === null) {
    throw failure("Ssm.InvocationDoesNotExistException", CommandId);
  }
  return answer;
}

async function getObject({ Bucket, Key }) {
  const answer = await fetch(`${config.s3}/${Bucket}/${Key}`);
  if (!answer.ok) {
    throw failure("S3.NoSuchKeyException", Key);
  }
  return { Body: await answer.text() };
}

async function listExecutions({ StateMachineArn, StatusFilter }) {
  if (StateMachineArn !== STATE_MACHINE || StatusFilter !== "RUNNING") {
    throw failure("Sfn.InvalidArnException", StateMachineArn);
  }
  return { Executions: config.running.map((ExecutionArn) => ({ ExecutionArn })) };
}

const services = {
  "arn:aws:states:::aws-sdk:sfn:listExecutions": listExecutions,
  "arn:aws:states:::ecs:runTask.sync": runTask,
  "arn:aws:states:::aws-sdk:ssm:sendCommand": sendCommand,
  "arn:aws:states:::aws-sdk:ssm:getCommandInvocation": getCommandInvocation,
  "arn:aws:states:::aws-sdk:s3:getObject": getObject,
};

const all = states(definition);
const of = (type, value) => Object.fromEntries(all.filter(([, s]) => s.Type === type).map(([name, s]) => [name, value(s)]));

async function main() {
  const execution = new StateMachine(definition).run(config.input, {
    overrides: {
      taskResourceLocalHandlers: of("Task", (state) => services[state.Resource]),
      waitTimeOverrides: of("Wait", () => 0),
      retryIntervalOverrides: of("Task", () => 0),
    },
    context: {
      StateMachine: { Id: STATE_MACHINE, Name: "kessai-test" },
      Execution: { Id: config.execution, Input: config.input, StartTime: new Date().toISOString() },
    },
  });
  const result = { status: "SUCCEEDED", error: "", cause: "" };
  try {
    await execution.result;
  } catch ({ cause: error }) {
    Object.assign(result, { status: "FAILED", error: error.name, cause: error.message });
  }
  fs.writeFileSync(process.argv[3], JSON.stringify({ ...result, commands, lines }));
}

main();
