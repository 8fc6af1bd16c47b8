import { AwsError } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import type { Operation } from '../../../core/service.ts';
import { pageOf, requiredText } from '../input.ts';
import { nameOf } from '../lookup.ts';
import { describeMetadata } from '../state.ts';
import type { SsmState } from '../state.ts';

const MAX_RESULTS = 50;

/** docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameterHistory.html */
export const makeGetParameterHistory =
  (state: SsmState, cloud: Cloud): Operation =>
  async (input) => {
    const parameter = state.parameters.get(nameOf(requiredText(input, 'Name')));
    if (parameter === undefined) throw new AwsError('ParameterNotFound', '');
    const { page, next } = pageOf(parameter.versions, input, MAX_RESULTS);
    const shown = page.map((version) => {
      const { ARN: _, ...metadata } = describeMetadata(cloud, parameter.name, version);
      return { ...metadata, Value: version.value, Labels: [] };
    });
    return { Parameters: shown, ...next };
  };
