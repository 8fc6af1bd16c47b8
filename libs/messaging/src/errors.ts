/** An event is further from the request it began with than any flow of ours: it goes round in a loop. */
export class TooManyHopsError extends Error {
  override readonly name = 'TooManyHopsError';
  readonly eventId: string;
  readonly hops: number;

  constructor(eventId: string, hops: number, maxHops: number) {
    super(`Event ${eventId} has made ${hops} hops, ${maxHops} are allowed: look for the loop it is in`);
    this.eventId = eventId;
    this.hops = hops;
  }
}

/** A transaction of the inbox met other writers every time it was tried. The message may be delivered again. */
export class InboxContentionError extends Error {
  override readonly name = 'InboxContentionError';
  readonly eventId: string;
  readonly chunk: number;

  constructor(mark: { readonly eventId: string; readonly chunk: number }, attempts: number, options?: ErrorOptions) {
    super(`Chunk ${mark.chunk} of event ${mark.eventId} met other writers ${attempts} times`, options);
    this.eventId = mark.eventId;
    this.chunk = mark.chunk;
  }
}

/** An action's own condition does not hold; nothing of its chunk was written. */
export class InboxActionRefusedError extends Error {
  override readonly name = 'InboxActionRefusedError';
  readonly eventId: string;
  /** Index in the actions handed to `apply`. */
  readonly action: number;
  readonly code: string;

  constructor(eventId: string, refused: { readonly action: number; readonly code: string }, options?: ErrorOptions) {
    super(`Action ${refused.action} of event ${eventId} was refused: ${refused.code}`, options);
    this.eventId = eventId;
    this.action = refused.action;
    this.code = refused.code;
  }
}

/**
 * An event was begun with other chunks than it is continued with: code that makes its actions changed in between.
 * Going on could apply an action twice or not at all, so a person has to look.
 */
export class InboxPlanChangedError extends Error {
  override readonly name = 'InboxPlanChangedError';
  readonly eventId: string;

  constructor(eventId: string, begun: number, now: number) {
    super(`Event ${eventId} was begun with ${begun} actions and now has ${now}: finish it by hand`);
    this.eventId = eventId;
  }
}

/** A consumer declares two readings of one event; it would be handed only one of them. */
export class RepeatedReadingError extends Error {
  override readonly name = 'RepeatedReadingError';
  readonly type: string;

  constructor(type: string) {
    super(`The consumer declares ${type} twice: put all its fields into one reading`);
    this.type = type;
  }
}
