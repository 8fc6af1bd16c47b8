import { describe, expect, it } from 'vitest';
import { projectBreaches } from './project-breaches.ts';
import type { Arrow, Project } from './project-breaches.ts';

const projects: readonly Project[] = [
  { name: 'events', tags: ['type:contracts'] },
  { name: 'orders-order-placed', tags: ['type:contract'] },
  { name: 'messaging', tags: ['type:lib'] },
  { name: 'infra', tags: ['type:constructs'] },
  { name: 'orders', tags: ['type:service'] },
  { name: 'analytics', tags: ['type:service'] },
  { name: 'local-cloud', tags: ['type:tool'] },
  { name: 'e2e', tags: ['type:e2e'] },
];

const breachOf = (arrow: Arrow): readonly string[] => projectBreaches(projects, [arrow]);

describe('the table of what a project may depend on', () => {
  const allowed: readonly Arrow[] = [
    { from: 'messaging', to: 'events', need: 'ships' },
    { from: 'orders', to: 'messaging', need: 'ships' },
    { from: 'orders', to: 'orders-order-placed', need: 'follows' },
    { from: 'orders', to: 'infra', need: 'develops' },
    { from: 'orders', to: 'local-cloud', need: 'develops' },
    { from: 'infra', to: 'events', need: 'ships' },
    { from: 'local-cloud', to: 'messaging', need: 'ships' },
    { from: 'e2e', to: 'local-cloud', need: 'ships' },
    { from: 'e2e', to: 'orders', need: 'follows' },
  ];
  it.each(allowed)('lets $from need $to when it $need', (arrow) => {
    expect(breachOf(arrow)).toEqual([]);
  });

  const forbidden: readonly Arrow[] = [
    { from: 'events', to: 'messaging', need: 'ships' },
    { from: 'messaging', to: 'orders', need: 'ships' },
    { from: 'messaging', to: 'local-cloud', need: 'ships' },
    { from: 'orders', to: 'analytics', need: 'ships' },
    { from: 'orders', to: 'analytics', need: 'develops' },
    { from: 'orders', to: 'infra', need: 'ships' },
    { from: 'orders', to: 'local-cloud', need: 'ships' },
    { from: 'infra', to: 'orders', need: 'ships' },
    { from: 'infra', to: 'messaging', need: 'ships' },
    { from: 'local-cloud', to: 'orders', need: 'ships' },
    { from: 'local-cloud', to: 'e2e', need: 'ships' },
    { from: 'e2e', to: 'orders', need: 'ships' },
  ];
  it.each(forbidden)('names $from when it $need $to', (arrow) => {
    expect(breachOf(arrow)).toEqual([
      expect.stringMatching(new RegExp(`^${arrow.from} .* may not depend on ${arrow.to} `, 'u')),
    ]);
  });
});

describe('the one tag of a project', () => {
  const bad: readonly (readonly string[])[] = [[], ['scope:shop'], ['type:misc'], ['type:lib', 'type:tool']];
  it.each(bad.map((tags) => ({ tags })))('is missing from $tags', ({ tags }) => {
    expect(projectBreaches([{ name: 'stray', tags }], [])).toEqual([
      expect.stringMatching(/^stray needs exactly one tag/u),
    ]);
  });
});
