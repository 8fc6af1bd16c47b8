import { describeClaimStore } from '../claim-store.contract.ts';
import { makeInMemoryClaimStore } from './claim-store.ts';

describeClaimStore('in memory', () => {
  const store = makeInMemoryClaimStore();
  return {
    store,
    commitsOf: (emailId) => Promise.resolve(store.commits.filter(({ pk }) => pk === `email-${emailId}`).length),
  };
});
