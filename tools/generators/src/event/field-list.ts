import { didYouMean } from '../workspace/nearest.ts';
import { refuse } from '../workspace/refusal.ts';
import { type FieldKind, KIND_NAMES, kindOf } from './field-kinds.ts';

/** One step of a field's path: a name, and whether it is a list of what follows. */
export interface Step {
  readonly name: string;
  readonly isList: boolean;
}

/** A field as the command line names it: `lines[].sku:text`. */
export interface FieldOption {
  readonly steps: readonly Step[];
  readonly kind: FieldKind;
}

const STEP = /^([a-z][A-Za-z0-9]*)(\[\])?$/u;

/**
 * The fields of a list such as `orderId:uuid,contact.email:email`.
 * @throws {GeneratorRefusalError} a field has no name, no kind, or a kind that is none.
 */
export function parseFields(list: string): readonly FieldOption[] {
  const fields = list
    .split(',')
    .map((field) => field.trim())
    .filter((field) => field !== '')
    .map(parseField);
  if (fields.length === 0) refuse('--fields names no field: give some, such as orderId:uuid,archivedAt:date-time.');
  return fields;
}

function parseField(text: string): FieldOption {
  const [path = '', kindName = ''] = text.split(':');
  const kind = kindOf(kindName);
  if (kind === undefined) {
    const near = didYouMean(kindName, KIND_NAMES);
    refuse(
      `"${text}" needs a kind after a colon.${near} Kinds: ${KIND_NAMES.join(', ')}, or values such as open|closed.`,
    );
  }
  return { steps: path.split('.').map((step) => parseStep(step, text)), kind };
}

function parseStep(text: string, field: string): Step {
  const [, name, brackets] = STEP.exec(text) ?? [];
  if (name === undefined) {
    refuse(`"${field}" has no proper name: use camelCase words joined by dots, such as orderId or lines[].sku.`);
  }
  return { name, isList: brackets !== undefined };
}

/**
 * The fields that an event has when nobody says otherwise: who it is about and when it was, as its name says.
 * `order-archived` → `orderId:uuid,archivedAt:date-time`.
 */
export function fieldsFromName(event: string): string {
  const words = event.split('-');
  const verb = words.at(-1) ?? event;
  const [first = 'subject', ...others] = words.length > 1 ? words.slice(0, -1) : ['subject'];
  const subject = [first, ...others.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('');
  return `${subject}Id:uuid,${verb}At:date-time`;
}
