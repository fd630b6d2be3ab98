import { arn, ofType, templateOf } from './packaged.ts';

interface MethodProperties {
  HttpMethod: string;
  AuthorizationType: string;
  ResourceId: { Ref: string };
  Integration: { Type: string; IntegrationResponses?: { ResponseParameters: Record<string, string> }[] };
  RequestModels?: Record<string, unknown>;
  RequestValidatorId?: unknown;
}

describe.each(['dev', 'prod'])('The gateway of %s', (stage) => {
  const template = templateOf(stage);

  const pathOf = (id: string): string => {
    const { PathPart, ParentId } = template.Resources[id]!.Properties as {
      PathPart: string;
      ParentId: { Ref?: string };
    };
    return `${ParentId.Ref ? pathOf(ParentId.Ref) : ''}/${PathPart}`;
  };

  const methods = ofType(template, 'AWS::ApiGateway::Method').map(
    ([, { Properties }]) => Properties as unknown as MethodProperties,
  );

  const named = ({ HttpMethod, ResourceId }: MethodProperties) => `${HttpMethod} ${pathOf(ResourceId.Ref)}`;

  test('lets everybody call the public routes, and asks for IAM on all others', () => {
    const isPublic = ({ AuthorizationType }: MethodProperties) => AuthorizationType === 'NONE';
    const explorer = ['/graphql/explorer', '/graphql/explorer/{file}'].flatMap((path) => [
      `GET ${path}`,
      `OPTIONS ${path}`,
    ]);
    const known = [
      'GET /deliveryTimes',
      'GET /graphql',
      'GET /orders/{orderId}',
      'OPTIONS /bookDelivery',
      'OPTIONS /createOrder',
      'OPTIONS /deliveryTimes',
      'OPTIONS /graphql',
      'OPTIONS /orders/{orderId}',
      'POST /bookDelivery',
      'POST /createOrder',
      'POST /graphql',
      // Only where the graph tells its schema.
      ...(stage === 'dev' ? explorer : []),
    ];
    expect(methods.filter(isPublic).map(named).sort()).toEqual(known.sort());
    const others = methods.filter((method) => !isPublic(method));
    expect(new Set(others.map(({ AuthorizationType }) => AuthorizationType))).toEqual(new Set(['AWS_IAM']));
  });

  test('answers preflight requests by itself, for our own origins only', () => {
    const preflights = methods.filter(({ HttpMethod }) => HttpMethod === 'OPTIONS');
    for (const { Integration } of preflights) {
      expect(Integration.Type).toBe('MOCK');
      expect(Integration.IntegrationResponses![0]!.ResponseParameters).toMatchObject({
        'method.response.header.Access-Control-Allow-Origin': "'https://acmecorp.xyz'",
      });
    }
    expect(JSON.stringify(methods)).not.toContain("'*'");
  });

  test('checks every body of JSON against its model before a function runs', () => {
    const posts = methods.filter(
      (method) => method.HttpMethod === 'POST' && named(method) !== 'POST /database',
    );
    for (const { RequestModels, RequestValidatorId } of posts) {
      expect(RequestValidatorId).toBeDefined();
      const { Ref } = RequestModels!['application/json'] as { Ref: string };
      const { Schema } = template.Resources[Ref]!.Properties as { Schema: { type: string } };
      expect(Schema).toMatchObject({ $schema: 'http://json-schema.org/draft-04/schema#', type: 'object' });
    }
  });

  test('limits all requests, and new orders and the graph more strictly', () => {
    const { MethodSettings } = template.Resources['ApiGatewayStage']!.Properties as {
      MethodSettings: {
        HttpMethod: string;
        ResourcePath: string;
        ThrottlingRateLimit: number;
        ThrottlingBurstLimit: number;
      }[];
    };
    expect(
      MethodSettings.map(({ HttpMethod, ResourcePath, ThrottlingRateLimit, ThrottlingBurstLimit }) => [
        HttpMethod,
        ResourcePath,
        ThrottlingRateLimit,
        ThrottlingBurstLimit,
      ]),
    ).toEqual([
      ['*', '/*', 200, 400],
      ['POST', '/~1createOrder', 50, 100],
      ['POST', '/~1graphql', 100, 200],
    ]);
  });

  test('writes an access log that names no customer', () => {
    const { AccessLogSetting, TracingEnabled } = template.Resources['ApiGatewayStage']!.Properties as {
      AccessLogSetting: { DestinationArn: unknown; Format: string };
      TracingEnabled: boolean;
    };
    expect(AccessLogSetting.DestinationArn).toEqual(arn('AccessLog'));
    expect(Object.values(JSON.parse(AccessLogSetting.Format) as object).sort()).toEqual([
      '$context.error.responseType',
      '$context.httpMethod',
      '$context.integrationLatency',
      '$context.requestId',
      '$context.requestTime',
      '$context.resourcePath',
      '$context.responseLatency',
      '$context.responseLength',
      '$context.status',
      '$context.xrayTraceId',
    ]);
    expect(TracingEnabled).toBe(true);
  });

  test('tells the account of its log role after there is an API, and before a stage writes logs', () => {
    expect(template.Resources['GatewayLogsAccount']!.DependsOn).toEqual(['ApiGatewayRestApi']);
    expect(template.Resources['ApiGatewayStage']!.DependsOn).toContain('GatewayLogsAccount');
  });

  test('serves a stage of the newest deployment, which knows every method and every refusal', () => {
    const [id, deployment] = ofType(template, 'AWS::ApiGateway::Deployment')[0]!;
    expect(template.Resources['ApiGatewayStage']!.Properties).toMatchObject({
      StageName: stage,
      DeploymentId: { Ref: id },
    });
    expect(deployment.Properties).not.toHaveProperty('StageName');
    const pictured = ['AWS::ApiGateway::Method', 'AWS::ApiGateway::GatewayResponse'].flatMap((type) =>
      ofType(template, type).map(([each]) => each),
    );
    expect([...deployment.DependsOn!].sort()).toEqual(pictured.sort());
  });

  test('refuses in the form of our own refusals, which stays JSON whatever the variables hold', () => {
    const responses = ofType(template, 'AWS::ApiGateway::GatewayResponse').map(
      ([, { Properties }]) =>
        Properties as {
          ResponseType: string;
          StatusCode: string;
          ResponseParameters: Record<string, string>;
          ResponseTemplates: Record<string, string>;
        },
    );
    expect(responses.map(({ ResponseType, StatusCode }) => `${ResponseType} ${StatusCode}`).sort()).toEqual([
      'ACCESS_DENIED 403',
      'BAD_REQUEST_BODY 400',
      'BAD_REQUEST_PARAMETERS 400',
      'DEFAULT_4XX 400',
      'DEFAULT_5XX 502',
      'EXPIRED_TOKEN 403',
      'INTEGRATION_TIMEOUT 504',
      'INVALID_SIGNATURE 403',
      'MISSING_AUTHENTICATION_TOKEN 404',
      'REQUEST_TOO_LARGE 413',
      'RESOURCE_NOT_FOUND 404',
      'THROTTLED 429',
      'UNAUTHORIZED 401',
      'UNSUPPORTED_MEDIA_TYPE 415',
    ]);
    for (const { StatusCode, ResponseParameters, ResponseTemplates } of responses) {
      expect(ResponseParameters).toMatchObject({
        'gatewayresponse.header.Content-Type': "'application/problem+json'",
        'gatewayresponse.header.Access-Control-Allow-Origin': "'https://acmecorp.xyz'",
      });
      const body = ResponseTemplates['application/json']!.replaceAll(/\$context[\w.]+/g, 'something');
      expect(JSON.parse(body)).toEqual({
        type: expect.stringMatching(/^https:\/\/acmecorp\.xyz\/problems\/[a-z-]+$/) as string,
        title: expect.any(String) as string,
        status: Number(StatusCode),
        code: expect.stringMatching(/^[A-Z_]+$/) as string,
        detail: expect.any(String) as string,
        correlationId: 'something',
      });
    }
  });
});
