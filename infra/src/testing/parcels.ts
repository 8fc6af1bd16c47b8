import type { AnyContract } from '@tidings/events';
import type { App } from 'aws-cdk-lib/core';
import { Consumer } from '../consumer.ts';
import { EventSourcedTable } from '../event-sourced-table.ts';
import { HttpService } from '../http-service.ts';
import { Publisher } from '../publisher.ts';
import { ServiceStack } from '../service-stack.ts';
import { stageSettings } from '../stage.ts';
import type { Trial } from './synthesize.ts';

/** What the trial service would publish; a service's own contracts are folders of `libs/events`. */
const parcelWeighed: AnyContract = { source: 'parcels', type: 'ParcelWeighed', versions: [] };

/** A small service that has one of everything, for the specs of the constructs and of the audits. */
export function parcels(stageName: string): Trial {
  return {
    make: (app, bundles) => makeParcelsStack(app, stageName, bundles),
    handlers: ['on-order-placed', 'publish-events', 'get-parcel'].map((handler) => ({ handler, entry: 'index.mjs' })),
  };
}

function makeParcelsStack(app: App, stageName: string, bundles: string): ServiceStack {
  const stack = new ServiceStack(app, { service: 'parcels', stage: stageSettings(stageName), bundles });
  const table = new EventSourcedTable(stack, 'Parcels');
  const environment = { TABLE_NAME: table.cfn.ref };
  const events = [{ source: ['orders'], 'detail-type': ['OrderPlaced'] }];
  new Consumer(stack, 'OnOrderPlaced', {
    handler: 'on-order-placed',
    events,
    statements: [table.allow('PutItem')],
    environment,
  });
  new Publisher(stack, table, { contracts: [parcelWeighed] });
  const route = {
    route: 'GET /parcels/{parcelId}',
    handler: 'get-parcel',
    statements: [table.allow('Query')],
    environment,
  };
  new HttpService(stack, 'Api').route('GetParcel', route);
  return stack;
}
