import { AwsError } from '../../core/aws-error.ts';
import type { Denial } from '../../core/service.ts';

/** docs.aws.amazon.com/ses/latest/APIReference/CommonErrors.html */
export const validationError = (message: string): AwsError =>
  new AwsError('ValidationError', message, { queryCode: 'ValidationError' });

export const invalidParameter = (message: string): AwsError => new AwsError('InvalidParameterValue', message);

/** The identities that are not verified, in SES's words. docs.aws.amazon.com/ses/latest/dg/troubleshoot-error-messages.html */
export const notVerified = (region: string, identities: readonly string[]): AwsError =>
  new AwsError(
    'MessageRejected',
    `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${identities.join(', ')}`,
  );

export const noSuchConfigurationSet = (name: string): AwsError =>
  new AwsError('ConfigurationSetDoesNotExistException', `Configuration set <${name}> does not exist.`, {
    queryCode: 'ConfigurationSetDoesNotExist',
    fields: { ConfigurationSetName: name },
  });

export const configurationSetExists = (name: string): AwsError =>
  new AwsError('ConfigurationSetAlreadyExistsException', `Configuration set <${name}> already exists.`, {
    queryCode: 'ConfigurationSetAlreadyExists',
    fields: { ConfigurationSetName: name },
  });

export const noSuchEventDestination = (set: string, name: string): AwsError =>
  new AwsError('EventDestinationDoesNotExistException', `Event destination <${name}> does not exist.`, {
    queryCode: 'EventDestinationDoesNotExist',
    fields: { ConfigurationSetName: set, EventDestinationName: name },
  });

export const eventDestinationExists = (set: string, name: string): AwsError =>
  new AwsError('EventDestinationAlreadyExistsException', `Event destination <${name}> already exists.`, {
    queryCode: 'EventDestinationAlreadyExists',
    fields: { ConfigurationSetName: set, EventDestinationName: name },
  });

export const noSuchTemplate = (name: string): AwsError =>
  new AwsError('TemplateDoesNotExistException', `Template ${name} does not exist.`, {
    queryCode: 'TemplateDoesNotExist',
    fields: { TemplateName: name },
  });

export const templateExists = (name: string): AwsError =>
  new AwsError('AlreadyExistsException', `Template ${name} already exists.`, {
    queryCode: 'AlreadyExists',
    fields: { Name: name },
  });

export const missingRenderingAttribute = (template: string, attribute: string): AwsError =>
  new AwsError('MissingRenderingAttributeException', `Attribute '${attribute}' is not present in the rendering data.`, {
    queryCode: 'MissingRenderingAttribute',
    fields: { TemplateName: template },
  });

export const invalidRenderingParameter = (template: string, message: string): AwsError =>
  new AwsError('InvalidRenderingParameterException', message, {
    queryCode: 'InvalidRenderingParameter',
    fields: { TemplateName: template },
  });

/** SES puts names in quotes. docs.aws.amazon.com/ses/latest/dg/troubleshoot-error-messages.html */
export function accessDenied({ principalArn, permission }: Denial): AwsError {
  const message = `User '${principalArn}' is not authorized to perform '${permission.action}' on resource '${permission.resource}'`;
  return new AwsError('AccessDenied', message, { status: 403 });
}
