import { OPERATOR } from '@tidings/local-cloud';
import type { Cloud } from '@tidings/local-cloud';

export type Members = Readonly<Record<string, unknown>>;

/** Calls AWS's API of a running cloud as its operator. */
export type Aws = (service: string, operation: string, input: Members) => Promise<Members>;

export const awsOf =
  (cloud: Pick<Cloud, 'call'>): Aws =>
  (service, operation, input) =>
    cloud.call({ principal: OPERATOR, service, operation, input });

/** Every page of a list: calls until the answer has no token, and joins the lists. */
export async function everyPage(
  page: (token: Members) => Promise<Members>,
  names: { readonly list: string; readonly token: string },
): Promise<readonly Members[]> {
  const items: Members[] = [];
  let token: Members = {};
  for (;;) {
    const answer = await page(token);
    items.push(...((answer[names.list] as readonly Members[] | undefined) ?? []));
    const next = answer[names.token];
    if (typeof next !== 'string') return items;
    token = { [names.token]: next };
  }
}
