import './check-node.mjs';

await import('../src/demo/main.ts');
