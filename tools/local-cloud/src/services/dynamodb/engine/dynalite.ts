import { createRequire } from 'node:module';
import type { Json } from '../../../core/aws-error.ts';
import { countBytes } from './item-size.ts';
import type { Item } from './item.ts';
import { RequestMemory } from './request-memory.ts';
import { takeShortcuts } from './shortcuts.ts';
import type { EngineStore, Table } from './store.ts';

export type Callback<T> = (error: unknown, value?: T) => void;

/** An operation of the engine; `data` is a request that passed its validation. */
export type EngineAction = (store: EngineStore, data: Json, callback: Callback<Json>) => void;

export interface EngineValidation {
  readonly types: Readonly<Record<string, unknown>>;
  readonly custom?: (data: Json, store: EngineStore) => string | undefined;
}

interface Validations {
  readonly checkTypes: (data: Json, types: EngineValidation['types']) => Json;
  readonly checkValidations: (...given: readonly unknown[]) => void;
}

/** What of the engine's own functions the layers above it use. */
export interface EngineFunctions {
  createKey(item: Item, table: Table): string;
  validateKey(key: Item, table: Table): Error | null | undefined;
  validateItem(item: Item, table: Table): Error | null | undefined;
  checkConditional(data: Json, existing: Item | undefined): Error | null | undefined;
  updateIndexes(...given: readonly unknown[]): void;
  mapPaths(paths: unknown, item: Item): Item;
  matchesExprFilter(item: Item, expression: unknown): boolean;
  matchesFilter(item: Item, conditions: unknown, operator: unknown): boolean;
  /** Bytes, as DynamoDB counts an item's size; with the further arguments, those that count towards a page. */
  itemSize(item: Item, ...forPage: readonly unknown[]): number;
  /** Error of the engine's own kind, answered as `ValidationException`. */
  validationError(message: string): Error;
}

export interface Engine {
  readonly functions: EngineFunctions;
  readonly validations: Validations;
  readonly memory: RequestMemory;
  action(operation: string): EngineAction;
  validation(operation: string): EngineValidation;
}

const fileOf = (operation: string): string => `${operation.charAt(0).toLowerCase()}${operation.slice(1)}.js`;

function remember<T>(load: (operation: string) => T): (operation: string) => T {
  const known = new Map<string, T>();
  return (operation) => {
    const found = known.get(operation) ?? load(operation);
    known.set(operation, found);
    return found;
  };
}

/** Loads dynalite's modules, which publish no types; no server of its own is started. */
export function loadEngine(): Engine {
  const load = createRequire(import.meta.url);
  const functions = load('dynalite/db/index.js') as EngineFunctions;
  countBytes(functions);
  takeShortcuts(functions);
  return {
    functions,
    validations: load('dynalite/validations/index.js') as Validations,
    memory: new RequestMemory(),
    action: remember((operation) => load(`dynalite/actions/${fileOf(operation)}`) as EngineAction),
    validation: remember((operation) => load(`dynalite/validations/${fileOf(operation)}`) as EngineValidation),
  };
}
