import type { Operation } from '../../../core/service.ts';
import { textList } from '../input.ts';
import { nameOf } from '../lookup.ts';
import type { SsmState } from '../state.ts';

/** docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameters.html */
export const makeDeleteParameters =
  (state: SsmState): Operation =>
  async (input) => {
    const names = textList(input, 'Names');
    const deleted = names.filter((name) => state.parameters.delete(nameOf(name)));
    return { DeletedParameters: deleted, InvalidParameters: names.filter((name) => !deleted.includes(name)) };
  };
