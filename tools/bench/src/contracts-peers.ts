import addFormats from 'ajv-formats';
import type { AnySchema } from 'ajv/dist/2020.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as v from 'valibot';
import { z } from 'zod';

/** Whether a value is an order, in one library's words. */
export type Judge = (data: unknown) => boolean;

/** An order with 12 fields that hold a value. */
export const ORDER: Readonly<Record<string, unknown>> = {
  orderId: '6f1f1d5e-2c1b-5f0e-9d4a-0b7f4a3f6c21',
  customerId: '17850',
  contact: { email: 'customer-17850@example.com', name: 'Ada Moss' },
  country: 'GB',
  currency: 'GBP',
  lines: [{ sku: 'LANTERN-01', description: 'White hanging lantern', quantity: 6, unitPriceMinor: 255 }],
  totalMinor: 1530,
  placedAt: '2026-01-05T09:30:00.000Z',
};

/** ajv, compiling at start-up, with the formats that check every digit. */
export function ajvJudge(schema: AnySchema): Judge {
  const ajv = new Ajv2020();
  addFormats.default(ajv, { mode: 'full' });
  return ajv.compile(schema);
}

/** The same order for zod. */
export function zodJudge(): Judge {
  const minor = z.int().min(1);
  const line = z.looseObject({
    sku: z.string().min(1).max(64),
    description: z.string().min(1).max(500),
    quantity: z.int().min(1).max(1_000_000_000),
    unitPriceMinor: minor,
  });
  const order = z.looseObject({
    orderId: z.guid(),
    customerId: z.string().min(1).max(128),
    contact: z.looseObject({ email: z.email().max(254), name: z.string().min(1).max(200) }),
    country: z.string().regex(/^[A-Z]{2}$/u),
    currency: z.string().regex(/^[A-Z]{3}$/u),
    lines: z.array(line).min(1).max(5000),
    totalMinor: minor,
    placedAt: z.iso.datetime().max(40),
  });
  return (data) => order.safeParse(data).success;
}

/** The same order for valibot. */
export function valibotJudge(): Judge {
  const text = (max: number): v.GenericSchema<string> => v.pipe(v.string(), v.minLength(1), v.maxLength(max));
  const minor = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(Number.MAX_SAFE_INTEGER));
  const line = v.looseObject({
    sku: text(64),
    description: text(500),
    quantity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000_000)),
    unitPriceMinor: minor,
  });
  const order = v.looseObject({
    orderId: v.pipe(v.string(), v.uuid()),
    customerId: text(128),
    contact: v.looseObject({ email: v.pipe(v.string(), v.email(), v.maxLength(254)), name: text(200) }),
    country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/u)),
    currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/u)),
    lines: v.pipe(v.array(line), v.minLength(1), v.maxLength(5000)),
    totalMinor: minor,
    placedAt: v.pipe(v.string(), v.isoTimestamp(), v.maxLength(40)),
  });
  return (data) => v.is(order, data);
}
