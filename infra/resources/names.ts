/** The name that osls gives to a function's CloudFormation resources begins with this. */
export const logicalId = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** The ARN of a resource of this stack. */
export const arnOf = (resource: string) => ({ 'Fn::GetAtt': [resource, 'Arn'] });

/** What every name in an account begins with, so that stages stand side by side. */
export const PREFIX = '${self:service}-${sls:stage}';
