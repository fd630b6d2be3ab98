/** The name that osls gives to a function's CloudFormation resources begins with this. */
export const logicalId = (name) => name[0].toUpperCase() + name.slice(1);

/** The ARN of a resource of this stack. */
export const arnOf = (resource) => ({ 'Fn::GetAtt': [resource, 'Arn'] });

/** What every name in an account begins with, so that stages stand side by side. */
export const PREFIX = '${self:service}-${sls:stage}';

/** The functions of serverless.yml by name, for what has to be there once for each of them. */
export const functionsOf = async (resolveConfigurationProperty) =>
  Object.assign({}, ...[await resolveConfigurationProperty(['functions'])].flat());
