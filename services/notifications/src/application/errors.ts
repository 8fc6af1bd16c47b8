/** Somebody else may be sending this mail, or may have crashed while sending it: look again later. */
export class MailInFlightError extends Error {
  override readonly name = 'MailInFlightError';
  readonly emailId: string;

  constructor(emailId: string) {
    super(`Mail ${emailId} is claimed and not settled: it waits for the provider's word.`);
    this.emailId = emailId;
  }
}

/** The provider refused the mail and did not send it: a later delivery may try again. */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError';
  readonly emailId: string;
  readonly reason: string;

  constructor(emailId: string, reason: string) {
    super(`Mail ${emailId} was refused: ${reason}`);
    this.emailId = emailId;
    this.reason = reason;
  }
}

/** No answer came back from the provider: the mail may have been sent. */
export class MailAnswerLostError extends Error {
  override readonly name = 'MailAnswerLostError';
  readonly emailId: string;
  readonly reason: string;

  constructor(emailId: string, reason: string) {
    super(`No answer about mail ${emailId}: ${reason}`);
    this.emailId = emailId;
    this.reason = reason;
  }
}

/** The provider reports a mail that does not fit what was claimed. */
export class FeedbackRejectedError extends Error {
  override readonly name = 'FeedbackRejectedError';
  readonly emailId: string;
  readonly reason: string;

  constructor(emailId: string, reason: string) {
    super(`The provider's event about mail ${emailId} does not fit its claim: ${reason}`);
    this.emailId = emailId;
    this.reason = reason;
  }
}
