export { makeApiGatewayService } from './service.ts';
