export { makeDynamoDbService } from './service.ts';
