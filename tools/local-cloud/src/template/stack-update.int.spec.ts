import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { place, TemplateBed, thing } from './template-bed.ts';

// docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
describe('loading a stack again', () => {
  const running: { bed: TemplateBed } = { bed: {} as TemplateBed };
  beforeEach(async () => {
    running.bed = await TemplateBed.start();
  });
  afterEach(() => running.bed.stop());

  const load = (...given: Parameters<TemplateBed['load']>): ReturnType<TemplateBed['load']> =>
    running.bed.load(...given);

  it('makes what replaces a changed resource before it deletes what is replaced or gone', async () => {
    await load({
      Resources: { Same: thing({ Name: 'same' }), Changed: thing({ Name: 'old' }), Gone: thing({ Name: 'gone' }) },
    });
    running.bed.lines.length = 0;
    await load({ Resources: { Same: thing({ Name: 'same' }), Changed: thing({ Name: 'new' }) } });
    expect(running.bed.lines).toEqual(['create new', 'delete gone', 'delete old']);
  });

  it('gives a replacement a physical name of its own', async () => {
    const Outputs = { Physical: { Value: { 'Fn::GetAtt': ['A', 'Physical'] } } };
    const [first] = await load({ Resources: { A: thing({ Name: 'a' }) }, Outputs });
    const [second] = await load({ Resources: { A: thing({ Name: 'b' }) }, Outputs });
    expect(second?.outputs['Physical']).not.toBe(first?.outputs['Physical']);
  });

  it('changes in place what its provider can change', async () => {
    await load({ Resources: { A: place({ Name: 'a', Size: 1 }) } });
    await load({ Resources: { A: place({ Name: 'a', Size: 2 }) } });
    await load({ Resources: { A: place({ Name: 'b', Size: 2 }) } });
    expect(running.bed.lines).toEqual(['create a 1', 'update a 2', 'create b 2', 'delete a']);
  });

  it('leaves the stack as it was when an update fails half way', async () => {
    const before = {
      Changed: thing({ Name: 'old' }),
      Place: place({ Name: 'place', Size: 1 }),
      Gone: thing({ Name: 'gone' }),
    };
    await load({ Resources: before });
    running.bed.lines.length = 0;
    const failing = load({
      Resources: {
        Changed: thing({ Name: 'new' }),
        Place: place({ Name: 'place', Size: 2 }),
        Broken: thing({ Name: 'broken' }, { DependsOn: ['Changed', 'Place'] }),
      },
    });
    await expect(failing).rejects.toThrow('shop/Broken: cannot be made');
    expect(running.bed.lines).toEqual(['create new', 'update place 2', 'update place 1', 'delete new']);
    running.bed.lines.length = 0;
    await load({ Resources: before });
    expect(running.bed.lines).toEqual([]);
  });

  it('takes an update back when an output cannot be given', async () => {
    await load({ Resources: { A: thing({ Name: 'old' }) } });
    running.bed.lines.length = 0;
    const failing = load({
      Resources: { A: thing({ Name: 'new' }) },
      Outputs: { Odd: { Value: { 'Fn::GetAtt': ['A', 'constructor'] } } },
    });
    await expect(failing).rejects.toThrow('shop/Odd: the local cloud does not implement the attribute A.constructor');
    expect(running.bed.lines).toEqual(['create new', 'delete new']);
  });

  it('keeps what its policies say is kept', async () => {
    const kept = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
    await load({ Resources: { A: thing({ Name: 'a' }, kept), B: thing({ Name: 'b' }, kept) } });
    await load({ Resources: { A: thing({ Name: 'new' }, kept) } });
    expect(running.bed.lines).toEqual(['create a', 'create b', 'create new']);
  });

  it('changes stacks one load at a time', async () => {
    const names = ['one', 'two', 'three'];
    await load({ Resources: {} });
    const directories = await Promise.all(
      names.map((name) => running.bed.write({ Resources: { A: thing({ Name: name }) } }, name)),
    );
    await Promise.all(directories.map((directory) => running.bed.cloud.load(directory)));
    expect(running.bed.lines).toEqual(['create one', 'create two', 'delete one', 'create three', 'delete two']);
  });
});
