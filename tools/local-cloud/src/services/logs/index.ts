export { makeLogsService } from './service.ts';
