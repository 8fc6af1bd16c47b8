import './check-node.mjs';

await import('../src/start/main.ts');
