import { defineContract, type CompiledValidator, type EventContract } from '@tidings/events';

/*
 * A contract of these specs' own, so that no change to a real event is a change to this library.
 */

interface OrderTaken {
  readonly orderId: string;
  readonly lines: readonly {
    readonly sku: string;
    readonly description: string;
    readonly quantity: number;
    readonly unitPriceMinor: number;
  }[];
  readonly totalMinor: number;
  readonly placedAt: string;
}
export interface OrderTakenV1 extends OrderTaken {
  readonly country: string;
}
/** Calls the country otherwise, which no reader of version 1 understands. */
export interface OrderTakenV2 extends OrderTaken {
  readonly shipsTo: string;
}

const SHAPE = {
  orderId: 'text',
  lines: { sku: 'text', description: 'text', quantity: 'number', unitPriceMinor: 'number' },
  totalMinor: 'number',
  placedAt: 'text',
} as const;

const EXAMPLE: OrderTaken = {
  orderId: 'order-1',
  lines: [{ sku: 'MUG', description: 'Mug', quantity: 1, unitPriceMinor: 425 }],
  totalMinor: 425,
  placedAt: '2026-03-01T12:00:00.000Z',
};

/** Version 2 breaks version 1 and is published beside it. */
export const orderTaken: EventContract<'shop', 'OrderTaken', { 1: OrderTakenV1; 2: OrderTakenV2 }> = defineContract({
  source: 'shop',
  type: 'OrderTaken',
  versions: [
    {
      version: 1,
      readableFrom: 1,
      validate: validatorOf('country'),
      upcast: (data) => {
        const { country: shipsTo, ...rest } = data as OrderTakenV1;
        return { ...rest, shipsTo };
      },
      shape: { ...SHAPE, country: 'text' },
      examples: [{ ...EXAMPLE, country: 'GB' }],
    },
    {
      version: 2,
      readableFrom: 2,
      validate: validatorOf('shipsTo'),
      downcast: (data) => {
        const { shipsTo: country, ...rest } = data as OrderTakenV2;
        return { ...rest, country };
      },
      shape: { ...SHAPE, shipsTo: 'text' },
      examples: [{ ...EXAMPLE, shipsTo: 'GB' }],
    },
  ],
});

/** As a generated validator behaves, for the fields that these specs break. */
function validatorOf(country: string): CompiledValidator {
  const validate: CompiledValidator = (data) => {
    const { orderId, totalMinor, [country]: text } = data as Readonly<Record<string, unknown>>;
    const problems = [
      ...(typeof orderId === 'string' ? [] : [{ instancePath: '/orderId', message: 'must be string' }]),
      ...(typeof totalMinor === 'number' && totalMinor >= 1
        ? []
        : [{ instancePath: '/totalMinor', message: 'must be >= 1' }]),
      ...(typeof text === 'string' ? [] : [{ instancePath: `/${country}`, message: 'must be string' }]),
    ];
    validate.errors = problems.length === 0 ? null : problems;
    return problems.length === 0;
  };
  return validate;
}
