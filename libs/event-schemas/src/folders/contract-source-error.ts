/** A contract folder cannot be generated from; `file` says which, `problem` what to change. */
export class ContractSourceError extends Error {
  override readonly name = 'ContractSourceError';
  readonly file: string;
  readonly problem: string;

  constructor(file: string, problem: string) {
    super(`${file}: ${problem}`);
    this.file = file;
    this.problem = problem;
  }
}
