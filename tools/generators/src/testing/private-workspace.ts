import { execFile, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readlink, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, join, resolve } from 'node:path';

/** How a command ended, and all that it printed. */
export interface Ran {
  readonly code: number;
  readonly output: string;
}

/** A command failed that had to succeed. */
export class CommandFailedError extends Error {
  override readonly name = 'CommandFailedError';

  constructor(command: string, { code, output }: Ran) {
    super(`${command} ended with ${code}:\n${output}`);
  }
}

/** A command that goes on running. */
export interface Running {
  /** All that it has printed so far. */
  readonly output: () => string;
  /** Asks it and what it has started to end, and waits until it has. */
  readonly stop: () => Promise<void>;
}

/** A copy of this workspace that a spec may change: nothing in it reaches the original. */
export interface PrivateWorkspace {
  readonly root: string;
  readonly run: (command: string, ...args: readonly string[]) => Promise<Ran>;
  /** @throws {CommandFailedError} it ends with another code than 0. */
  readonly must: (command: string, ...args: readonly string[]) => Promise<string>;
  readonly start: (command: string, ...args: readonly string[]) => Running;
  readonly remove: () => Promise<void>;
}

const WORKSPACE = resolve(import.meta.dirname, '../../../..');
const SCOPE = '@tidings';

/** What is not copied: packages, history, caches, and what a build beside this one may be replacing just now. */
const LEFT_OUT = /^(?:node_modules|\.git|\.nx|\.tidings|__pycache__|dist|dist\.next-.*|cdk\.out|cdk\.next)$/u;

/** Output of one command that is kept, in bytes. */
const MAX_OUTPUT = 16 * 1024 * 1024;

/** Copies the workspace's sources; installed packages are shared, the workspace's own are not. */
export async function privateWorkspace(): Promise<PrivateWorkspace> {
  const root = await mkdtemp(join(tmpdir(), 'tidings-workspace-'));
  const filter = (path: string): boolean => !LEFT_OUT.test(basename(path));
  await cp(WORKSPACE, root, { recursive: true, preserveTimestamps: true, filter });
  await linkPackages(join(WORKSPACE, 'node_modules'), join(root, 'node_modules'));
  const env = withoutVitest({
    ...process.env,
    CDK_VALIDATION: 'false', // the specs of the stacks ask for it themselves
    PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env['PATH'] ?? ''}`,
  });
  const around = { cwd: root, env };
  return {
    root,
    run: (command, ...args) => run(command, args, around),
    must: async (command, ...args) => {
      const ran = await run(command, args, around);
      if (ran.code !== 0) throw new CommandFailedError([command, ...args].join(' '), ran);
      return ran.output;
    },
    start: (command, ...args) => start(command, args, around),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

async function linkPackages(from: string, to: string): Promise<void> {
  await mkdir(join(to, SCOPE), { recursive: true });
  const others = (await readdir(from)).filter((name) => name !== SCOPE && name !== '.vite');
  await Promise.all(others.map((name) => symlink(join(from, name), join(to, name))));
  const own = await readdir(join(from, SCOPE));
  await Promise.all(own.map(async (name) => symlink(await readlink(join(from, SCOPE, name)), join(to, SCOPE, name))));
}

/** Whatever the runner of this spec has set is not meant for what the spec runs. */
function withoutVitest(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = /^(?:VITEST|TEST_WITHIN|NODE_ENV|NX_)|^(?:AWS_ENDPOINT_URL|FORCE_COLOR)$/u;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !own.test(name)));
}

interface Surroundings {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

function run(command: string, args: readonly string[], around: Surroundings): Promise<Ran> {
  return new Promise((done) => {
    execFile(command, [...args], { ...around, maxBuffer: MAX_OUTPUT }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : 1;
      done({ code: error === null ? 0 : code, output: stdout + stderr });
    });
  });
}

function start(command: string, args: readonly string[], around: Surroundings): Running {
  const child = spawn(command, [...args], { ...around, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  const take = (chunk: Buffer): void => {
    output += chunk.toString('utf8');
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = new Promise<void>((done) => {
    child.once('close', () => done());
    child.once('error', () => done());
  });
  return {
    output: () => output,
    stop: () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
      return ended;
    },
  };
}
