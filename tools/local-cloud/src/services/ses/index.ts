export { makeSesService } from './service.ts';
