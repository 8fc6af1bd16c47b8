import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handlersOf } from './handlers-of.ts';
import { parcels } from './parcels.ts';
import { ruleOf } from './rule-of.ts';
import { synthesize } from './synthesize.ts';
import { NotInTemplateError } from './template.ts';

describe('the handlers of a service', () => {
  const at = { folder: '' };
  beforeEach(() => {
    at.folder = mkdtempSync(join(tmpdir(), 'tidings-service-'));
  });
  afterEach(() => rmSync(at.folder, { recursive: true }));

  const found = (...files: readonly string[]): unknown => {
    for (const file of files) {
      mkdirSync(dirname(join(at.folder, file)), { recursive: true });
      writeFileSync(join(at.folder, file), '');
    }
    return handlersOf(pathToFileURL(`${at.folder}/`));
  };

  it('are the modules of one folder and the folders of the other', () => {
    expect(found('src/handlers/place-order.ts', 'src/python/gift_ledger/handler.py')).toEqual([
      { handler: 'place-order', entry: 'index.mjs' },
      { handler: 'gift-ledger', entry: 'index.py' },
    ]);
  });

  it('are neither specs nor test data, nor folders without a handler', () => {
    const others = ['a.spec.ts', 'a.int.spec.ts', 'a.test-data.ts', 'a.contract.ts'].map(
      (name) => `src/handlers/${name}`,
    );
    expect(found(...others, 'src/python/shared/words.py')).toEqual([]);
  });
});

describe('the rule of a handler', () => {
  const { template } = synthesize(parcels('alice'));

  it('is the one that feeds its queue', () => {
    expect(ruleOf(template, 'on-order-placed')['EventPattern']).toEqual({
      source: ['orders'],
      'detail-type': ['OrderPlaced'],
    });
  });

  it.each(['get-parcel', 'nobody'])('is missed where there is none: %s', (handler) => {
    expect(() => ruleOf(template, handler)).toThrow(NotInTemplateError);
  });
});
