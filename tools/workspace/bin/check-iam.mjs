import './check-node.mjs';

await import('../src/check-iam/main.ts');
