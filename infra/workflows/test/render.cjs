// A definition with its placeholders filled in, as Terraform's templatefile does; one without a value is an error.
"use strict";
const fs = require("node:fs");

exports.render = function render(file, values) {
  const text = fs.readFileSync(file, "utf8").replace(/\$\{(\w+)\}/g, (_, name) => {
    if (!(name in values)) {
      throw new Error(`${file}: no value for the placeholder ${name}`);
    }
    return values[name];
  });
  return JSON.parse(text);
};

// Every state, those within Maps too, with its name.
exports.states = function states(machine) {
  return Object.entries(machine.States).flatMap(([name, state]) => [
    [name, state],
    ...(state.ItemProcessor ? states(state.ItemProcessor) : []),
  ]);
};

exports.EXAMPLE = {
  cluster: "arn:aws:ecs:ap-northeast-1:111111111111:cluster/kessai-stg",
  task_definition: "kessai-stg-clearing-batch",
  subnet_a: "subnet-a",
  subnet_c: "subnet-c",
  security_group: "sg-1",
  receiver_instance: "i-1",
  receiver_logs: "/kessai/stg/receiver",
  inbox_bucket: "inbox",
  shards: "4",
};
