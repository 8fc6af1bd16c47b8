import { type Json, NotImplementedLocallyError } from '../../../core/aws-error.ts';
import { invalidRenderingParameter, missingRenderingAttribute } from '../errors.ts';
import type { Template } from '../state.ts';

const TAG = /\{\{\{?\s*(?<tag>[^{}]+?)\s*\}?\}\}/g;

const BLOCK = /^[#/^>!&]|^else$/;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

function lookUp(data: Json, path: string): unknown {
  let value: unknown = data;
  for (const key of path.split('.')) value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return value;
}

/**
 * Fills in `{{name}}`; SES does not escape what it puts into HTML. Blocks and partials are refused by name.
 * docs.aws.amazon.com/ses/latest/dg/send-personalized-email-advanced.html
 */
function filled(text: string, data: Json, templateName: string): string {
  return text.replaceAll(TAG, (_, tag: string) => {
    if (BLOCK.test(tag)) throw new NotImplementedLocallyError(`{{${tag}}} in SES templates`);
    const value = lookUp(data, tag);
    if (value === undefined) throw missingRenderingAttribute(templateName, tag);
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
}

export interface Rendered {
  readonly subject: string;
  readonly text: string | undefined;
  readonly html: string | undefined;
}

function parsed(templateName: string, templateData: string): Json {
  try {
    const data = JSON.parse(templateData) as unknown;
    if (isObject(data)) return data;
  } catch {
    // Told below, as every other value that is no object.
  }
  throw invalidRenderingParameter(templateName, 'Template rendering data is invalid');
}

/** @throws {AwsError} MissingRenderingAttribute or InvalidRenderingParameter. */
export function render(template: Template, templateData: string): Rendered {
  const data = parsed(template.name, templateData);
  const part = (text: string): string | undefined => (text === '' ? undefined : filled(text, data, template.name));
  return {
    subject: filled(template.subject, data, template.name),
    text: part(template.text),
    html: part(template.html),
  };
}
