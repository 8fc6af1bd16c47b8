import { isEmail } from '@tidings/events';
import { FieldChecks, invalidRequest, type Parsed, parsed, refused } from '@tidings/http-api';
import { MAX_LINES, type OrderFacts, type OrderLine } from '../../domain/order.ts';

/** What the body of `POST /orders` asks for. */
export type PlaceOrderBody = Pick<OrderFacts, 'contact' | 'country' | 'currency' | 'lines'> & {
  readonly customerId?: string;
};

/** No order has this many of anything; the contract of OrderPlaced says the same. */
const MAX_QUANTITY = 1_000_000_000;
/** Characters before the `@`. Source: rfc-editor.org/rfc/rfc5321 section 4.5.3.1.1 */
const MAX_LOCAL_PART = 64;
/** Characters between two dots of a domain. Source: rfc-editor.org/rfc/rfc1035 section 2.3.4 */
const MAX_LABEL = 63;

/** Reads the body: 400 with every field that is wrong. What it lets pass, the contract of OrderPlaced lets pass too. */
export function parsePlaceOrderBody(body: unknown): Parsed<PlaceOrderBody> {
  const checks = new FieldChecks();
  const { customerId, contact, country, currency, lines } = checks.object('', body);
  const value: PlaceOrderBody = {
    ...(customerId === undefined ? {} : { customerId: checks.text('/customerId', customerId, { maxLength: 128 }) }),
    contact: parseContact(checks, contact),
    country: checks.text('/country', country, {
      maxLength: 2,
      pattern: /^[A-Z]{2}$/u,
      form: 'two letters of ISO 3166-1',
    }),
    currency: checks.text('/currency', currency, {
      maxLength: 3,
      pattern: /^[A-Z]{3}$/u,
      form: 'three letters of ISO 4217',
    }),
    lines: checks
      .list('/lines', lines, { min: 1, max: MAX_LINES })
      .map((line, index) => parseLine(checks, `/lines/${index}`, line)),
  };
  return checks.problems.length === 0 ? parsed(value) : refused(invalidRequest(checks.problems));
}

function parseContact(checks: FieldChecks, contact: unknown): OrderFacts['contact'] {
  const { email, name } = checks.object('/contact', contact);
  const address = checks.text('/contact/email', email, { maxLength: 254 });
  if (address !== '' && !isMailable(address)) checks.refuse('/contact/email', 'must be an e-mail address');
  return { email: address, name: checks.text('/contact/name', name, { maxLength: 200 }) };
}

/** An address of the contract's form that mail servers take too: a longer one would only become a dead letter. */
function isMailable(address: string): boolean {
  const [local = '', domain = ''] = address.split('@');
  const labels = domain.split('.');
  return isEmail(address) && local.length <= MAX_LOCAL_PART && labels.every(({ length }) => length <= MAX_LABEL);
}

function parseLine(checks: FieldChecks, at: string, line: unknown): OrderLine {
  const { sku, description, quantity, unitPriceMinor } = checks.object(at, line);
  return {
    sku: checks.text(`${at}/sku`, sku, { maxLength: 64 }),
    description: checks.text(`${at}/description`, description, { maxLength: 500 }),
    quantity: checks.integer(`${at}/quantity`, quantity, { min: 1, max: MAX_QUANTITY }),
    unitPriceMinor: checks.integer(`${at}/unitPriceMinor`, unitPriceMinor, { min: 1, max: Number.MAX_SAFE_INTEGER }),
  };
}
