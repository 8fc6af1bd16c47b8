export { makeStsService } from './service.ts';
