export { makeEventsService } from './service.ts';
