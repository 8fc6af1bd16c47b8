import { randomBytes } from 'node:crypto';
import { AwsError } from '../core/aws-error.ts';
import { OPERATOR, type Credentials, type Principal } from '../core/principal.ts';

/** Who holds which temporary credentials. */
export interface Sessions {
  /** Credentials that {@link authenticate} takes for the role's. They stay valid as long as the cloud runs. */
  issue(roleArn: string, sessionName: string): Credentials;
  /** Undefined for keys that no role was given: those are the operator's. */
  principalOf(accessKeyId: string): Principal | undefined;
  /**
   * Who signs with a key: the operator, unless the key is of those that roles are given.
   * @throws {AwsError} for a role's key that this cloud did not give, or that comes without its session token.
   */
  authenticate(accessKeyId: string, sessionToken: string | undefined): Principal;
}

/**
 * Temporary access keys begin with ASIA and have twenty characters; ours are told apart from those of a developer's own
 * session on AWS. docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
const ROLE_KEY_PREFIX = 'ASIATIDINGS';

const ACCESS_KEY_LENGTH = 20;

const newAccessKeyId = (): string =>
  `${ROLE_KEY_PREFIX}${randomBytes(8).toString('hex').toUpperCase()}`.slice(0, ACCESS_KEY_LENGTH);

interface Session {
  readonly principal: Principal;
  readonly sessionToken: string;
}

/** docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
const invalidToken = (): AwsError =>
  new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.', {
    status: 403,
    queryCode: 'InvalidClientTokenId',
  });

function newCredentials(): Credentials {
  return {
    accessKeyId: newAccessKeyId(),
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(48).toString('base64'),
  };
}

export function makeSessions(): Sessions {
  const sessions = new Map<string, Session>();
  return {
    issue: (roleArn, sessionName) => {
      const credentials = newCredentials();
      const principal: Principal = { kind: 'role', roleArn, sessionName };
      sessions.set(credentials.accessKeyId, { principal, sessionToken: credentials.sessionToken });
      return credentials;
    },
    principalOf: (accessKeyId) => sessions.get(accessKeyId)?.principal,
    authenticate: (accessKeyId, sessionToken) => {
      const session = sessions.get(accessKeyId);
      if (!session && !accessKeyId.startsWith(ROLE_KEY_PREFIX)) return OPERATOR;
      if (!session || session.sessionToken !== sessionToken) throw invalidToken();
      return session.principal;
    },
  };
}
