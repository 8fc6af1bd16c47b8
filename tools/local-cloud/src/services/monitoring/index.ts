export { makeMonitoringService } from './service.ts';
