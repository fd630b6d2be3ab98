import { gatewayLimits, RETRY_AFTER } from '../gatewayLimits.ts';
import { gatewayProblems } from '../gatewayProblems.ts';
import { PREFIX } from './names.ts';

const problems = {
  BAD_REQUEST_BODY: gatewayProblems.invalidRequest('$context.error.validationErrorString'),
  BAD_REQUEST_PARAMETERS: gatewayProblems.invalidRequest('$context.error.validationErrorString'),
  UNAUTHORIZED: gatewayProblems.unauthorized(),
  ACCESS_DENIED: gatewayProblems.forbidden(),
  INVALID_SIGNATURE: gatewayProblems.forbidden(),
  EXPIRED_TOKEN: gatewayProblems.forbidden(),
  // API Gateway's word for an unknown address, and for an unsigned request to a private one.
  MISSING_AUTHENTICATION_TOKEN: gatewayProblems.notFound(),
  RESOURCE_NOT_FOUND: gatewayProblems.notFound(),
  REQUEST_TOO_LARGE: gatewayProblems.tooLarge(),
  UNSUPPORTED_MEDIA_TYPE: gatewayProblems.unsupportedMediaType(),
  THROTTLED: gatewayProblems.tooManyRequests(),
  INTEGRATION_TIMEOUT: gatewayProblems.timeout(),
  DEFAULT_4XX: gatewayProblems.invalidRequest('The request is not one that this API understands.'),
  DEFAULT_5XX: gatewayProblems.badGateway(),
};

const idOf = (type) =>
  `GatewayResponse${type.toLowerCase().replace(/(^|_)(.)/g, (_, __, letter) => letter.toUpperCase())}`;

// Variables are put in as they are, so the JSON around them has to be whole: they stand inside quotes.
const response = (type, { status, ...problem }) => ({
  Type: 'AWS::ApiGateway::GatewayResponse',
  Properties: {
    RestApiId: { Ref: 'ApiGatewayRestApi' },
    ResponseType: type,
    StatusCode: String(status),
    ResponseParameters: {
      'gatewayresponse.header.Content-Type': "'application/problem+json'",
      'gatewayresponse.header.Cache-Control': "'no-store'",
      'gatewayresponse.header.Vary': "'Origin'",
      'gatewayresponse.header.Access-Control-Allow-Origin': "'${file(infra/resources/cors.js):firstOrigin}'",
      ...(status === 429 && { 'gatewayresponse.header.Retry-After': `'${RETRY_AFTER}'` }),
    },
    ResponseTemplates: {
      'application/json': JSON.stringify({ ...problem, status, correlationId: '$context.requestId' }),
    },
  },
});

// What an operator needs; no address, browser, caller or path with an order's id in it.
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  method: '$context.httpMethod',
  route: '$context.resourcePath',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  integrationMilliseconds: '$context.integrationLatency',
  bytes: '$context.responseLength',
  refusedAs: '$context.error.responseType',
  trace: '$context.xrayTraceId',
};

const accessLog = {
  AccessLog: {
    Type: 'AWS::Logs::LogGroup',
    Properties: { LogGroupName: `/aws/api-gateway/${PREFIX}`, RetentionInDays: 30 },
  },
  // One for all APIs of an account and region: it outlives the stage, because others may use it.
  GatewayLogsRole: {
    Type: 'AWS::IAM::Role',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      Description: 'Lets API Gateway write logs, for all APIs of this account and region',
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'apigateway.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
      ManagedPolicyArns: [
        {
          'Fn::Sub':
            'arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs',
        },
      ],
    },
  },
  GatewayLogsAccount: {
    Type: 'AWS::ApiGateway::Account',
    // In an account that never had an API, AWS refuses this setting until there is one.
    DependsOn: ['ApiGatewayRestApi'],
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: { CloudWatchRoleArn: { 'Fn::GetAtt': ['GatewayLogsRole', 'Arn'] } },
  },
};

const stage = {
  Type: 'AWS::ApiGateway::Stage',
  DependsOn: ['GatewayLogsAccount'],
  Properties: {
    RestApiId: { Ref: 'ApiGatewayRestApi' },
    StageName: '${sls:stage}',
    TracingEnabled: true,
    AccessLogSetting: {
      DestinationArn: { 'Fn::GetAtt': ['AccessLog', 'Arn'] },
      Format: JSON.stringify(ACCESS_LOG),
    },
    MethodSettings: gatewayLimits.map(({ method, path, rate, burst }) => ({
      HttpMethod: method,
      // A route's slashes are written so (AWS::ApiGateway::Stage MethodSetting).
      ResourcePath: path === '/*' ? path : `/${path.replaceAll('/', '~1')}`,
      ThrottlingRateLimit: rate,
      ThrottlingBurstLimit: burst,
    })),
  },
};

/** What stands around the routes: the stage with its limits and access log, and what the gateway says by itself. */
export const Resources = {
  ...accessLog,
  ApiGatewayStage: stage,
  ...Object.fromEntries(Object.entries(problems).map(([type, each]) => [idOf(type), response(type, each)])),
};
