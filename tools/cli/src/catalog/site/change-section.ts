import type { CatalogEvent, CatalogVersion, VersionChange } from '../model/catalog.ts';
import { type Html, html } from './html.ts';

/** What changed since the version before, in words; nothing for the first version. */
export function changeSection({ version, change, hasDowncast }: CatalogVersion, event: CatalogEvent): Html | undefined {
  if (change === undefined) return undefined;
  const before = event.versions.find((other) => other.version === change.from);
  const id = `v${version}-change`;
  return html`<section aria-labelledby="${id}">
    <h4 id="${id}">Compared with version ${change.from}: ${summary(change)}</h4>
    <ul class="verdicts">
      ${verdict(change.backward, {
        yes: `Data stored under v${change.from} is valid under v${version}.`,
        no: `Data stored under v${change.from} is not always valid under v${version}.`,
        remedy: before?.hasUpcast === true ? `It is translated when it is read, by upcast-v${change.from}.` : undefined,
      })}
      ${verdict(change.forward, {
        yes: `Readers of v${change.from} can read v${version}.`,
        no: `Readers of v${change.from} cannot always read v${version}.`,
        remedy: hasDowncast ? `v${change.from} is published beside it, by downcast-v${version}.` : undefined,
      })}
    </ul>
  </section>`;
}

function summary({ backward, forward }: VersionChange): string {
  if (backward.length === 0 && forward.length === 0) return 'fully compatible';
  if (backward.length === 0) return 'backward compatible only';
  return forward.length === 0 ? 'forward compatible only' : 'incompatible';
}

interface Words {
  readonly yes: string;
  readonly no: string;
  readonly remedy: string | undefined;
}

function verdict(reasons: readonly string[], { yes, no, remedy }: Words): Html {
  if (reasons.length === 0) return html`<li class="verdict verdict-yes"><p>${yes}</p></li>`;
  return html`<li class="verdict ${remedy === undefined ? 'verdict-no' : 'verdict-mended'}">
    <p>${no} ${remedy}</p>
    <ul>
      ${reasons.map((reason) => html`<li>${codeSpans(reason)}</li>`)}
    </ul>
  </li>`;
}

/** Text between backticks as code. */
function codeSpans(text: string): readonly Html[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}
