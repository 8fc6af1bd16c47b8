/** A template that cannot be loaded: says which stack, which logical id, and what to do. */
export class TemplateError extends Error {
  readonly stackName: string;
  /** Undefined when the problem is not one resource's. */
  readonly logicalId: string | undefined;

  constructor(
    where: { readonly stackName: string; readonly logicalId?: string | undefined },
    problem: string,
    options?: ErrorOptions,
  ) {
    const place = where.logicalId === undefined ? where.stackName : `${where.stackName}/${where.logicalId}`;
    super(`${place}: ${problem}`, options);
    this.name = 'TemplateError';
    this.stackName = where.stackName;
    this.logicalId = where.logicalId;
  }
}
