import { arn, queueUrl } from '../messaging/arns.ts';
import { ports } from '../../localPlaces.ts';

/** What `Ref` and `Fn::GetAtt` give for one resource. */
export interface Identity {
  ref: string;
  attributes: Record<string, string>;
}

interface Kind {
  nameProperty: string;
  /** `property` gives another property of the resource. */
  identify(name: string, region: string, property: (name: string) => string): Identity;
}

/** How the local cloud names each type of resource that functions, rules and queues may refer to. */
export const localIdentities: Readonly<Record<string, Kind>> = {
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    identify: (name, region) => {
      const url = queueUrl(ports.queues.port, name);
      return { ref: url, attributes: { Arn: arn('sqs', region, name), QueueName: name, QueueUrl: url } };
    },
  },
  'AWS::Events::EventBus': {
    nameProperty: 'Name',
    identify: (name, region) => ({
      ref: name,
      attributes: { Arn: arn('events', region, `event-bus/${name}`), Name: name },
    }),
  },
  'AWS::Events::Rule': {
    nameProperty: 'Name',
    identify: (name, region, property) => ({
      ref: name,
      attributes: { Arn: arn('events', region, `rule/${property('EventBusName')}/${name}`) },
    }),
  },
  'AWS::Events::Archive': {
    nameProperty: 'ArchiveName',
    identify: (name, region) => ({
      ref: name,
      attributes: { Arn: arn('events', region, `archive/${name}`) },
    }),
  },
  'AWS::RDS::DBCluster': {
    nameProperty: 'DBClusterIdentifier',
    identify: (name, region) => ({
      ref: name,
      attributes: {
        DBClusterArn: arn('rds', region, `cluster:${name}`),
        'MasterUserSecret.SecretArn': arn('secretsmanager', region, `secret:${name}`),
      },
    }),
  },
  'AWS::SecretsManager::Secret': {
    nameProperty: 'Name',
    identify: (name, region) => ({ ref: arn('secretsmanager', region, `secret:${name}`), attributes: {} }),
  },
  'AWS::Lambda::Function': {
    nameProperty: 'FunctionName',
    identify: (name, region) => ({
      ref: name,
      attributes: { Arn: arn('lambda', region, `function:${name}`) },
    }),
  },
};
