import type { Operation } from '../../../core/service.ts';
import type { DynamoState } from '../state.ts';
import { makeItemWrite } from './item-write.ts';

/** docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html */
export const makeDeleteItem = (state: DynamoState): Operation => makeItemWrite(state, 'DeleteItem');
