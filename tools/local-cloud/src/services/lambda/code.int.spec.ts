import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startCloud } from '../../cloud.ts';
import { readCode } from './code.ts';

// docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
it('refuses a directory over the limit for code before it is read', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'full-'));
  const file = join(directory, 'index.mjs');
  writeFileSync(file, '');
  truncateSync(file, 262_144_001); // a file of holes: it takes no room
  const cloud = await startCloud({ services: [] });
  expect(() => readCode(cloud, { S3Bucket: 'local', S3Key: directory })).toThrow('smaller than 262144000 bytes');
  truncateSync(file, 1_000);
  expect(readCode(cloud, { S3Bucket: 'local', S3Key: directory }).bytes).toBe(1_000);
  await Promise.all([cloud.stop(), rm(directory, { recursive: true })]);
});
