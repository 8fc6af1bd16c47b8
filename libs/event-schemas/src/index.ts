export { diskFiles } from './folders/file-tree.ts';
export type { FileTree, FileTreeEntry } from './folders/file-tree.ts';
export { pascalCase, readContracts } from './folders/read-contracts.ts';
export type { ContractSource, ContractVersionSource } from './folders/read-contracts.ts';
export { ContractSourceError, assertUnderstood } from './folders/schema.ts';
export type { Schema } from './folders/schema.ts';
