import type { ServiceFactory } from '../core/service.ts';
import { makeApiGatewayService } from './apigateway/index.ts';
import { makeDynamoDbService } from './dynamodb/index.ts';
import { makeEventsService } from './events/index.ts';
import { makeLambdaService } from './lambda/index.ts';
import { makeLogsService } from './logs/index.ts';
import { makeMonitoringService } from './monitoring/index.ts';
import { makeSesService } from './ses/index.ts';
import { makeSqsService } from './sqs/index.ts';
import { makeSsmService } from './ssm/index.ts';
import { makeStsService } from './sts/index.ts';

/** Every service of the local cloud. Order matters only for stopping: the last one stops first. */
export const registeredServices: readonly ServiceFactory[] = [
  makeSsmService,
  makeStsService,
  makeLogsService,
  makeDynamoDbService,
  makeSqsService,
  makeEventsService,
  makeSesService,
  makeMonitoringService,
  makeApiGatewayService,
  makeLambdaService,
];
