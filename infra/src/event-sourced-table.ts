import { Construct } from 'constructs';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { Validations } from 'aws-cdk-lib/core';
import { applyRetention } from './retention.ts';
import type { ServiceStack } from './service-stack.ts';
import { allow, type Statement } from './statements.ts';

/** What a handler may do to items of a table. Transactions need the actions of the operations in them, and no other. */
export type ItemAction = 'ConditionCheckItem' | 'DeleteItem' | 'GetItem' | 'PutItem' | 'Query' | 'UpdateItem';

/** How a table is made. */
export interface TableProps {
  /** Whether changes are streamed, both images, to a publisher or a projection. */
  readonly stream: boolean;
}

/** A table keyed by `pk` and `sk`, paid by request, whose items may expire by `expiresAt` (epoch seconds). */
export class ServiceTable extends Construct {
  readonly cfn: CfnTable;

  constructor(stack: ServiceStack, id: string, { stream }: TableProps) {
    super(stack, id);
    const { keep } = stack.stage;
    this.cfn = new CfnTable(this, 'Table', {
      keySchema: [
        { attributeName: 'pk', keyType: 'HASH' },
        { attributeName: 'sk', keyType: 'RANGE' },
      ],
      attributeDefinitions: [
        { attributeName: 'pk', attributeType: 'S' },
        { attributeName: 'sk', attributeType: 'S' },
      ],
      billingMode: 'PAY_PER_REQUEST',
      timeToLiveSpecification: { attributeName: 'expiresAt', enabled: true },
      ...(stream ? { streamSpecification: { streamViewType: 'NEW_AND_OLD_IMAGES' } } : {}),
      ...(keep
        ? { deletionProtectionEnabled: true, pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true } }
        : {}),
    });
    applyRetention(this.cfn, stack.stage);
    if (!keep) {
      const reason = 'A sandbox goes away with its data; prod and staging have point-in-time recovery.';
      Validations.of(this.cfn).acknowledge({ id: 'AwsSolutions-DDB3', reason });
    }
  }

  /** Allows the actions on this table's items. */
  allow(...actions: readonly ItemAction[]): Statement {
    return allow(
      actions.map((action) => `dynamodb:${action}`),
      [this.cfn.attrArn],
    );
  }
}

/** A table of commits: what is written here is published from its stream. */
export class EventSourcedTable extends ServiceTable {
  constructor(stack: ServiceStack, id: string) {
    super(stack, id, { stream: true });
  }
}
