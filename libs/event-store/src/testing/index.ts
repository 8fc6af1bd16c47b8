export { makeTestTable, type TestTable } from './test-table.ts';
