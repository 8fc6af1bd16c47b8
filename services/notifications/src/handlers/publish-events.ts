import type { TableStreamHandler } from '@tidings/messaging';
import { composePublisher } from '../composition.ts';

/** The table's commits → EmailSent on the bus. */
export const handler: TableStreamHandler = composePublisher();
