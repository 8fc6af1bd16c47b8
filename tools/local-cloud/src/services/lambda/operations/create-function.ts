import type { Operation } from '../../../core/service.ts';
import { readCode } from '../code.ts';
import { addFunction } from '../create-function.ts';
import { describeFunction } from '../describe-function.ts';
import { honourOnly, optionalChoice, optionalFlag, optionalObject, requiredText, textMap } from '../input.ts';
import { functionName } from '../names.ts';
import { readNewSettings, SETTINGS_MEMBERS } from '../settings.ts';
import type { LambdaState } from '../state.ts';
import { NotImplementedLocallyError } from '../../../core/aws-error.ts';

const MEMBERS = ['FunctionName', 'Code', 'Tags', 'PackageType', 'Publish', ...SETTINGS_MEMBERS];

/** docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
export const makeCreateFunction =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('CreateFunction', input, MEMBERS);
    optionalChoice(input, 'PackageType', ['Zip']);
    if (optionalFlag(input, 'Publish') === true)
      throw new NotImplementedLocallyError('lambda:CreateFunction with Publish');
    const name = functionName(requiredText(input, 'FunctionName'));
    const settings = readNewSettings(input, name);
    const code = readCode(state.cloud, optionalObject(input, 'Code') ?? {});
    const tags = textMap(input, 'Tags') ?? {};
    return describeFunction(addFunction(state, { name, settings, code, tags, reservedConcurrency: undefined }));
  };
