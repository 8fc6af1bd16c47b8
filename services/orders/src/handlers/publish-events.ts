import type { TableStreamHandler } from '@tidings/messaging';
import { composePublisher } from '../composition.ts';

/** Commits of the orders table → entries on the bus. */
export const handler: TableStreamHandler = composePublisher();
