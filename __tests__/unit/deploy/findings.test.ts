import { complaintsOf } from '../../../infra/deploy/findings.ts';

const finding = (check_id: string, resource: string) => ({ check_id, check_name: 'A rule', resource });
const accepted = [
  { check: 'CKV_1', resources: ['AWS::SQS::Queue.*', 'AWS::SNS::Topic.Known'], why: 'Because' },
];

describe('What checkov finds', () => {
  test('is nothing new where the list says why, for a resource or for all of its type', () => {
    const found = [finding('CKV_1', 'AWS::SQS::Queue.Any'), finding('CKV_1', 'AWS::SNS::Topic.Known')];
    expect(complaintsOf(found, accepted)).toEqual([]);
  });

  test('is a complaint for another resource or another check', () => {
    const found = [
      finding('CKV_1', 'AWS::SQS::Queue.Any'),
      finding('CKV_1', 'AWS::SNS::Topic.New'),
      finding('CKV_2', 'AWS::SQS::Queue.Any'),
    ];
    expect(complaintsOf(found, accepted)).toEqual([
      'CKV_1 AWS::SNS::Topic.New: A rule',
      'CKV_2 AWS::SQS::Queue.Any: A rule',
    ]);
  });

  test('leaves the list when it is mended', () => {
    expect(complaintsOf([], accepted)).toEqual([expect.stringContaining('CKV_1 is accepted')]);
  });
});
