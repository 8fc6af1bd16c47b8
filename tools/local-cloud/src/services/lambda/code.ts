import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { NotImplementedLocallyError, type Json } from '../../core/aws-error.ts';
import type { Cloud } from '../../core/cloud.ts';
import { invalidParameterValue } from './errors.ts';
import type { FunctionCode } from './function.ts';
import { honourOnly, optionalText } from './input.ts';
import { readZip } from './zip.ts';

/** Bucket name that says: the key is a directory of this machine. Ours, documented in the README. */
const LOCAL_BUCKET = 'local';

/** Files whose content makes the code's hash; source maps do not change what runs. */
const isCode = (name: string): boolean => !name.endsWith('.map');

function filesOf(directory: string): readonly string[] {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && isCode(entry.name));
  return files.map((entry) => join(entry.parentPath, entry.name)).toSorted();
}

/** Bytes that a function's code may have unzipped, layers included. docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_CODE_BYTES = 262_144_000;

/** @throws {AwsError} as Lambda refuses code over its limit; before it is read, which would take long. */
function checkSize(files: readonly string[]): void {
  let bytes = 0;
  for (const file of files) {
    bytes += statSync(file).size;
    if (bytes > MAX_CODE_BYTES)
      throw invalidParameterValue(`Unzipped size must be smaller than ${MAX_CODE_BYTES} bytes`);
  }
}

/** Code that lies in a directory, with the hash of what it holds now. */
function codeAt(directory: string): FunctionCode {
  const root = realpathSync(directory);
  const hash = createHash('sha256');
  let bytes = 0;
  const files = filesOf(root);
  checkSize(files);
  for (const file of files) {
    const content = readFileSync(file);
    hash.update(file.slice(root.length)).update(content);
    bytes += content.length;
  }
  return { directory: root, bytes, sha256: hash.digest('base64'), temporary: false };
}

function written(files: ReadonlyMap<string, Buffer | string>): FunctionCode {
  const directory = mkdtempSync(join(tmpdir(), 'tidings-lambda-'));
  for (const [name, content] of files) {
    const path = join(directory, name);
    if (!path.startsWith(directory))
      throw invalidParameterValue('Could not unzip uploaded file. Please check your file, then try to upload again.');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return { ...codeAt(directory), temporary: true };
}

/** Removes code that was written for one function only. */
export function discardCode({ directory, temporary }: FunctionCode): void {
  if (temporary) rmSync(directory, { recursive: true, force: true });
}

function fromBucket(cloud: Cloud, bucket: string, key: string): FunctionCode {
  const directory = bucket === LOCAL_BUCKET ? key : cloud.assets.resolve(bucket, key);
  if (directory === undefined || !existsSync(directory)) {
    throw invalidParameterValue(
      `Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist. (${bucket}/${key})`,
    );
  }
  if (statSync(directory).isDirectory()) return codeAt(directory);
  return written(readZip(readFileSync(directory)));
}

export const CODE_MEMBERS: readonly string[] = ['S3Bucket', 'S3Key', 'ZipFile'];

/**
 * The code that `Code` names: an asset of a loaded template, a directory of this machine (bucket `local`), or a zip.
 * @throws {AwsError} InvalidParameterValueException when there is none.
 */
export function readCode(cloud: Cloud, code: Json): FunctionCode {
  honourOnly('Code', code, CODE_MEMBERS);
  const zip = code['ZipFile'];
  if (typeof zip === 'string') return written(readZip(Buffer.from(zip, 'base64')));
  if (zip instanceof Uint8Array) return written(readZip(Buffer.from(zip)));
  const bucket = optionalText(code, 'S3Bucket');
  const key = optionalText(code, 'S3Key');
  if (bucket === undefined || key === undefined)
    throw invalidParameterValue('Please provide a source for function code.');
  return fromBucket(cloud, bucket, key);
}

/** Code of a template: there `ZipFile` is the source text of `index.js`. aws-properties-lambda-function-code.html */
export function readTemplateCode(cloud: Cloud, code: Json): FunctionCode {
  const source = code['ZipFile'];
  if (typeof source !== 'string') return readCode(cloud, code);
  if (source.length > 4_194_304) throw new NotImplementedLocallyError('inline code of more than 4 MB');
  return written(new Map([['index.js', source]]));
}
