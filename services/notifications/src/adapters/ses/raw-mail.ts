import MailComposer from 'nodemailer/lib/mail-composer';
import type { OutgoingMail } from '../../application/ports.ts';

/** A mail as MIME: text and HTML as alternatives. Files and URLs are never read for it. */
export function rawMail(from: string, { to, content }: OutgoingMail): Promise<Buffer> {
  const composer = new MailComposer({
    from,
    to: { name: to.name, address: to.email },
    subject: content.subject,
    text: content.text,
    html: content.html,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
