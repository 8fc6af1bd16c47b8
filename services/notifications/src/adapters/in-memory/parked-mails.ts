import type { ParkedMail, ParkedMails } from '../../application/ports.ts';

/** Parked mails for tests and simulations. */
export interface InMemoryParkedMails extends ParkedMails {
  readonly mails: readonly ParkedMail[];
}

/** Keeps what is parked in a list. */
export function makeInMemoryParkedMails(): InMemoryParkedMails {
  const mails: ParkedMail[] = [];
  return {
    mails,
    park: (mail) => {
      mails.push(mail);
      return Promise.resolve();
    },
  };
}
