import { CfnRule } from 'aws-cdk-lib/aws-events';
import { type App, Fn } from 'aws-cdk-lib/core';
import { describe, expect, it } from 'vitest';
import { checkRules, RulesRefusedError } from './check-rules.ts';
import { Consumer } from './consumer.ts';
import { EventSourcedTable } from './event-sourced-table.ts';
import { busName } from './names.ts';
import { ForeignEventError } from './own-types.ts';
import { Publisher } from './publisher.ts';
import { ServiceStack } from './service-stack.ts';
import { stageSettings } from './stage.ts';
import { synthesize, type Synthesized } from './testing/synthesize.ts';

const address = { source: ['orders'], 'detail-type': ['OrderPlaced'] };

/** A stack of the service `orders` with whatever the trial adds. */
function synthesizeWith(add: (stack: ServiceStack) => void): Synthesized {
  return synthesize({
    make: (app: App, bundles) => {
      const stack = new ServiceStack(app, { service: 'orders', stage: stageSettings('alice'), bundles });
      add(stack);
      return stack;
    },
    handlers: ['on-order', 'publish-events'].map((handler) => ({ handler, entry: 'index.mjs' })),
  });
}

function ruleWith(eventPattern: unknown, eventBusName?: string): () => Synthesized {
  return () =>
    synthesizeWith((stack) => {
      new CfnRule(stack, 'ByHand', { eventBusName: eventBusName ?? stack.shared('bus/name'), eventPattern });
    });
}

const refusal = (problem: string): RulesRefusedError =>
  new RulesRefusedError([`tidings-alice-orders: rule ByHand can never match: ${problem}`]);

describe('a rule that was written by hand', () => {
  it('is refused for a field that is spelled wrong', () => {
    expect(ruleWith({ ...address, detail: { data: { curency: ['GBP'] } } })).toThrow(
      refusal('detail.data.curency: there is no field data.curency (did you mean currency?) (OrderPlaced version 1).'),
    );
  });

  it('is refused for a value in the wrong case', () => {
    expect(ruleWith({ ...address, detail: { data: { currency: ['gbp'] } } })).toThrow(
      refusal("detail.data.currency: 'gbp' does not match ^[A-Z]{3}$ (OrderPlaced version 1)."),
    );
  });

  it('is refused for an event that does not exist', () => {
    expect(ruleWith({ ...address, 'detail-type': ['OrderPlacd'] })).toThrow(
      refusal("detail-type: there is no event 'OrderPlacd' (did you mean OrderPlaced?)."),
    );
  });

  it('is refused as text too', () => {
    const asText = (): Synthesized =>
      synthesizeWith((stack) => {
        const rule = new CfnRule(stack, 'ByHand', { eventBusName: stack.shared('bus/name'), eventPattern: address });
        rule.addPropertyOverride('EventPattern', JSON.stringify({ source: ['order'] }));
      });
    expect(asText).toThrow(refusal("source: no service called 'order' has events (did you mean orders?)."));
  });

  it('is let through when it may match', () => {
    const { template } = ruleWith({ ...address, detail: { data: { currency: ['GBP'] } } })();
    expect(Object.keys(template.Resources)).toEqual(['ByHand']);
  });

  it.each(['default', 'legacy'])('is left alone on the bus %s, where others publish', (bus) => {
    const { template } = ruleWith({ source: ['somebody.else'] }, bus)();
    expect(Object.keys(template.Resources)).toEqual(['ByHand']);
  });

  it('is refused on the bus of the stage by its fixed name too', () => {
    expect(ruleWith({ source: ['order'] }, busName('alice'))).toThrow(
      refusal("source: no service called 'order' has events (did you mean orders?)."),
    );
  });

  it('is let through when only the deployment knows what it asks for', () => {
    const either = Fn.conditionIf('IsProduction', { source: ['orders'] }, { source: ['others'] });
    expect(Object.keys(ruleWith(either)().template.Resources)).toEqual(['ByHand']);
  });
});

const orderPlaced = { source: 'orders', type: 'OrderPlaced', versions: [] };

function answerToOwnEvent(publishes?: readonly []): () => Synthesized {
  return () =>
    synthesizeWith((stack) => {
      const table = new EventSourcedTable(stack, 'Orders');
      new Publisher(stack, table, { contracts: [orderPlaced] });
      new Consumer(stack, 'OnOrder', {
        handler: 'on-order',
        events: [address],
        statements: [table.allow('PutItem')],
        environment: {},
        ...(publishes === undefined ? {} : { publishes }),
      });
    });
}

describe('a consumer that may publish what it answers to', () => {
  it('is refused, and told how to cut the circle', () => {
    expect(answerToOwnEvent()).toThrow(
      new RulesRefusedError([
        'tidings-alice-orders: OrderPlaced → orders/on-order → OrderPlaced is a circle of rules: each event would lead to the ' +
          "next one without end. Cut it: say in the consumer's `publishes` which events really follow from it, or narrow a " +
          "rule's pattern.",
      ]),
    );
  });

  it('is let through when it says that nothing follows', () => {
    expect(answerToOwnEvent([])().text).toContain('"tidings:mayPublish": []');
  });
});

describe('a rule that leads to its own bus', () => {
  const echo = (name?: string): Synthesized =>
    synthesizeWith((stack) => {
      const targets = [{ id: 'bus', arn: stack.shared('bus/arn') }];
      new CfnRule(stack, 'HandRule', {
        eventBusName: name ?? stack.shared('bus/name'),
        eventPattern: address,
        targets,
      });
    });

  it('is refused as a circle', () => {
    expect(echo).toThrow('OrderPlaced → rule HandRule → OrderPlaced is a circle of rules');
  });

  it('is let through on the bus of the account', () => {
    expect(Object.keys(echo('default').template.Resources)).toEqual(['HandRule']);
  });
});

describe('a stack', () => {
  it('says in its template whose code a function is and what comes of it', () => {
    const { Resources } = answerToOwnEvent([])().template;
    expect(Object.values(Resources).flatMap(({ Metadata }) => Metadata ?? [])).toEqual([
      { 'tidings:handler': 'orders/publish-events', 'tidings:publishes': ['OrderPlaced'] },
      { 'tidings:handler': 'orders/on-order', 'tidings:mayPublish': [] },
    ]);
  });

  it('publishes no events of another service', () => {
    const emailSent = { source: 'notifications', type: 'EmailSent', versions: [] };
    const publish = (): Synthesized =>
      synthesizeWith((stack) => {
        new Publisher(stack, new EventSourcedTable(stack, 'Orders'), { contracts: [emailSent] });
      });
    expect(publish).toThrow(ForeignEventError);
  });

  it('without a rule on the bus of the stage has no use for contracts', () => {
    const read = (): never => {
      throw new RulesRefusedError(['contracts were read']);
    };
    const template = { Resources: {} };
    expect(() => checkRules([{ stackName: 'x', service: 'x', template }], read)).not.toThrow();
  });
});
