import { EventEmitter } from 'node:events';

/**
 * Wake-ups between services, so that nobody polls: `stream:<stream arn>` (new records), `queue:<queue arn>` (a message may
 * have become visible), `crash:<function name>` (kill the running environment), `warm:<function name>` (start one, ahead of
 * its first request). They carry no data: read the state.
 */
export interface Signals {
  notify(topic: string): void;
  /** Calls `listener` at each notification; returns how to stop. */
  listen(topic: string, listener: () => void): () => void;
}

export function makeSignals(): Signals {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  return {
    notify: (topic) => void emitter.emit(topic),
    listen: (topic, listener) => {
      emitter.on(topic, listener);
      return () => void emitter.off(topic, listener);
    },
  };
}
