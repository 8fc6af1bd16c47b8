export { makeSqsService } from './service.ts';
