import type { Json } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import type { Operation } from '../../../core/service.ts';
import { textList, validationError } from '../input.ts';
import { findParameter } from '../lookup.ts';
import { describeValue } from '../state.ts';
import type { SsmState } from '../state.ts';

/** docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const MAX_NAMES = 10;

export const makeGetParameters =
  (state: SsmState, cloud: Cloud): Operation =>
  async (input) => {
    const names = textList(input, 'Names');
    if (names.length < 1 || names.length > MAX_NAMES)
      throw validationError(
        `1 validation error detected: Value '[${names.join(', ')}]' at 'names' failed to satisfy constraint: Member must have length ${names.length < 1 ? 'greater than or equal to 1' : `less than or equal to ${MAX_NAMES}`}`,
      );
    const found: Json[] = [];
    const invalid: string[] = [];
    for (const name of new Set(names)) {
      const parameter = findParameter(state, name);
      if (parameter === undefined) invalid.push(name);
      else found.push(describeValue(cloud, parameter.name, parameter.version));
    }
    return { Parameters: found, InvalidParameters: invalid };
  };
