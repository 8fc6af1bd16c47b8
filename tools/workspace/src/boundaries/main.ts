import { projectBreaches } from './project-breaches.ts';
import { currentGraph, readGraph } from './workspace-graph.ts';

const { projects, arrows } = readGraph(process.cwd(), await currentGraph());
const breaches = projectBreaches(projects, arrows);
for (const breach of breaches) console.error(breach);
console.log(`${projects.length} projects, ${arrows.length} dependencies, ${breaches.length} breaches`);
process.exit(breaches.length === 0 ? 0 : 1);
