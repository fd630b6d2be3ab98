import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';

interface Config {
  concurrency: number;
  timeoutMs: number;
}

// The system test is plain JavaScript.
const load = async <Module>(file: string): Promise<Module> =>
  (await import(`../../system/${file}`)) as Module;

describe('The system test on a deployed stage', () => {
  test('is gentle and patient unless told otherwise: two customers, ten minutes', async () => {
    const { readConfig } = await load<{ readConfig: (args: string[]) => Config }>('config.js');
    const onDev = ['--stage', 'dev', '--url', 'https://api.example.com/dev'];
    expect(readConfig(onDev)).toMatchObject({ concurrency: 2, timeoutMs: 600_000 });
    expect(readConfig([...onDev, '--concurrency', '5'])).toMatchObject({ concurrency: 5 });
    expect(readConfig([])).toMatchObject({ concurrency: 8, timeoutMs: 120_000 });
  });

  test('says what to do where no mail server is set, instead of waiting for mails', async () => {
    const { whyNoMail } = await load<{
      whyNoMail: (stage: string, client: LambdaClient) => Promise<string | undefined>;
    }>('mailServer.js');
    const lambda = mockClient(LambdaClient);
    const emailWith = (SMTP_URL: string) =>
      lambda
        .on(GetFunctionConfigurationCommand, { FunctionName: 'acme-webshop-dev-email' })
        .resolves({ Environment: { Variables: { SMTP_URL } } });
    emailWith('smtp://not-set-yet.invalid');
    expect(await whyNoMail('dev', new LambdaClient())).toContain('docs/deploy.md');
    emailWith('smtps://user:password@mail.example.com:465');
    expect(await whyNoMail('dev', new LambdaClient())).toBeUndefined();
    lambda.resolves({ Environment: { Error: { ErrorCode: 'AccessDeniedException' } } });
    expect(await whyNoMail('dev', new LambdaClient())).toBeUndefined();
  });
});
