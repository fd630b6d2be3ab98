import { createHash } from 'node:crypto';
import { refuseUnchosenProvider } from '../../infra/resources/chosenProvider.ts';
import { migrationFiles } from '../../infra/resources/migrationFiles.ts';
import { refusePlainSecrets } from '../../infra/resources/plainSecrets.ts';
import { CANARIES, functionsIn, idOf, ofType, OPERATOR, templateOf } from './packaged.ts';
import { allowedBy, secretKeepers, wildcardsOf } from './permissionRules.ts';

/** A changed, new or renamed file changes it, and so makes CloudFormation call the migrate function. */
const hashOfMigrations = (): string => {
  const hash = createHash('sha256');
  for (const { name, text } of migrationFiles()) hash.update(name).update(text);
  return hash.digest('hex');
};

/** Where AWS's services are, what is to go wrong, and whose tokens are believed: no deployed function is told that. */
const LOCAL_ONLY = /ENDPOINT_URL|FAULT|JWKS|(^|_)CONTROL(_|$)|^BANK_URL$/;

const [dev, prod] = [templateOf('dev'), templateOf('prod')];

describe.each([
  ['dev', dev],
  ['prod', prod],
])('The template of %s', (stage, template) => {
  const text = JSON.stringify(template);

  test('holds no secret, no account and nothing of the shell that packaged it', () => {
    expect(text).not.toMatch(/\b\d{12}\b|AKIA|canary|known-to-everybody/);
    for (const secret of Object.values(CANARIES)) expect(text).not.toContain(secret);
    const settingsOf = (id: string) =>
      (template.Resources[id]!.Properties['Environment'] as { Variables: Record<string, unknown> }).Variables;
    const secret = (id: string) => ({ 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: id }, '}}']] });
    expect(settingsOf('EmailLambdaFunction')['SMTP_URL']).toEqual(secret('SmtpUrl'));
    expect(settingsOf('CreateOrderLambdaFunction')['ORDER_ID_KEY']).toEqual(secret('OrderIdKey'));
    const contentOf = (id: string) => {
      const { SecretString, GenerateSecretString } = template.Resources[id]!.Properties;
      return SecretString ?? GenerateSecretString;
    };
    expect(contentOf('OrderIdKey')).toEqual({ PasswordLength: 48, ExcludePunctuation: true });
    expect(contentOf('SmtpUrl')).toBe('smtp://not-set-yet.invalid');
  });

  test('allows nothing with a wildcard beyond the written list', () => {
    const all = ofType(template, 'AWS::IAM::Role').flatMap(([, role]) => allowedBy(role));
    expect([...new Set(all.filter((each) => each.includes('*')))].sort()).toEqual(wildcardsOf(stage).sort());
    expect(JSON.stringify(ofType(template, 'AWS::SQS::QueuePolicy'))).not.toContain('*');
  });

  test('encrypts whatever keeps data', () => {
    const keepers = Object.values(template.Resources).filter(({ Type }) =>
      /^AWS::(RDS::DBCluster|SQS::Queue|SNS::Topic|S3::Bucket|DynamoDB|EFS|Kinesis)/.test(Type),
    );
    const kinds = keepers
      .filter(({ Type }) => !Type.endsWith('Policy'))
      .map(({ Type, Properties }) => [
        Type,
        Boolean(
          Properties['StorageEncrypted'] ??
          Properties['SqsManagedSseEnabled'] ??
          Properties['BucketEncryption'] ??
          Properties['KmsMasterKeyId'],
        ),
      ]);
    expect([...new Set(kinds.map((kind) => kind.join()))].sort()).toEqual([
      'AWS::RDS::DBCluster,true',
      'AWS::S3::Bucket,true',
      'AWS::SNS::Topic,true',
      'AWS::SQS::Queue,true',
    ]);
  });

  test('lets alarms through the key of their topic, and nobody else of AWS', () => {
    const { KeyPolicy } = template.Resources['StageKey']!.Properties as {
      KeyPolicy: { Statement: { Principal: { Service?: string }; Action: string[]; Condition?: unknown }[] };
    };
    expect(KeyPolicy.Statement.filter(({ Principal }) => Principal.Service)).toMatchObject([
      {
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
    expect(template.Resources['AlarmTopic']!.Properties['KmsMasterKeyId']).toEqual({ Ref: 'StageKey' });
    expect(secretKeepers(template).sort()).toEqual([
      ...['createOrder', 'createTestOrder', 'email', 'orderGraph'],
    ]);
  });

  test('keeps the bank’s ledger with every change of it, also when the stage is removed', () => {
    expect(template.Resources['BankLedger']).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: { VersioningConfiguration: { Status: 'Enabled' } },
    });
  });

  test('lets nobody call the bank from outside', () => {
    expect(template.Resources).not.toHaveProperty('BankLambdaPermissionApiGateway');
  });

  test('lets the public graph’s gateway ask the subgraphs, and nobody else', () => {
    for (const subgraph of ['OrderGraph', 'DeliveryGraph']) {
      expect(template.Resources).not.toHaveProperty(`${subgraph}LambdaPermissionApiGateway`);
      const may = ofType(template, 'AWS::IAM::Role').filter(([, role]) =>
        allowedBy(role).some((each) => each.includes(`${subgraph}LambdaFunction`)),
      );
      expect(may.map(([id]) => id)).toEqual(['GraphRole']);
    }
  });

  test.each(['ServerlessDeploymentBucket', 'BankLedger'])('lets nobody make %s public', (id) => {
    const bucket = template.Resources[id]!.Properties;
    expect(bucket['PublicAccessBlockConfiguration']).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
  });

  test('keeps every log for 30 days, no longer', () => {
    const groups = ofType(template, 'AWS::Logs::LogGroup');
    expect(groups.length).toBe(functionsIn(template).length + 1);
    expect(groups.filter(([, { Properties }]) => Properties['RetentionInDays'] !== 30)).toEqual([]);
  });

  test('lets nobody reach the database but through the Data API', () => {
    const { Properties } = template.Resources['Database']!;
    expect(Properties).toMatchObject({
      EnableHttpEndpoint: true,
      ManageMasterUserPassword: true,
      StorageEncrypted: true,
      VpcSecurityGroupIds: [{ 'Fn::GetAtt': ['DatabaseFirewall', 'GroupId'] }],
    });
    expect(Properties).not.toHaveProperty('MasterUserPassword');
    const firewall = template.Resources['DatabaseFirewall']!.Properties;
    expect(firewall['SecurityGroupIngress']).toBeUndefined();
    expect(firewall['SecurityGroupEgress']).toMatchObject([{ CidrIp: '127.0.0.1/32' }]);
    expect(template.Resources['DatabaseInstance']!.Properties['PubliclyAccessible']).toBe(false);
    const ways = Object.values(template.Resources).filter(({ Type }) =>
      /NatGateway|InternetGateway|EC2::Route|VPCPeering/.test(Type),
    );
    expect(ways).toEqual([]);
  });

  test('migrates the tables in the deployment, before new code uses them', () => {
    expect(template.Resources['Migrations']).toMatchObject({
      Type: 'Custom::Migrations',
      DependsOn: ['DatabaseInstance'],
      Properties: {
        ServiceToken: { 'Fn::GetAtt': ['MigrateLambdaFunction', 'Arn'] },
        MigrationsHash: hashOfMigrations(),
      },
    });
    const [config] = ofType(template, 'AWS::Lambda::EventInvokeConfig');
    expect(config?.[1].Properties).toMatchObject({
      FunctionName: { Ref: 'MigrateLambdaFunction' },
      MaximumRetryAttempts: 0,
    });
    const { Timeout, Environment } = template.Resources['MigrateLambdaFunction']!.Properties as {
      Timeout: number;
      Environment: { Variables: Record<string, string> };
    };
    expect(Number(Environment.Variables['DATABASE_PATIENCE'])).toBe(180);
    expect(Timeout).toBeGreaterThanOrEqual(2 * 180);
    expect(template.Resources['Migrations']!.Properties['ServiceTimeout']).toBeGreaterThan(Timeout);
    const waiting = functionsIn(template).filter((name) =>
      template.Resources[`${idOf(name)}LambdaFunction`]!.DependsOn?.includes('Migrations'),
    );
    const querying = functionsIn(template).filter((name) =>
      allowedBy(template.Resources[`${idOf(name)}Role`]!).some((each) => each.includes('ExecuteStatement')),
    );
    expect(waiting).toEqual(querying.filter((name) => name !== 'migrate'));
  });

  test('runs every function on arm64 and nodejs24.x, with traces', () => {
    for (const [, { Properties }] of ofType(template, 'AWS::Lambda::Function'))
      expect(Properties).toMatchObject({
        Architectures: ['arm64'],
        Runtime: 'nodejs24.x',
        TracingConfig: { Mode: 'Active' },
        Environment: { Variables: { STAGE: stage } },
      });
  });

  test('lets every caller wait longer than the one it calls', () => {
    const timeoutOf = (name: string) =>
      template.Resources[`${idOf(name)}LambdaFunction`]!.Properties['Timeout'] as number;
    for (const name of functionsIn(template)) {
      const allowed = allowedBy(template.Resources[`${idOf(name)}Role`]!);
      for (const called of ['database', 'bank'])
        if (allowed.some((each) => each.startsWith('lambda:InvokeFunction') && each.includes(idOf(called))))
          expect(timeoutOf(name)).toBeGreaterThan(timeoutOf(called));
      // An operator's POST /email ends with the gateway's 29 s while the function goes on, see docs/decisions/0023.
      if (name !== 'email' && template.Resources[`${idOf(name)}LambdaPermissionApiGateway`])
        expect(timeoutOf(name)).toBeLessThan(29);
    }
    const { DATABASE_PATIENCE } = (
      template.Resources['DatabaseLambdaFunction']!.Properties['Environment'] as {
        Variables: Record<string, string>;
      }
    ).Variables;
    expect(Number(DATABASE_PATIENCE)).toBeLessThan(timeoutOf('database'));
  });

  test('has room to grow: CloudFormation takes 500 resources and 1 MB', () => {
    expect(Object.keys(template.Resources).length).toBeLessThanOrEqual(450);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(800_000);
  });

  test('holds nothing that only the local cloud may be told, and prod no tricks of test customers', () => {
    const functions = ofType(template, 'AWS::Lambda::Function');
    for (const [id, { Properties }] of functions) {
      const { Variables } = Properties['Environment'] as { Variables: Record<string, unknown> };
      expect([
        id,
        Object.keys(Variables).filter((name) => LOCAL_ONLY.test(name) && Variables[name] !== ''),
      ]).toEqual([id, []]);
      if (stage === 'prod') expect([id, Variables['FAKES_OBEY_TAGS']]).toEqual([id, 'false']);
    }
    expect(text).not.toMatch(/AWS_ENDPOINT_URL|localhost|https?:\/\/127\./);
  });

  test('tells in its outputs what people and scripts need', () => {
    expect(Object.keys(template.Outputs)).toEqual(
      expect.arrayContaining([
        'ApiUrl',
        'EventBusName',
        'EventArchiveArn',
        'DashboardUrl',
        'SmtpUrlSecretArn',
      ]),
    );
  });

  test('shows every consumer, function and metric of the shop on one page', () => {
    const body = template.Resources['Dashboard']!.Properties['DashboardBody'] as { 'Fn::Sub': string };
    const { widgets } = JSON.parse(body['Fn::Sub']) as { widgets: unknown[] };
    const shown = JSON.stringify(widgets);
    for (const name of functionsIn(template)) expect(shown).toContain(`"acme-webshop-${stage}-${name}"`);
    const ofShop = [
      'OrdersCreated',
      'OrdersPlaced',
      'OrdersTurnedAway',
      'OrdersStocked',
      'DeliveriesBooked',
      'OrdersStuck',
      'FreeSlots',
      'PaymentsInDoubt',
      'PaymentsWrong',
      'MailsUndeliverable',
    ];
    const ofAws = [
      'ApproximateAgeOfOldestMessage',
      'ApproximateNumberOfMessagesVisible',
      'Errors',
      'Latency',
    ];
    for (const metric of [...ofShop, ...ofAws, 'OutboxAge', 'p99']) expect(shown).toContain(metric);
  });
});

