import type { Cloud } from '../../../core/cloud.ts';
import type { Operation } from '../../../core/service.ts';
import { pageOf, refuseMembers, requiredText, validationError } from '../input.ts';
import { describeValue, latestOf } from '../state.ts';
import type { SsmState } from '../state.ts';

/** docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html */
const MAX_RESULTS = 10;

export const makeGetParametersByPath =
  (state: SsmState, cloud: Cloud): Operation =>
  async (input) => {
    refuseMembers('GetParametersByPath', input, ['ParameterFilters']);
    const path = requiredText(input, 'Path');
    if (!path.startsWith('/'))
      throw validationError(
        'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/".',
      );
    const prefix = path.endsWith('/') ? path : `${path}/`;
    const below = [...state.parameters.values()]
      .filter(({ name }) => name.startsWith(prefix))
      .filter(({ name }) => input['Recursive'] === true || !name.slice(prefix.length).includes('/'));
    const { page, next } = pageOf(below, input, MAX_RESULTS);
    return { Parameters: page.map((parameter) => describeValue(cloud, parameter.name, latestOf(parameter))), ...next };
  };
