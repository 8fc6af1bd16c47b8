/** Something keeps the command from telling whether a change is safe; the message is one sentence that says what to do. */
export class CannotJudgeError extends Error {
  override readonly name = 'CannotJudgeError';
}
