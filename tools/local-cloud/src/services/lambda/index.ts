export { makeLambdaService } from './service.ts';
