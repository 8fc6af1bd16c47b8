import { EventBridgeClient, type PutEventsCommand, type PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import type { PutEventsEntry } from '@tidings/events';
import { describe, expect, it } from 'vitest';
import { makePutEvents } from './put-events.ts';

const entry = (detail: string): PutEventsEntry => ({
  EventBusName: 'tidings-spec',
  Source: 'shop',
  DetailType: 'OrderTaken',
  Detail: detail,
  Time: new Date(0),
});

/** A client whose answer to a call is computed from its entries' details instead of being asked for over a network. */
function clientAnswering(answer: (details: readonly string[]) => readonly PutEventsResultEntry[]): EventBridgeClient {
  const client = new EventBridgeClient({ region: 'eu-west-1' });
  client.middlewareStack.add(
    () => async (args) => {
      const { Entries = [] } = args.input as PutEventsCommand['input'];
      const output = { $metadata: {}, Entries: [...answer(Entries.map(({ Detail }) => Detail ?? ''))] };
      return { response: undefined, output };
    },
    { step: 'initialize' },
  );
  return client;
}

function failing(name: string): Error {
  return Object.assign(new Error('refused'), { name });
}

describe('PutEvents', () => {
  it('answers for every entry, in order', async () => {
    const port = makePutEvents(
      clientAnswering((details) =>
        details.map((detail) => (detail === 'good' ? { EventId: 'e' } : { ErrorCode: detail, ErrorMessage: 'why' })),
      ),
    );
    expect(await port.put(['good', 'ThrottlingException', 'InternalFailure', 'MalformedDetail'].map(entry))).toEqual([
      { status: 'accepted' },
      { status: 'failed', transient: true, reason: 'ThrottlingException: why' },
      { status: 'failed', transient: true, reason: 'InternalFailure: why' },
      { status: 'failed', transient: false, reason: 'MalformedDetail: why' },
    ]);
  });

  it('takes an entry without a result for one to try again', async () => {
    const port = makePutEvents(clientAnswering(() => [{ EventId: 'e' }]));
    expect(await port.put([entry('a'), entry('b')])).toEqual([
      { status: 'accepted' },
      { status: 'failed', transient: true, reason: 'no result: ' },
    ]);
  });

  it('takes a call that was refused as a whole for one to try again', async () => {
    const port = makePutEvents(
      clientAnswering(() => {
        throw failing('AccessDeniedException');
      }),
    );
    expect(await port.put([entry('a')])).toEqual([
      { status: 'failed', transient: true, reason: 'AccessDeniedException: refused' },
    ]);
  });

  it('finds the entry for which a call was refused', async () => {
    const port = makePutEvents(
      clientAnswering((details) => {
        if (details.includes('bad')) throw failing('ValidationException');
        return details.map(() => ({ EventId: 'e' }));
      }),
    );
    expect(await port.put(['a', 'bad', 'c'].map(entry))).toEqual([
      { status: 'accepted' },
      { status: 'failed', transient: false, reason: 'ValidationException: refused' },
      { status: 'accepted' },
    ]);
  });
});
