import { renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { handlerFile, placedFile, shopFiles } from '../testing/planted-shop.ts';
import { plantWorkspace } from '../testing/planted-workspace.ts';
import { runCheck, verdictOf } from './run-check.ts';

it.each([placedFile(1), handlerFile('analytics/project-sales')])(
  'A link in the place of %s cannot be judged: the next change could hide behind it',
  (file) => {
    const workspace = plantWorkspace(shopFiles());
    try {
      workspace.commit();
      renameSync(join(workspace.folder, file), join(workspace.folder, 'elsewhere'));
      symlinkSync(join(workspace.folder, 'elsewhere'), join(workspace.folder, file));
      const report = runCheck(workspace.folder, { base: 'main' });
      expect(report.obstacles.map((obstacle) => obstacle.file)).toEqual([file]);
      expect(verdictOf(report)).toBe('cannot-judge');
    } finally {
      workspace.remove();
    }
  },
);
