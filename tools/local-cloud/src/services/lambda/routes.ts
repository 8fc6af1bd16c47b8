import type { RestRoute } from '../../core/service.ts';
import { decodeInvoke, encodeInvoke } from './operations/invoke.ts';

const FUNCTIONS = '/2015-03-31/functions';
const FUNCTION = `${FUNCTIONS}/{FunctionName}`;
const MAPPINGS = '/2015-03-31/event-source-mappings';
const MAPPING = `${MAPPINGS}/{UUID}`;
const EVENT_INVOKE = '/2019-09-25/functions/{FunctionName}/event-invoke-config';
const TAGS = '/2017-03-31/tags/{Resource+}';

/** Known operations that are refused by name, instead of as an unknown path. */
const REFUSED: readonly RestRoute[] = [
  { operation: 'InvokeAsync', method: 'POST', path: '/2014-11-13/functions/{FunctionName}/invoke-async' },
  {
    operation: 'InvokeWithResponseStream',
    method: 'POST',
    path: '/2021-11-15/functions/{FunctionName}/response-streaming-invocations',
  },
  { operation: 'PublishVersion', method: 'POST', path: `${FUNCTION}/versions` },
  { operation: 'ListVersionsByFunction', method: 'GET', path: `${FUNCTION}/versions` },
  { operation: 'CreateAlias', method: 'POST', path: `${FUNCTION}/aliases` },
  { operation: 'ListAliases', method: 'GET', path: `${FUNCTION}/aliases` },
  { operation: 'GetAlias', method: 'GET', path: `${FUNCTION}/aliases/{Name}` },
  { operation: 'UpdateAlias', method: 'PUT', path: `${FUNCTION}/aliases/{Name}` },
  { operation: 'DeleteAlias', method: 'DELETE', path: `${FUNCTION}/aliases/{Name}` },
  { operation: 'CreateFunctionUrlConfig', method: 'POST', path: '/2021-10-31/functions/{FunctionName}/url' },
  { operation: 'GetFunctionUrlConfig', method: 'GET', path: '/2021-10-31/functions/{FunctionName}/url' },
  {
    operation: 'PutProvisionedConcurrencyConfig',
    method: 'PUT',
    path: '/2019-09-30/functions/{FunctionName}/provisioned-concurrency',
  },
  { operation: 'ListLayers', method: 'GET', path: '/2018-10-31/layers' },
  { operation: 'PublishLayerVersion', method: 'POST', path: '/2018-10-31/layers/{LayerName}/versions' },
  { operation: 'GetAccountSettings', method: 'GET', path: '/2016-08-19/account-settings' },
];

/** Method and path of each operation. docs.aws.amazon.com/lambda/latest/api/API_Operations.html */
export const ROUTES: readonly RestRoute[] = [
  { operation: 'Invoke', method: 'POST', path: `${FUNCTION}/invocations`, decode: decodeInvoke, encode: encodeInvoke },
  { operation: 'CreateFunction', method: 'POST', path: FUNCTIONS, status: 201 },
  { operation: 'ListFunctions', method: 'GET', path: FUNCTIONS },
  { operation: 'GetFunction', method: 'GET', path: FUNCTION },
  { operation: 'DeleteFunction', method: 'DELETE', path: FUNCTION, status: 204 },
  { operation: 'GetFunctionConfiguration', method: 'GET', path: `${FUNCTION}/configuration` },
  { operation: 'UpdateFunctionConfiguration', method: 'PUT', path: `${FUNCTION}/configuration` },
  { operation: 'UpdateFunctionCode', method: 'PUT', path: `${FUNCTION}/code` },
  { operation: 'AddPermission', method: 'POST', path: `${FUNCTION}/policy`, status: 201 },
  { operation: 'GetPolicy', method: 'GET', path: `${FUNCTION}/policy` },
  { operation: 'RemovePermission', method: 'DELETE', path: `${FUNCTION}/policy/{StatementId}`, status: 204 },
  { operation: 'PutFunctionConcurrency', method: 'PUT', path: '/2017-10-31/functions/{FunctionName}/concurrency' },
  {
    operation: 'DeleteFunctionConcurrency',
    method: 'DELETE',
    path: '/2017-10-31/functions/{FunctionName}/concurrency',
    status: 204,
  },
  { operation: 'GetFunctionConcurrency', method: 'GET', path: '/2019-09-30/functions/{FunctionName}/concurrency' },
  { operation: 'PutFunctionEventInvokeConfig', method: 'PUT', path: EVENT_INVOKE },
  { operation: 'UpdateFunctionEventInvokeConfig', method: 'POST', path: EVENT_INVOKE },
  { operation: 'GetFunctionEventInvokeConfig', method: 'GET', path: EVENT_INVOKE },
  { operation: 'DeleteFunctionEventInvokeConfig', method: 'DELETE', path: EVENT_INVOKE, status: 204 },
  { operation: 'ListFunctionEventInvokeConfigs', method: 'GET', path: `${EVENT_INVOKE}/list` },
  { operation: 'CreateEventSourceMapping', method: 'POST', path: MAPPINGS, status: 202 },
  { operation: 'ListEventSourceMappings', method: 'GET', path: MAPPINGS },
  { operation: 'GetEventSourceMapping', method: 'GET', path: MAPPING },
  { operation: 'UpdateEventSourceMapping', method: 'PUT', path: MAPPING, status: 202 },
  { operation: 'DeleteEventSourceMapping', method: 'DELETE', path: MAPPING, status: 202 },
  { operation: 'ListTags', method: 'GET', path: TAGS },
  { operation: 'TagResource', method: 'POST', path: TAGS, status: 204 },
  { operation: 'UntagResource', method: 'DELETE', path: TAGS, status: 204 },
  ...REFUSED,
];
