import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { requiredText } from '../input.ts';
import { nameOf } from '../lookup.ts';
import type { SsmState } from '../state.ts';

/** docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameter.html */
export const makeDeleteParameter =
  (state: SsmState): Operation =>
  async (input) => {
    if (!state.parameters.delete(nameOf(requiredText(input, 'Name')))) throw new AwsError('ParameterNotFound', '');
    return {};
  };
