import type { CompiledValidator } from '../compiled-validator.ts';
import type { EventContract } from '../contract.ts';
import { defineContract } from '../contract.ts';
import { kindsIn, objectsIn, type Shape } from '../shape.ts';

export interface CratePackedV1 {
  readonly crateId: string;
  readonly to: { readonly city: string; readonly door?: { readonly code: string; readonly floor: number } };
  readonly items: readonly { readonly sku: string; readonly grams: number; readonly tags?: readonly string[] }[];
  readonly seal: 'wax' | 'tape';
  readonly note?: string;
}
export type CratePackedV2 = CratePackedV1 & { readonly packer: string };

const V1_SHAPE = {
  crateId: 'text',
  to: { city: 'text', door: { code: 'text', floor: 'number' } },
  items: { sku: 'text', grams: 'number', tags: 'text' },
  seal: 'text',
  note: 'text',
} as const;
const V2_SHAPE = { ...V1_SHAPE, packer: 'text' } as const;

/** Valid data of version 1 that shows every field. */
export const CRATE: CratePackedV1 = {
  crateId: 'crate-1',
  to: { city: 'Leeds', door: { code: 'B', floor: 2 } },
  items: [{ sku: 'MUG', grams: 300, tags: ['blue'] }],
  seal: 'wax',
  note: 'fragile',
};

const OPTIONAL: ReadonlySet<string> = new Set(['door', 'tags', 'note']);

/** A contract whose version 2 has one field more, which its readers must find: an upcaster fills it. */
export const cratePacked: EventContract<'depots', 'CratePacked', { 1: CratePackedV1; 2: CratePackedV2 }> =
  defineContract({
    source: 'depots',
    type: 'CratePacked',
    versions: [
      {
        version: 1,
        readableFrom: 1,
        validate: validatorOf(V1_SHAPE),
        upcast: (data) => ({ ...(data as CratePackedV1), packer: 'unknown' }),
        shape: V1_SHAPE,
        examples: [CRATE],
      },
      {
        version: 2,
        readableFrom: 1,
        validate: validatorOf(V2_SHAPE),
        shape: V2_SHAPE,
        examples: [{ ...CRATE, packer: 'Ada' }],
      },
    ],
  });

/** As a generated validator behaves: every field of the shape is looked at, and the first problem is left. */
function validatorOf(shape: Shape): CompiledValidator {
  const validate: CompiledValidator = (data) => {
    const problem = problemIn(data, shape, '');
    validate.errors = problem === undefined ? null : [problem];
    return problem === undefined;
  };
  return validate;
}

type Problem = { readonly instancePath: string; readonly message: string };

function problemIn(value: unknown, shape: Shape, path: string): Problem | undefined {
  if (Array.isArray(value)) return first(value.map((entry, at) => problemIn(entry, shape, `${path}/${at}`)));
  const [kind] = kindsIn(shape).map((each) => (each === 'text' ? 'string' : each));
  if (kind !== undefined) {
    return typeof value === kind ? undefined : { instancePath: path, message: `must be ${kind}` };
  }
  if (typeof value !== 'object' || value === null) return { instancePath: path, message: 'must be object' };
  const fields = value as Readonly<Record<string, unknown>>;
  return first(
    objectsIn(shape)
      .flatMap((object) => Object.entries(object))
      .map(([name, inside]) => {
        if (fields[name] !== undefined) return problemIn(fields[name], inside, `${path}/${name}`);
        const message = `must have required property '${name}'`;
        return OPTIONAL.has(name) ? undefined : { instancePath: path, message };
      }),
  );
}

const first = (problems: readonly (Problem | undefined)[]): Problem | undefined =>
  problems.find((problem) => problem !== undefined);
