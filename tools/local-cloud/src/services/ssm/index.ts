export { makeSsmService } from './service.ts';
