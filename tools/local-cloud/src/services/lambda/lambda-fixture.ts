import {
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  type CreateFunctionCommandInput,
} from '@aws-sdk/client-lambda';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, vi } from 'vitest';
import { startCloud, type RunningCloud } from '../../cloud.ts';
import type { Json } from '../../core/aws-error.ts';
import { OPERATOR } from '../../core/principal.ts';
import type { ServiceFactory } from '../../core/service.ts';
import { makeLogsService } from '../logs/index.ts';
import { makeLambdaService } from './index.ts';

const TRUST = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow' as const, Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
};

const LOOKS_IN_A_ROW = 3;

export interface InvokeAnswer {
  readonly status: number | undefined;
  readonly error: string | undefined;
  /** The parsed payload. */
  readonly payload: unknown;
  readonly log: string;
}

/** A cloud with Lambda, logs and what a spec adds, reached with the AWS SDK, for one spec file. */
export class LambdaFixture {
  readonly #services: readonly ServiceFactory[];
  readonly #directory = mkdtempSync(join(tmpdir(), 'tidings-lambda-spec-'));
  #cloud: RunningCloud | undefined;
  #lambda: LambdaClient | undefined;
  #made = 0;

  constructor(services: readonly ServiceFactory[]) {
    this.#services = services;
  }

  get cloud(): RunningCloud {
    if (this.#cloud === undefined) throw new TypeError('The cloud runs only during the tests of the file.');
    return this.#cloud;
  }

  get lambda(): LambdaClient {
    if (this.#lambda === undefined) throw new TypeError('The client exists only during the tests of the file.');
    return this.#lambda;
  }

  async start(): Promise<void> {
    this.#cloud = await startCloud({ port: 0, services: [...this.#services, makeLogsService, makeLambdaService] });
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const { url, region } = this.#cloud;
    this.#lambda = new LambdaClient({ endpoint: url, region, credentials, maxAttempts: 1 });
  }

  async stop(): Promise<void> {
    this.#lambda?.destroy();
    await this.#cloud?.stop();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  freshName(kind = 'function'): string {
    this.#made += 1;
    return `${kind}-${this.#made}`;
  }

  /** ARN of a new role that Lambda may assume and that may do `actions` on everything. */
  role(...actions: readonly string[]): string {
    const arn = `arn:aws:iam::${this.cloud.accountId}:role/${this.freshName('role')}`;
    this.cloud.roles.create(arn, TRUST);
    if (actions.length > 0) {
      this.cloud.roles.attach(arn, 'all', { Statement: { Effect: 'Allow', Action: actions, Resource: '*' } });
    }
    return arn;
  }

  /** Directory with `source` as index.mjs. */
  code(source: string): string {
    const directory = join(this.#directory, this.freshName('code'));
    mkdirSync(directory);
    writeFileSync(join(directory, 'index.mjs'), source);
    return directory;
  }

  /** Directory with `source` as index.py. */
  pythonCode(source: string): string {
    const directory = this.code('');
    writeFileSync(join(directory, 'index.py'), source);
    return directory;
  }

  /** Name of a new Python function whose module is `source`. */
  createPython(source: string, more: Partial<CreateFunctionCommandInput> = {}): Promise<string> {
    const Code = { S3Bucket: 'local', S3Key: this.pythonCode(source) };
    return this.create('', { Runtime: 'python3.13', Code, Timeout: 20, ...more });
  }

  /** Name of a new function whose module is `source`. */
  async create(source: string, more: Partial<CreateFunctionCommandInput> = {}): Promise<string> {
    const name = more.FunctionName ?? this.freshName();
    await this.lambda.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Role: more.Role ?? this.role(),
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Code: { S3Bucket: 'local', S3Key: this.code(source) },
        ...more,
      }),
    );
    return name;
  }

  /** A function that writes each event it gets to a file, then does `body` (which may use `event` and `calls`, from 1). */
  async createRecorder(body: string, more: Partial<CreateFunctionCommandInput> = {}): Promise<Recorder> {
    const file = join(this.#directory, this.freshName('events'));
    const source = `
      import { appendFileSync, existsSync, readFileSync } from 'node:fs';
      const file = ${JSON.stringify(file)};
      export const handler = async (event) => {
        appendFileSync(file, JSON.stringify(event) + '\\n');
        const calls = readFileSync(file, 'utf8').trim().split('\\n').length;
        ${body}
      };`;
    return { name: await this.create(source, more), events: () => eventsIn(file) };
  }

  async invoke(name: string, event: unknown = {}, more: Json = {}): Promise<InvokeAnswer> {
    const input = { FunctionName: name, Payload: JSON.stringify(event), ...more };
    const { StatusCode, FunctionError, Payload, LogResult } = await this.lambda.send(new InvokeCommand(input));
    const text = Buffer.from(Payload ?? []).toString();
    return {
      status: StatusCode,
      error: FunctionError,
      payload: text === '' ? undefined : (JSON.parse(text) as unknown),
      log: Buffer.from(LogResult ?? '', 'base64').toString(),
    };
  }

  /** A call by an operator, in-process. */
  call(service: string, operation: string, input: Json): Promise<Json> {
    return this.cloud.call({ principal: OPERATOR, service, operation, input });
  }

  /** Waits until all that moves waits for the cloud's clock. */
  async still(): Promise<void> {
    let quiet = 0;
    await vi.waitUntil(
      () => {
        quiet = this.cloud.pending().every(({ dueAt }) => dueAt !== undefined) ? quiet + 1 : 0;
        return quiet >= LOOKS_IN_A_ROW;
      },
      { timeout: 10_000, interval: 10 },
    );
  }

  /** Moves the clock, then waits until all that moves waits for it again. */
  async advance(milliseconds: number): Promise<void> {
    await this.cloud.clock.advance(milliseconds);
    await this.still();
  }

  /** Moves the clock again and again until nothing moves any more, at most 20 times. */
  async finish(stepMs = 60_000): Promise<void> {
    await this.still();
    for (let round = 0; round < 20 && this.cloud.pending().length > 0; round += 1) await this.advance(stepMs);
  }
}

export interface Recorder {
  readonly name: string;
  /** The events it got so far. */
  readonly events: () => readonly Json[];
}

const eventsIn = (file: string): readonly Json[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Json)
    : [];

/** Starts the fixture before the file's tests and stops it after them. */
export function useLambda(...services: readonly ServiceFactory[]): LambdaFixture {
  const fixture = new LambdaFixture(services);
  beforeAll(() => fixture.start());
  afterAll(() => fixture.stop());
  return fixture;
}
