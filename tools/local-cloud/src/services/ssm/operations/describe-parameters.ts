import { AwsError, NotImplementedLocallyError } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import type { Operation } from '../../../core/service.ts';
import { pageOf, refuseMembers, structureList, textList } from '../input.ts';
import { describeMetadata, latestOf } from '../state.ts';
import type { SsmState, StoredParameter } from '../state.ts';

const MAX_RESULTS = 50;

interface Filter {
  readonly Key: string;
  readonly Option?: string;
  readonly Values?: readonly string[];
}

const OPTIONS: Readonly<Record<string, (name: string, value: string) => boolean>> = {
  Equals: (name, value) => name === value,
  BeginsWith: (name, value) => name.startsWith(value),
  Contains: (name, value) => name.includes(value),
};

const under = (path: string, name: string, recursive: boolean): boolean => {
  const prefix = path.endsWith('/') ? path : `${path}/`;
  return name.startsWith(prefix) && (recursive || !name.slice(prefix.length).includes('/'));
};

function accepts(filter: Filter, parameter: StoredParameter): boolean {
  const values = textList({ ...filter }, 'Values');
  switch (filter.Key) {
    case 'Type':
      return values.includes(latestOf(parameter).type);
    case 'Path':
      return values.some((value) => under(value, parameter.name, filter.Option === 'Recursive'));
    case 'Name': {
      const name = filter.Option ?? 'Equals';
      const option = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
      if (option === undefined)
        throw new AwsError('InvalidFilterOption', `The following filter option is not valid: ${JSON.stringify(name)}.`);
      return values.some((value) => option(parameter.name, value));
    }
    default:
      throw new NotImplementedLocallyError(`ssm:DescribeParameters filter ${filter.Key}`);
  }
}

/** docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html */
export const makeDescribeParameters =
  (state: SsmState, cloud: Cloud): Operation =>
  async (input) => {
    refuseMembers('DescribeParameters', input, ['Filters', 'Shared']);
    const filters = structureList(input['ParameterFilters']) as unknown as readonly Filter[];
    const chosen = [...state.parameters.values()].filter((parameter) =>
      filters.every((filter) => accepts(filter, parameter)),
    );
    const { page, next } = pageOf(chosen, input, MAX_RESULTS);
    return {
      Parameters: page.map((parameter) => describeMetadata(cloud, parameter.name, latestOf(parameter))),
      ...next,
    };
  };
