const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

const escape = (text: string): string => text.replaceAll(/[&<>"\r]/g, (character) => ENTITIES[character] ?? character);

function scalar(value: unknown): string {
  return escape(value instanceof Date ? value.toISOString() : String(value));
}

/**
 * The AWS query protocol's XML: lists are `<member>` elements, a Map is `<entry>` elements, absent members are left out.
 * smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function toXml(name: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (value instanceof Map) {
    return `<${name}>${[...value].map(([key, item]) => toXml('entry', { key, value: item })).join('')}</${name}>`;
  }
  if (Array.isArray(value)) return `<${name}>${value.map((item) => toXml('member', item)).join('')}</${name}>`;
  if (typeof value !== 'object' || value instanceof Date) return `<${name}>${scalar(value)}</${name}>`;
  const members = Object.entries(value).map(([key, member]) => toXml(key, member));
  return `<${name}>${members.join('')}</${name}>`;
}
