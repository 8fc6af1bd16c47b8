export { makeTestTable, recordInputs, type TestTable } from './test-table.ts';
