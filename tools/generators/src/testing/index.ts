export { type PrivateWorkspace, privateWorkspace, type Ran, type Running } from './private-workspace.ts';
