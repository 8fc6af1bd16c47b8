import { AwsError } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import type { Operation } from '../../../core/service.ts';
import { requiredText } from '../input.ts';
import { findParameter } from '../lookup.ts';
import { describeValue } from '../state.ts';
import type { SsmState } from '../state.ts';

/** AWS answers `ParameterNotFound` with no message. docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html */
export const makeGetParameter =
  (state: SsmState, cloud: Cloud): Operation =>
  async (input) => {
    const found = findParameter(state, requiredText(input, 'Name'));
    if (found === undefined) throw new AwsError('ParameterNotFound', '');
    const selector = found.selector === undefined ? {} : { Selector: found.selector };
    return { Parameter: { ...describeValue(cloud, found.name, found.version), ...selector } };
  };
