/** What a receipt handle stands for. Clients must treat it as opaque. */
export interface Receipt {
  readonly key: number;
  readonly receipt: number;
}

const SHAPE = /^(?<owner>.+) (?<key>\d+) (?<receipt>\d+)$/;

/** `owner` tells queues, and a queue from its namesake made later, apart. */
export const receiptHandle = (owner: string, { key, receipt }: Receipt): string =>
  Buffer.from(`${owner} ${key} ${receipt}`).toString('base64');

/** Undefined when the text is no handle that this queue gave out. */
export function readReceiptHandle(owner: string, handle: string): Receipt | undefined {
  const groups = SHAPE.exec(Buffer.from(handle, 'base64').toString())?.groups;
  if (groups?.['owner'] !== owner) return undefined;
  return { key: Number(groups['key']), receipt: Number(groups['receipt']) };
}
