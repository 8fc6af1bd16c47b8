#!/usr/bin/env node
import '../../workspace/bin/check-node.mjs';

await import('../src/main.ts');
