import { answerDeployment, type DeploymentEvent, isDeployment } from '../../../src/database/deployment.ts';

const aDeployment = (changes: Partial<DeploymentEvent> = {}): DeploymentEvent => ({
  RequestType: 'Create',
  ResponseURL: 'https://cloudformation.example/answer?signature=1',
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Migrations',
  ...changes,
});

const cloudFormation = (status = 200) => {
  const answers: { url: string; init: RequestInit; body: Record<string, unknown> }[] = [];
  const put = (async (url: string, init: RequestInit) => {
    answers.push({ url, init, body: JSON.parse(String(init.body)) as Record<string, unknown> });
    return new Response(null, { status });
  }) as typeof fetch;
  return { answers, put };
};

describe('A step of a deployment', () => {
  test('tells CloudFormation that it worked', async () => {
    const { answers, put } = cloudFormation();
    const work = jest.fn(async () => undefined);
    await answerDeployment(aDeployment(), work, put);
    expect(work).toHaveBeenCalledTimes(1);
    expect(answers).toMatchObject([
      {
        url: 'https://cloudformation.example/answer?signature=1',
        init: { method: 'PUT', headers: { 'content-type': '' } },
        body: {
          Status: 'SUCCESS',
          StackId: 'stack',
          RequestId: 'request',
          LogicalResourceId: 'Migrations',
          PhysicalResourceId: 'Migrations',
        },
      },
    ]);
  });

  test('that fails makes the deployment fail and says why, in few words', async () => {
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const { answers, put } = cloudFormation();
    const fail = async () => Promise.reject(new Error(`0002_x.sql: ${'long '.repeat(2000)}`));
    await answerDeployment(aDeployment({ RequestType: 'Update', PhysicalResourceId: 'old' }), fail, put);
    expect(answers[0]!.body).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'old' });
    expect(String(answers[0]!.body['Reason'])).toMatch(/^Error: 0002_x\.sql/);
    expect(JSON.stringify(answers[0]!.body).length).toBeLessThan(4096);
    write.mockRestore();
  });

  test('does nothing when the stack is removed, so that removing never hangs', async () => {
    const { answers, put } = cloudFormation();
    const work = jest.fn(async () => undefined);
    await answerDeployment(aDeployment({ RequestType: 'Delete' }), work, put);
    expect(work).not.toHaveBeenCalled();
    expect(answers[0]!.body).toMatchObject({ Status: 'SUCCESS' });
  });

  test('rejects when CloudFormation did not take the answer, so that Lambda tries again', async () => {
    const { put } = cloudFormation(403);
    await expect(answerDeployment(aDeployment(), async () => undefined, put)).rejects.toThrow('403');
  });

  test('is told from a call by hand', () => {
    expect(isDeployment(aDeployment())).toBe(true);
    expect(isDeployment({})).toBe(false);
  });
});
