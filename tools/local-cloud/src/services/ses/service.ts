import type { PendingWork, ServiceFactory } from '../../core/service.ts';
import { accessDenied } from './errors.ts';
import { makeMailboxMount } from './mailbox/mount.ts';
import { configurationSetOperations } from './operations/configuration-sets.ts';
import { identityOperations } from './operations/identities.ts';
import { makeSendEmail } from './operations/send-email.ts';
import { makeSendRawEmail } from './operations/send-raw-email.ts';
import { makeSendTemplatedEmail } from './operations/send-templated-email.ts';
import { statisticsOperations } from './operations/sending-statistics.ts';
import { templateOperations } from './operations/templates.ts';
import { permissionsOf } from './permissions.ts';
import { makeProviders } from './providers/providers.ts';
import { makeState, type SesState } from './state.ts';

const pendingIn = ({ eventsUnderWay }: SesState): readonly PendingWork[] =>
  eventsUnderWay === 0 ? [] : [{ what: `SES events: ${eventsUnderWay} on their way` }];

/** Amazon SES, version 1 of its API. docs.aws.amazon.com/ses/latest/APIReference/Welcome.html */
export const makeSesService: ServiceFactory = (cloud) => {
  const state = makeState(cloud);
  return {
    name: 'ses',
    protocols: [{ kind: 'query', apiVersion: '2010-12-01', xmlNamespace: 'http://ses.amazonaws.com/doc/2010-12-01/' }],
    operations: {
      SendEmail: makeSendEmail(state),
      SendRawEmail: makeSendRawEmail(state),
      SendTemplatedEmail: makeSendTemplatedEmail(state),
      ...templateOperations(state),
      ...identityOperations(state),
      ...configurationSetOperations(state),
      ...statisticsOperations(state),
    },
    permissions: (operation, input) => permissionsOf(state, operation, input),
    accessDenied,
    providers: makeProviders(state),
    mounts: [makeMailboxMount(state)],
    pending: () => pendingIn(state),
  };
};
