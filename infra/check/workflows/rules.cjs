// rules.cjs ROOT RUNS: what holds of our workflows beyond being valid. Writes their run blocks into the folder RUNS.
'use strict';
const { accessSync, constants, readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { parse } = require('yaml');

const [root, runs] = process.argv.slice(2);
const folder = join(root, '.github/workflows');
const runners = new Set(['ubuntu-24.04', 'windows-2025']);
// Beyond reading the repository.
const writes = {
    'pull-request.plan': ['id-token'],
    'pull-request.comment': ['pull-requests'],
    'release.build': ['id-token'],
    'release.stg': ['id-token'],
    'release.prd': ['id-token'],
    'deploy.deploy': ['id-token'],
    'release-pull-request.renew': ['pull-requests'],
};
const order = ['install-ecspresso', 'verify-release', 'publish-images', 'verify-images', 'migrate', 'deploy-batch', 'deploy-server',
    'release-receiver'];

const failures = [];
const fail = (where, message) => failures.push(`${where}: ${message}`);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const workflows = Object.fromEntries(readdirSync(folder).filter((f) => f.endsWith('.yml'))
    .map((file) => [file.replace('.yml', ''), readFileSync(join(folder, file), 'utf8')]));
const jobsOf = (name) => parse(workflows[name]).jobs;

function checkWorkflow(name, text) {
    const workflow = parse(text);
    const triggers = Object.keys(workflow.on);
    if (!same(workflow.permissions, {})) {
        fail(name, 'permissions are not {} for the workflow: each job names its own');
    }
    if (!same(triggers, ['workflow_call']) && !workflow.concurrency) {
        fail(name, 'no concurrency group');
    }
    if (triggers.includes('pull_request_target') || /secrets\s*[.[:]/.test(text)) {
        fail(name, 'has pull_request_target or a secret: there is OIDC, and the token of the run');
    }
    for (const match of text.matchAll(/uses: *([^\s#]+)(.*)/g)) {
        const [, action, comment] = match;
        const isPinned = /@[0-9a-f]{40}$/.test(action) && /^ # v\d+\.\d+\.\d+$/.test(comment);
        if (!action.startsWith('./') && !isPinned) {
            fail(name, `${action} is not pinned by its commit, with the version as a comment`);
        }
    }
    for (const [jobName, job] of Object.entries(workflow.jobs)) {
        checkJob(`${name}.${jobName}`, job);
    }
}

function checkJob(where, job) {
    if (job.permissions === undefined || typeof job.permissions === 'string') {
        fail(where, 'no permissions of its own');
    }
    const written = Object.entries(job.permissions ?? {}).filter(([, right]) => right === 'write').map(([what]) => what);
    if (!same(written, writes[where] ?? [])) {
        fail(where, `may write ${written}, not ${writes[where] ?? []}`);
    }
    if (!job.uses) {
        if (!(job['timeout-minutes'] > 0)) {
            fail(where, 'no timeout-minutes');
        }
        if (!runners.has(job['runs-on'])) {
            fail(where, `runs on ${job['runs-on']}`);
        }
    }
    (job.steps ?? []).forEach((step, index) => checkStep(`${where}[${index}]`, step));
}

function checkStep(where, step) {
    if (step['continue-on-error']) {
        fail(where, 'an error is passed over');
    }
    if (step.uses?.startsWith('actions/checkout@') && step.with?.['persist-credentials'] !== false && !where.startsWith('release-pull-request.')) {
        fail(where, 'leaves the token in the checkout');
    }
    if (!step.run) {
        return;
    }
    if (step.run.includes('${{')) {
        fail(where, 'an expression in a script: give it as a variable');
    }
    if (step.run.trim().split('\n').length > 3) {
        fail(where, 'a long script: put it into infra/ops');
    }
    for (const [script] of step.run.matchAll(/(?:\.ci|infra\/ops|infra\/images)\/[a-z-]+|\.\/kessai/g)) {
        try {
            accessSync(join(root, script), constants.X_OK);
        } catch {
            fail(where, `there is no program ${script}`);
        }
    }
    if (step.shell !== 'powershell') {
        writeFileSync(join(runs, `${where}.sh`), `#!/bin/bash\n${step.run}\n`);
    }
}

function checkRelease() {
    const release = parse(workflows.release);
    if (!same(release.on, { push: { branches: ['main'] } })) {
        fail('release', 'is started by something else than a merge to main');
    }
    for (const [name, needs] of [['stg', 'build'], ['prd', 'stg']]) {
        const job = release.jobs[name];
        if (job?.needs !== needs || job.uses !== './.github/workflows/deploy.yml' || job.with.environment !== name || job.if) {
            fail(`release.${name}`, `does not deploy ${name} by deploy.yml after ${needs}`);
        }
    }
    const build = release.jobs.build.steps;
    const at = (test) => build.findIndex(test);
    const signs = at((s) => s.run?.includes('cosign sign-blob'));
    if (signs < 0 || signs < at((s) => s.run?.includes('package-release')) || signs > at((s) => s.with?.name === 'release')) {
        fail('release.build', 'what it hands on is not signed');
    }
}

function checkDeploy() {
    const deploy = jobsOf('deploy').deploy;
    if (deploy.environment !== '${{ inputs.environment }}' || Object.keys(jobsOf('deploy')).length !== 1) {
        fail('deploy', 'is not one job in the environment of the account: people would not be asked, or be asked twice');
    }
    const steps = deploy.steps.map((step) => ({ ...step, ops: step.run?.match(/infra\/ops\/([a-z-]+)/)?.[1] }));
    const done = steps.filter((step) => step.ops).map((step) => step.ops);
    if (!same(done, order)) {
        fail('deploy', `the order is ${done}, not ${order}`);
    }
    const credentials = steps.findIndex((step) => step.uses?.startsWith('aws-actions/configure-aws-credentials@'));
    if (credentials < steps.findIndex((step) => step.ops === 'verify-release')) {
        fail('deploy', 'has credentials before it has verified what it deploys');
    }
    steps.filter((step) => step.if).forEach((step) => fail('deploy', `${step.name} may be left out`));
    const signer = (ops) => steps.find((step) => step.ops === ops)?.env?.KESSAI_IDENTITY;
    for (const [ops, by] of [['verify-release', 'release'], ['publish-images', 'deploy'], ['verify-images', 'deploy']]) {
        const expected = 'https://github.com/${{ github.repository }}/.github/workflows/' + by + '.yml@refs/heads/main';
        if (signer(ops) !== expected) {
            fail('deploy', `${ops} trusts ${signer(ops)}, not ${expected}`);
        }
    }
}

function checkWeekly() {
    const weekly = parse(workflows.weekly);
    const [, , day, month, weekday] = weekly.on.schedule[0].cron.split(' ');
    if (day !== '*' || month !== '*' || !/^[0-6]$/.test(weekday) || !weekly.jobs.torture.steps.some((s) => s.run?.includes('./kessai torture'))) {
        fail('weekly', 'does not run the torture once a week');
    }
    const updates = parse(readFileSync(join(root, '.github/dependabot.yml'), 'utf8')).updates;
    for (const ecosystem of ['maven', 'github-actions', 'npm', 'terraform']) {
        if (updates.find((u) => u['package-ecosystem'] === ecosystem)?.schedule.interval !== 'weekly') {
            fail('dependabot', `no weekly update of ${ecosystem}`);
        }
    }
}

Object.entries(workflows).forEach(([name, text]) => checkWorkflow(name, text));
checkRelease();
checkDeploy();
checkWeekly();
failures.forEach((failure) => console.log(failure));
process.exitCode = failures.length > 0 ? 1 : 0;
