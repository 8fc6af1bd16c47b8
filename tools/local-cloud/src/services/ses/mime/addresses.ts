import { invalidParameter } from '../errors.ts';

const BRACKETED = /<(?<address>[^<>]*)>\s*$/;

/** UserName@[SubDomain.]Domain.TopLevelDomain in 7-bit ASCII. docs.aws.amazon.com/ses/latest/APIReference/API_SendEmail.html */
const ADDRESS = /^[^\s@<>(),;:"[\]\\]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;

/** The bare address of `Name <address>` or `address`. */
export const bareAddress = (mailbox: string): string =>
  (BRACKETED.exec(mailbox)?.groups?.['address'] ?? mailbox).trim();

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** Display name of `Name <address>`; empty when there is none. */
export const displayName = (mailbox: string): string =>
  BRACKETED.test(mailbox) ? mailbox.replace(BRACKETED, '').trim().replaceAll('"', '') : '';

/** Splits a header of several mailboxes at its commas, but not inside quotes or brackets. */
export function mailboxesIn(header: string): readonly string[] {
  const found = header.match(/(?:"(?:\\.|[^"\\])*"|<[^>]*>|[^,"<])+/g) ?? [];
  return found.map((mailbox) => mailbox.trim()).filter((mailbox) => mailbox !== '');
}

/** @throws {AwsError} InvalidParameterValue. */
export function checkedAddress(mailbox: string): string {
  const address = bareAddress(mailbox);
  if (!address.includes('@')) throw invalidParameter("Missing final '@domain'");
  if (!ADDRESS.test(address)) throw invalidParameter('Illegal address');
  return address;
}
