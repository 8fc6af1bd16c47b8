import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { invalidParameter, templateExists } from '../errors.ts';
import { optionalNumber, optionalText, structure, text } from '../input.ts';
import { composeMail } from '../mime/compose.ts';
import { type SesState, type Template, templateNamed } from '../state.ts';
import { render } from '../templates/render.ts';

/** The most ListTemplates gives at once, and what it gives untold. API_ListTemplates.html */
const MAX_ITEMS = 100;
const DEFAULT_ITEMS = 10;

/** Reads a template structure; used by CloudFormation too. @throws {AwsError} without a name or a subject. */
export function templateFrom(template: Json, now: number): Template {
  const subject = optionalText(template, 'SubjectPart');
  if (subject === undefined) throw invalidParameter('The subject must be specified.');
  return {
    name: text(template, 'TemplateName'),
    subject,
    text: optionalText(template, 'TextPart') ?? '',
    html: optionalText(template, 'HtmlPart') ?? '',
    createdAt: now,
  };
}

const described = ({ name, subject, text: textPart, html }: Template): Json => ({
  TemplateName: name,
  SubjectPart: subject,
  ...(textPart === '' ? {} : { TextPart: textPart }),
  ...(html === '' ? {} : { HtmlPart: html }),
});

function list(state: SesState, input: Json): Json {
  const limit = Math.min(optionalNumber(input, 'MaxItems') ?? DEFAULT_ITEMS, MAX_ITEMS);
  const start = Number(optionalText(input, 'NextToken') ?? 0);
  const templates = [...state.templates.values()].slice(start, start + limit);
  const metadata = templates.map(({ name, createdAt }) => ({ Name: name, CreatedTimestamp: new Date(createdAt) }));
  const next = start + limit;
  return { TemplatesMetadata: metadata, ...(next < state.templates.size ? { NextToken: String(next) } : {}) };
}

/** The calls on templates. docs.aws.amazon.com/ses/latest/APIReference/API_CreateTemplate.html and its like */
export const templateOperations = (state: SesState): Readonly<Record<string, Operation>> => ({
  CreateTemplate: async (input) => {
    const template = templateFrom(structure(input, 'Template'), state.cloud.clock.now());
    if (state.templates.has(template.name)) throw templateExists(template.name);
    state.templates.set(template.name, template);
    return {};
  },
  UpdateTemplate: async (input) => {
    const template = templateFrom(structure(input, 'Template'), state.cloud.clock.now());
    const { createdAt } = templateNamed(state, template.name);
    state.templates.set(template.name, { ...template, createdAt });
    return {};
  },
  GetTemplate: async (input) => ({ Template: described(templateNamed(state, text(input, 'TemplateName'))) }),
  DeleteTemplate: async (input) => {
    state.templates.delete(text(input, 'TemplateName'));
    return {};
  },
  ListTemplates: async (input) => list(state, input),
  TestRenderTemplate: async (input) => {
    const rendered = render(templateNamed(state, text(input, 'TemplateName')), text(input, 'TemplateData'));
    const raw = composeMail({ from: '', to: [], cc: [], replyTo: [], ...rendered });
    return { RenderedTemplate: raw.toString().replace(/^From: \r\n/, '') };
  },
});
