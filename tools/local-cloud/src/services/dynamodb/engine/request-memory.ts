import type { Json } from '../../../core/aws-error.ts';
import { copyItem } from './copy-item.ts';
import type { Item } from './item.ts';

/** Stands for an expression attribute value in a remembered request. */
class Placeholder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

type Replace = (node: object) => object | undefined;

/** A deep copy in which some nodes are others. Parsed expressions have maps without a prototype; the copy has them too. */
function copyTree(node: unknown, replace: Replace): unknown {
  if (typeof node !== 'object' || node === null) return node;
  const other = replace(node);
  if (other !== undefined) return other;
  if (Array.isArray(node)) return node.map((member) => copyTree(member, replace));
  const copy = Object.create(Object.getPrototypeOf(node) as object | null) as Record<string, unknown>;
  for (const name of Object.keys(node)) copy[name] = copyTree((node as Record<string, unknown>)[name], replace);
  return copy;
}

/** Members of a request that hold attribute values by name. */
export const MAPS_OF_VALUES: readonly string[] = ['Item', 'Key', 'ExpressionAttributeValues'];
/** Whether these hold depends on the values and not only on their types. */
const DEPENDS_ON_VALUES = /between|attribute_type/iu;
/** Requests remembered at a time; programs have far fewer. */
const MAX_REMEMBERED = 1000;

const typesOf = (values: object): string =>
  JSON.stringify(Object.entries(values).map(([name, value]) => [name, Object.keys((value ?? {}) as object)[0]]));

const shapeOfNames = (names: object): string | undefined =>
  Object.values(names).every((name) => typeof name === 'string') ? `names=${JSON.stringify(names)}` : undefined;

function shapeOfMember(name: string, value: unknown): string | undefined {
  if (name === 'Item' || name === 'Key') return name;
  if (typeof value !== 'object') return `${name}=${JSON.stringify(value)}`;
  if (name === 'ExpressionAttributeNames') return shapeOfNames(value as object);
  return name === 'ExpressionAttributeValues' ? `${name}:${typesOf(value as object)}` : undefined;
}

/** All of a request on which its validation depends, except the values; undefined for requests that are not remembered. */
function shapeOf(operation: string, input: Json): string | undefined {
  let shape = operation;
  for (const name of Object.keys(input)) {
    const value = input[name];
    if (value === undefined || value === null) continue;
    const member = shapeOfMember(name, value);
    if (member === undefined) return undefined;
    shape += `|${member}`;
  }
  return DEPENDS_ON_VALUES.test(shape) ? undefined : shape;
}

/** The values of a request, copied; undefined when one of them is not plainly right. */
function copyValues(input: Json): Readonly<Record<string, Item>> | undefined {
  const copies: Record<string, Item> = {};
  for (const name of MAPS_OF_VALUES) {
    if (input[name] === undefined || input[name] === null) continue;
    const copy = copyItem(input[name]);
    if (copy === undefined) return undefined;
    copies[name] = copy;
  }
  return copies;
}

/**
 * Remembers what validation made of a request, so that the next one that differs in its values only need not have its expressions
 * parsed again. It never refuses: what it does not know or trust goes through the engine's validation, whose words are AWS's.
 */
export class RequestMemory {
  readonly #known = new Map<string, Json>();

  /** The validated form of a request, when its like has passed validation. */
  recall(operation: string, input: Json): Json | undefined {
    const shape = shapeOf(operation, input);
    const known = shape === undefined ? undefined : this.#known.get(shape);
    const values = known === undefined ? undefined : copyValues(input);
    if (values === undefined) return undefined;
    const named = values['ExpressionAttributeValues'];
    const data = copyTree(known, (node) => (node instanceof Placeholder ? named?.[node.name] : undefined)) as Json;
    return { ...data, ...values };
  }

  /** Takes in a request that passed validation; `data` is its validated form, not yet acted upon. */
  learn(operation: string, input: Json, data: Json): void {
    const shape = shapeOf(operation, input);
    if (shape === undefined) return;
    const names = new Map(
      Object.entries((data['ExpressionAttributeValues'] ?? {}) as Item).map(([name, value]) => [value as object, name]),
    );
    const kept = Object.fromEntries(Object.entries(data).filter(([name]) => !MAPS_OF_VALUES.includes(name)));
    if (this.#known.size >= MAX_REMEMBERED) this.#known.clear();
    this.#known.set(
      shape,
      copyTree(kept, (node) => {
        const name = names.get(node);
        return name === undefined ? undefined : new Placeholder(name);
      }) as Json,
    );
  }
}
