import type { Json } from '../../../core/aws-error.ts';
import type { HttpMount, HttpReply, HttpRequest } from '../../../core/http.ts';
import type { SentMail, SesState } from '../state.ts';
import { listPage, mailPage } from './page.ts';
import { detailsOf, subjectOf, summaryOf } from './read-mail.ts';

const PATH = '/_tidings/mailbox';

/** What a page for people shows at once; JSON gives all unless told. */
const MAILS_ON_A_PAGE = 100;

const json = (status: number, body: Json): HttpReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const html = (body: string): HttpReply => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
  },
  body,
});

const wantsHtml = ({ headers }: HttpRequest): boolean => (headers['accept'] ?? '').includes('text/html');

function hasTag({ tags }: SentMail, wanted: string): boolean {
  const [name = '', value] = wanted.split(/[:=](.*)/s);
  return Object.hasOwn(tags, name) && (value === undefined || tags[name] === value);
}

/** Filters of the list: `to` and `subject` are parts of text, `tag` is `name` or `name:value`. */
const FILTERS: Readonly<Record<string, (mail: SentMail, wanted: string) => boolean>> = {
  to: (mail, wanted) => mail.recipients.some((address) => address.toLowerCase().includes(wanted.toLowerCase())),
  subject: (mail, wanted) => subjectOf(mail).toLowerCase().includes(wanted.toLowerCase()),
  tag: hasTag,
};

function filtered(mails: readonly SentMail[], query: URLSearchParams): readonly SentMail[] {
  const filters = Object.entries(FILTERS).filter(([name]) => query.has(name));
  return mails.filter((mail) => filters.every(([name, fits]) => fits(mail, query.get(name) ?? '')));
}

const wholeNumber = (text: string | null, fallback: number): number =>
  text !== null && /^\d+$/.test(text) ? Number(text) : fallback;

function nextAddress(query: URLSearchParams, next: number): string {
  const following = new URLSearchParams(query);
  following.set('next', String(next));
  return `${PATH}?${following.toString()}`;
}

function list(state: SesState, request: HttpRequest): HttpReply {
  const query = new URLSearchParams(request.rawQuery);
  const people = wantsHtml(request);
  const found = filtered(state.ledger.slice(state.cleared), query);
  const ordered = people ? found.toReversed() : found;
  const start = wholeNumber(query.get('next'), 0);
  const end = start + wholeNumber(query.get('limit'), people ? MAILS_ON_A_PAGE : ordered.length);
  const mails = ordered.slice(start, end);
  const sent = state.ledger.length;
  const hasMore = end < ordered.length;
  if (people) return html(listPage({ mails, path: PATH, sent, next: hasMore ? nextAddress(query, end) : undefined }));
  return json(200, { messages: mails.map(summaryOf), ledger: { sent }, ...(hasMore ? { next: String(end) } : {}) });
}

async function one(state: SesState, request: HttpRequest): Promise<HttpReply> {
  const id = request.path.slice(PATH.length + 1);
  const mail = state.ledger.find(({ messageId }) => messageId === id);
  if (mail === undefined) return json(404, { detail: `No mail has the message id ${id}.` });
  return wantsHtml(request) ? html(await mailPage(mail, PATH)) : json(200, await detailsOf(mail));
}

/** Hides what was sent so far; the ledger keeps it and its count. */
function clear(state: SesState): HttpReply {
  const cleared = state.ledger.length - state.cleared;
  state.cleared = state.ledger.length;
  return json(200, { cleared, ledger: { sent: state.ledger.length } });
}

async function answer(state: SesState, request: HttpRequest): Promise<HttpReply> {
  const isList = request.path === PATH || request.path === `${PATH}/`;
  if (request.method === 'GET') return isList ? list(state, request) : one(state, request);
  if (request.method === 'DELETE' && isList) return clear(state);
  return json(405, { detail: `The mailbox has GET ${PATH}, GET ${PATH}/<messageId> and DELETE ${PATH}.` });
}

/** What was sent, to look at and to test with. */
export const makeMailboxMount = (state: SesState): HttpMount => ({
  matches: ({ path }) => path === PATH || path.startsWith(`${PATH}/`),
  handle: (request) => answer(state, request),
});
