import { describe, expect, it } from 'vitest';
import { plant } from '../boundaries/planted-tree.test-data.ts';
import { DeployOrderError, readDeployOrder } from './deploy-order.ts';
import { WORKSPACE } from './workspace-root.ts';

const PLATFORM = { project: 'infra', directory: 'infra', takesStageValues: true };

function read(content: unknown): unknown {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  using tree = plant({ 'infra/deploy-order.json': text, 'services/orders/package.json': '{}' });
  return readDeployOrder(tree.root);
}

describe('the deploy order', () => {
  it('is the list as it stands', () => {
    const order = [PLATFORM, { project: 'orders', directory: 'services/orders', firstCalled: 'Place' }];
    expect(read(order)).toEqual(order);
  });

  it('begins with the platform', () => expect(readDeployOrder(WORKSPACE)[0]).toEqual(PLATFORM));

  it.each([
    ['{', /^infra\/deploy-order\.json: cannot be read: /],
    [{}, 'infra/deploy-order.json: must be a list of projects.'],
    [[], 'infra/deploy-order.json: must be a list of projects.'],
    [[PLATFORM, 'orders'], 'infra/deploy-order.json: entry 2 is no object.'],
    [[{ project: 'infra' }], 'infra/deploy-order.json: entry 1 needs `directory`, a string.'],
    [[{ ...PLATFORM, takesStageValues: 1 }], 'infra/deploy-order.json: entry 1 needs `takesStageValues`, a boolean.'],
    [
      [{ ...PLATFORM, after: 'x' }],
      /entry 1 has `after`; it takes project, directory, takesStageValues, firstCalled\.$/,
    ],
    [[PLATFORM, PLATFORM], 'infra/deploy-order.json: infra is there twice, by name or by directory.'],
    [[PLATFORM, { project: 'x', directory: 'services/x' }], 'infra/deploy-order.json: x has no directory services/x.'],
  ])('is refused when it is %j', (content, message) => {
    expect(() => read(content)).toThrow(DeployOrderError);
    expect(() => read(content)).toThrow(message);
  });
});
