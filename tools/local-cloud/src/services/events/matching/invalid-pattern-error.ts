/** An event pattern that EventBridge refuses. The message is the reason alone, in the words of AWS's own compiler. */
export class InvalidPatternError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'InvalidPatternError';
  }
}
