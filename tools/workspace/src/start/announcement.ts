import type { StackSummary } from '@tidings/local-cloud';
import type { Endpoints } from '../launch/launch.ts';

const ORDER = {
  customerId: 'ada',
  contact: { email: 'ada@example.com', name: 'Ada Moss' },
  country: 'GB',
  currency: 'GBP',
  lines: [{ sku: 'MUG-07', description: 'Enamel mug, blue', quantity: 2, unitPriceMinor: 425 }],
};

/** What the templates became, such as "12 functions, 9 queues". */
function countOf(stacks: readonly StackSummary[]): string {
  const types = stacks.flatMap(({ resources }) => resources.map(({ type }) => type));
  const count = (type: string): number => types.filter((one) => one === type).length;
  return [
    `${stacks.length} stacks`,
    `${count('AWS::Lambda::Function')} functions`,
    `${count('AWS::DynamoDB::Table')} tables`,
    `${count('AWS::SQS::Queue')} queues`,
    `${count('AWS::Events::Rule')} rules`,
  ].join(', ');
}

/** Types that rightly do nothing on a laptop, each once, with how many there are. */
function inertTypes(stacks: readonly StackSummary[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { type, inert } of stacks.flatMap(({ resources }) => resources)) {
    if (inert !== undefined) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts].map(([type, count]) => `${count} ${type.replace('AWS::', '')}`);
}

/** Three commands that a shell in the workspace's folder runs as they stand. The token is read from the file of endpoints. */
export function commandsToTry(endpoints: Endpoints, endpointsFile: string): readonly string[] {
  const token = `-H "authorization: Bearer $(node -p 'require("./${endpointsFile}").token')"`;
  const place = `curl -si ${endpoints.orders}/orders ${token} -H 'content-type: application/json' -H "idempotency-key: try-$RANDOM"`;
  return [
    `${place} -d '${JSON.stringify(ORDER)}'`,
    `curl -s ${endpoints.mailbox}`,
    `curl -s '${endpoints.analytics}/sales?by=country' ${token}`,
  ];
}

export interface Announced {
  readonly endpoints: Endpoints;
  readonly stacks: readonly StackSummary[];
  readonly endpointsFile: string;
  /** From the command to now, in milliseconds. */
  readonly tookMs: number;
  /** Lines about the machine. */
  readonly notes: readonly string[];
  /** Whether changed files are loaded into what runs. */
  readonly watches: boolean;
}

/** What `npm start` prints once everything runs. */
export function announcement({ endpoints, stacks, endpointsFile, tookMs, notes, watches }: Announced): string {
  const [place, mails, sales] = commandsToTry(endpoints, endpointsFile);
  const inert = inertTypes(stacks);
  return [
    `Tidings runs: ${countOf(stacks)}, in ${(tookMs / 1000).toFixed(1)} s.`,
    ...(inert.length === 0 ? [] : [`Without effect on a laptop: ${inert.join(', ')}.`]),
    ...notes,
    '',
    `  AWS        ${endpoints.aws}   (AWS_ENDPOINT_URL for any SDK or the AWS CLI)`,
    `  orders     ${endpoints.orders}/orders`,
    `  analytics  ${endpoints.analytics}/sales`,
    `  mailbox    ${endpoints.mailbox}`,
    `  all of them, with an administrator's token: ${endpointsFile}`,
    '',
    'Place an order, read the mail it caused, see the sales:',
    '',
    `  ${place}`,
    `  ${mails}`,
    `  ${sales}`,
    '',
    `${watches ? 'What you save is loaded into it. ' : ''}Ctrl-C stops it.`,
  ].join('\n');
}
