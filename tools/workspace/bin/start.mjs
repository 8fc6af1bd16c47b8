import './check-node.mjs';

const { runProgram } = await import('./run-program.mjs');
await runProgram('start');
