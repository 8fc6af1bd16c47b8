import { NotImplementedLocallyError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { CODE_MEMBERS, readCode } from '../code.ts';
import { changeFunction } from '../create-function.ts';
import { describeFunction } from '../describe-function.ts';
import { honourOnly, optionalFlag, textList } from '../input.ts';
import { findFunction, type LambdaState } from '../state.ts';

const MEMBERS = ['FunctionName', 'Architectures', 'DryRun', 'Publish', ...CODE_MEMBERS];

/** docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html */
export const makeUpdateFunctionCode =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('UpdateFunctionCode', input, MEMBERS);
    if (optionalFlag(input, 'Publish') === true)
      throw new NotImplementedLocallyError('lambda:UpdateFunctionCode with Publish');
    const fn = findFunction(state, input['FunctionName']);
    const { S3Bucket, S3Key, ZipFile } = input;
    const code = readCode(state.cloud, { S3Bucket, S3Key, ZipFile });
    if (optionalFlag(input, 'DryRun') === true) return describeFunction(fn);
    const Architectures = textList(input, 'Architectures') ?? fn.settings.Architectures;
    changeFunction(state, fn, { code, settings: { ...fn.settings, Architectures } });
    return describeFunction(fn);
  };
