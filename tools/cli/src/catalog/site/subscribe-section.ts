import type { CatalogEvent } from '../model/catalog.ts';
import { type Html, html } from './html.ts';
import { codeBlock } from './parts.ts';

/** How a team starts to consume the event: the command, and the declaration of what it reads. */
export function subscribeSection(event: CatalogEvent): Html {
  const command = `npx nx g @tidings/generators:consumer --service <service> --name <handler> --events ${event.type}`;
  return html`<section id="subscribe" aria-labelledby="subscribe-title">
    <h2 id="subscribe-title">Subscribe</h2>
    <p>
      Adds a handler with its rule, queue, dead-letter queue, alarm, role and test to a service. Its owner need not be
      asked.
    </p>
    ${codeBlock(command, 'Shell')}
    <p>The handler then says which fields it reads; a change that breaks one of them names the handler.</p>
    ${codeBlock(declaration(event), 'TypeScript')}
  </section>`;
}

function declaration({ id, slug, newest }: CatalogEvent): string {
  const name = slug.replaceAll(/-(.)/gu, (_, letter: string) => letter.toUpperCase());
  const fields = newest.fields.filter(({ required, depth }) => required && depth === 0).slice(0, 2);
  const paths = fields.map(({ path }) => `'${path}'`).join(', ');
  return [
    `import { ${name} } from '@tidings/events/${id}';`,
    '',
    `export const handler: QueueHandler = consume(`,
    `  [${name}.v${newest.version}.reading(${paths})],`,
    `  (event) => react(event), { service: serviceName() });`,
  ].join('\n');
}
