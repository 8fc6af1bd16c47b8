import { logger } from '@nx/devkit';
import { describe, expect, it, vi } from 'vitest';
import { changedFiles, filesIn, plantedWorkspace, textOf } from '../testing/planted-workspace.ts';
import { serviceGenerator } from './generator.ts';
import type { ServiceSchema } from './options.ts';

const GIVEN: ServiceSchema = { name: 'loyalty', command: 'open-account' };

describe('the service generator', () => {
  it('writes a service with its first command and event, and makes the workspace know it', async () => {
    const tree = await plantedWorkspace();
    await serviceGenerator(tree, GIVEN);
    const written = [
      'services/loyalty/project.json',
      'services/loyalty/infra/consumers/index.ts',
      'services/loyalty/src/domain/account-decider.ts',
      'services/loyalty/src/handlers/open-account.ts',
      'services/loyalty/src/handlers/publish-events.ts',
      'libs/events/contracts/loyalty/account-opened/v1.schema.json',
    ];
    expect(written.filter((file) => !tree.exists(file))).toEqual([]);
    expect(textOf(tree, 'services/loyalty/infra/loyalty-stack.ts')).toContain("route: 'POST /accounts'");
    expect(textOf(tree, 'services/loyalty/src/domain/open-account.ts')).toContain('openedAt: at');
    expect(textOf(tree, 'services/loyalty/README.md')).toContain(
      "| `AccountOpened` | an account was opened | `publish-events`, from the table's stream |",
    );
    expect(textOf(tree, 'infra/deploy-order.json')).toContain(
      '{ "project": "loyalty", "directory": "services/loyalty" }',
    );
  });

  it('tells how to find the service in a system that runs', async () => {
    const info = vi.spyOn(logger, 'info').mockReturnValue();
    const tell = await serviceGenerator(await plantedWorkspace(), GIVEN);
    await tell();
    const told = info.mock.calls.map(([line]) => String(line)).join('\n');
    info.mockRestore();
    expect(told).toContain(`node -p "require('./.tidings/default/endpoints.json').apis['loyalty']"`);
    expect(told).not.toContain('aws ssm');
  });

  it('changes nothing the second time, and keeps what people have written', async () => {
    const tree = await plantedWorkspace();
    await serviceGenerator(tree, GIVEN);
    const rules = 'services/loyalty/src/domain/open-account.ts';
    tree.write(rules, '// mine\n');
    const once = filesIn(tree);
    await serviceGenerator(tree, GIVEN);
    expect(changedFiles(once, filesIn(tree))).toEqual([]);
  });

  it.each([
    [{ name: 'loyalty' }, 'loyalty-account-opened'],
    [{ name: 'depot-two', command: 'place-order' }, 'order-placed'],
    [{ name: 'courses', command: 'carry-load' }, 'load-carried'],
    [{ name: 'courses', command: 'begin-course', event: 'course-begun' }, 'course-begun'],
  ])('names the event of %j', async (given: ServiceSchema, event) => {
    const tree = await plantedWorkspace();
    await serviceGenerator(tree, given);
    expect(tree.exists(`libs/events/contracts/${given.name}/${event}/v1.schema.json`)).toBe(true);
  });

  it.each<[string, ServiceSchema, string]>([
    ['a missing name', {}, '--name is missing'],
    ['a command without a subject', { name: 'loyalty', command: 'open' }, 'name verb and subject'],
    ['an event about something else', { ...GIVEN, event: 'parcel-lost' }, '"parcel-lost" is not about account'],
    ['a service that is there', { ...GIVEN, name: 'depot' }, 'There is a service depot already'],
    ['a reserved name', { ...GIVEN, name: 'platform' }, 'give a service a name of its own'],
    ['a package’s name', { ...GIVEN, name: 'events' }, '"events" is the name of libs/events already'],
    ['the name of a project without a package', { ...GIVEN, name: 'snakes' }, 'the name of libs/python already'],
    ['a name that a tool’s package has', { ...GIVEN, name: 'cli' }, '"cli" is the name of tools/command already'],
    ['the name of the infrastructure', { ...GIVEN, name: 'stacks' }, '"stacks" is the name of infra already'],
    [
      'the name of a contract’s project',
      { ...GIVEN, name: 'contract-depot-parcel-sent' },
      'the name of libs/events/contracts/depot/parcel-sent already',
    ],
  ])('refuses %s, and writes nothing', async (_, given, sentence) => {
    const tree = await plantedWorkspace();
    const before = filesIn(tree);
    await expect(serviceGenerator(tree, given)).rejects.toThrow(sentence);
    expect(changedFiles(before, filesIn(tree))).toEqual([]);
  });
});
