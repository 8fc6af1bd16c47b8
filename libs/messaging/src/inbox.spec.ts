import { describeInbox } from './inbox.contract.ts';
import { makeInMemoryTransactions } from './testing/in-memory-transactions.ts';

describeInbox('in memory', () => {
  const transactions = makeInMemoryTransactions();
  return { transactions, tableName: 'marks', amountOf: (key) => Promise.resolve(transactions.amountOf(key)) };
});
