import type { AnyContract } from '@tidings/events';

/** A service says it publishes what another one owns. */
export class ForeignEventError extends Error {
  override readonly name = 'ForeignEventError';
  readonly service: string;
  readonly contract: string;

  constructor(service: string, { source, type }: AnyContract) {
    super(
      `${service} cannot publish ${type}, which belongs to ${source}: its role may publish under its own name only. ` +
        `Give ${service} an event of its own, or leave ${type} out.`,
    );
    this.service = service;
    this.contract = type;
  }
}

/**
 * The names of a service's own events.
 * @throws {ForeignEventError} one of them belongs to another service.
 */
export function ownTypes(service: string, contracts: readonly AnyContract[]): readonly string[] {
  const foreign = contracts.find(({ source }) => source !== service);
  if (foreign) throw new ForeignEventError(service, foreign);
  return contracts.map(({ type }) => type);
}
