import type { PolicyDocument, PolicyStatement } from '../../../core/policy.ts';
import type { Operation } from '../../../core/service.ts';
import { invalidParameterValue, missingParameter } from '../errors.ts';
import { text, texts } from '../input.ts';
import type { Queue } from '../queue/queue.ts';
import { queueByUrl, type SqsState } from '../state.ts';
import { setAttributes } from './set-queue-attributes.ts';

/** The queue's policy, or an empty one. */
export function policyOf(queue: Queue): {
  readonly document: PolicyDocument;
  readonly statements: readonly PolicyStatement[];
} {
  const text = queue.attributes['Policy'];
  if (text === undefined) return { document: { Version: '2012-10-17', Statement: [] }, statements: [] };
  const document = JSON.parse(text) as PolicyDocument;
  const statements = document.Statement as PolicyStatement | readonly PolicyStatement[];
  return { document, statements: Array.isArray(statements) ? statements : [statements as PolicyStatement] };
}

/** docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_AddPermission.html */
export const makeAddPermission =
  (state: SqsState): Operation =>
  async (input) => {
    const queue = queueByUrl(state, text(input, 'QueueUrl'));
    const label = text(input, 'Label');
    const accounts = texts(input, 'AWSAccountIds');
    const actions = texts(input, 'Actions');
    if (accounts.length === 0) throw missingParameter('AWSAccountIds');
    if (actions.length === 0) throw missingParameter('Actions');
    const { document, statements } = policyOf(queue);
    if (statements.some(({ Sid }) => Sid === label)) throw invalidParameterValue('Label', label, 'Already exists.');
    const statement: PolicyStatement = {
      Sid: label,
      Effect: 'Allow',
      Principal: { AWS: accounts.map((account) => `arn:aws:iam::${account}:root`) },
      Action: actions.map((action) => (action === '*' ? 'SQS:*' : `SQS:${action}`)),
      Resource: queue.arn,
    };
    const policy = JSON.stringify({ ...document, Statement: [...statements, statement] });
    setAttributes(state, queue, { Policy: policy });
    return {};
  };