test('a secret that somebody gives as it is stays out of the template: packaging is refused', () => {
  const emailWith = (SMTP_URL: unknown) => ({
    EmailLambdaFunction: {
      Type: 'AWS::Lambda::Function',
      Properties: { Environment: { Variables: { SMTP_URL } } },
    },
  });
  expect(() => refusePlainSecrets(emailWith('smtps://user:password@mail.example.com'))).toThrow('SMTP_URL');
  refusePlainSecrets(emailWith('{{resolve:secretsmanager:mail}}'));
});

test('prod can’t be packaged until somebody has said who takes its money', () => {
  expect(() => refuseUnchosenProvider('prod', '')).toThrow('PAYMENT_PROVIDER');
  expect(() => refuseUnchosenProvider('prod', 'stripe')).toThrow('it is "stripe"');
  refuseUnchosenProvider('prod', 'fake');
});

describe('The stages', () => {
  const databaseOf = (template: typeof dev) => template.Resources['Database']!;
  const ratesOf = (template: typeof dev) =>
    ofType(template, 'AWS::Events::Rule').flatMap(([, { Properties }]) =>
      Properties['ScheduleExpression'] ? [Properties['ScheduleExpression']] : [],
    );

  test('prod protects its data and never pauses; dev pauses, and goes with its stack', () => {
    expect(databaseOf(prod)).toMatchObject({
      DeletionPolicy: 'Snapshot',
      UpdateReplacePolicy: 'Snapshot',
      Properties: {
        DeletionProtection: true,
        BackupRetentionPeriod: 14,
        ServerlessV2ScalingConfiguration: { MinCapacity: 0.5 },
      },
    });
    expect(databaseOf(dev)).toMatchObject({
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Snapshot',
      Properties: {
        DeletionProtection: false,
        ServerlessV2ScalingConfiguration: { MinCapacity: 0, SecondsUntilAutoPause: 600 },
      },
    });
  });

  test('nothing wakes a paused database more often than every six hours', () => {
    expect(ratesOf(dev).length).toBeGreaterThan(0);
    expect(new Set(ratesOf(dev))).toEqual(new Set(['rate(6 hours)']));
    expect(ratesOf(prod)).toContain('rate(1 minute)');
  });

  test('alarms are mailed to whom the deployment names, and to nobody else', () => {
    expect(dev.Resources['AlarmMail']?.Properties).toEqual({
      TopicArn: { Ref: 'AlarmTopic' },
      Protocol: 'email',
      Endpoint: OPERATOR,
    });
    expect(prod.Resources['AlarmMail']).toBeUndefined();
  });
});
