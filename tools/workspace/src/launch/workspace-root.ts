import { resolve } from 'node:path';

/** The root folder of this workspace, wherever the command was given. */
export const WORKSPACE: string = resolve(import.meta.dirname, '../../../..');
