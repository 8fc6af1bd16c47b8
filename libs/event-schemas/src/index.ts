export { compareSchemas } from './compare/compare-schemas.ts';
export type { Comparison, Incompatibility } from './compare/compare-schemas.ts';
export { diskFiles } from './folders/file-tree.ts';
export type { FileTree, FileTreeEntry } from './folders/file-tree.ts';
export { pascalCase, readContracts } from './folders/read-contracts.ts';
export { ContractSourceError } from './folders/contract-source-error.ts';
export type { ContractSource, ContractVersionSource, FixtureSource } from './folders/read-contracts.ts';
export { readSchemaModel } from './folders/read-schema-model.ts';
export type { Schema } from './folders/schema.ts';
export type {
  AlternativeModel,
  AlternativesModel,
  FieldModel,
  ListModel,
  MapModel,
  ObjectModel,
  Scalar,
  ScalarModel,
  SchemaModel,
} from './folders/schema-model.ts';
export { validationSchema } from './folders/validation-schema.ts';
export type { JsonSchema } from './sets/json-schema.ts';
export { admitsText, admitsValue, fieldSchemas } from './compare/questions.ts';
export { checkPatternFor, checkRulePattern } from './patterns/check-rule-pattern.ts';
export type { EventSchemas } from './patterns/event-schema.ts';
export type { PatternProblem } from './patterns/judge-fields.ts';
export { mayMatchAddress } from './patterns/may-match-address.ts';
export type { EventAddress } from './patterns/may-match-address.ts';
export { readTemplate } from './templates/read-template.ts';
export type { ServiceSystem } from './templates/read-template.ts';
export { describeCycle, howToCut, ruleCycles } from './templates/rule-cycles.ts';
export { serviceOf } from './templates/system.ts';
export type { System, SystemFunction, SystemRule } from './templates/system.ts';
export type { Template } from './templates/template.ts';
