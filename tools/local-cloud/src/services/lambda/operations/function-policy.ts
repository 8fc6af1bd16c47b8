import type { Operation } from '../../../core/service.ts';
import { resourceConflict, resourceNotFound } from '../errors.ts';
import { PERMISSION_MEMBERS, policyOf, readPermission } from '../function-policy.ts';
import { honourOnly, requiredText } from '../input.ts';
import { findFunction, type LambdaState } from '../state.ts';

/** docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
export const makeAddPermission =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('AddPermission', input, ['StatementId', ...PERMISSION_MEMBERS]);
    const fn = findFunction(state, input['FunctionName']);
    const sid = requiredText(input, 'StatementId');
    if (fn.statements.has(sid)) {
      throw resourceConflict(
        `The statement id (${sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      );
    }
    const statement = readPermission(fn, input, sid);
    fn.statements.set(sid, statement);
    return { Statement: JSON.stringify(statement) };
  };

/** docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html */
export const makeGetPolicy =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('GetPolicy', input, ['FunctionName', 'Qualifier']);
    const fn = findFunction(state, input['FunctionName'], input['Qualifier']);
    const policy = policyOf(fn);
    if (!policy) throw resourceNotFound('The resource you requested does not exist.');
    return { Policy: JSON.stringify({ ...policy, Id: 'default' }), RevisionId: fn.revisionId };
  };

/** docs.aws.amazon.com/lambda/latest/api/API_RemovePermission.html */
export const makeRemovePermission =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('RemovePermission', input, ['FunctionName', 'StatementId', 'Qualifier']);
    const fn = findFunction(state, input['FunctionName'], input['Qualifier']);
    const sid = requiredText(input, 'StatementId');
    if (!fn.statements.delete(sid)) throw resourceNotFound(`Statement ${sid} is not found in resource policy.`);
    return {};
  };
