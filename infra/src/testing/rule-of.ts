import { listAt, NotInTemplateError, ofType, referredId, valueAt, type Template } from './template.ts';

/**
 * The properties of the rule that feeds a handler's queue.
 * @throws {NotInTemplateError} no rule leads to that handler.
 */
export function ruleOf(template: Template, handler: string): Readonly<Record<string, unknown>> {
  const [functionId] =
    ofType(template, 'AWS::Lambda::Function').find(([, { Description }]) =>
      String(Description).endsWith(`: ${handler}`),
    ) ?? [];
  const queues = ofType(template, 'AWS::Lambda::EventSourceMapping')
    .filter(([, { FunctionName }]) => referredId(FunctionName) === functionId)
    .map(([, { EventSourceArn }]) => referredId(EventSourceArn));
  const found = ofType(template, 'AWS::Events::Rule').find(([, rule]) =>
    listAt(rule, 'Targets').some((target) => queues.includes(referredId(valueAt(target, 'Arn')))),
  );
  if (functionId === undefined || found === undefined) throw new NotInTemplateError(`rule of handler ${handler}`);
  return found[1];
}
