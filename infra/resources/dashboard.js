import { subscriptions } from '../../src/contracts/subscriptions.ts';
import { PREFIX } from './names.ts';

const COLUMN = 12;
const HEIGHT = 6;

const widget = (title, metrics, { stat = 'Sum', more = {} } = {}) => ({
  type: 'metric',
  properties: { title, metrics, stat, period: 300, region: '${AWS::Region}', view: 'timeSeries', ...more },
});

const consumers = Object.keys(subscriptions);
const dimension = (name) => ['FunctionName', `${PREFIX}-${name}`, { label: name }];
const ofShop = (...names) => names.map((name) => ['AcmeWebshop', name, 'Stage', '${sls:stage}']);
const ofQueues = (metric, suffix = '') =>
  consumers.map((name) => ['AWS/SQS', metric, 'QueueName', `${PREFIX}-${name}${suffix}`, { label: name }]);
const ofFunctions = (metric, names) => names.map((name) => ['AWS/Lambda', metric, ...dimension(name)]);
const ofGateway = (metric, label) => [
  'AWS/ApiGateway',
  metric,
  'ApiName',
  '${sls:stage}-${self:service}',
  'Stage',
  '${sls:stage}',
  { label },
];

const widgetsFor = (functions) => [
  widget(
    'Orders per step',
    ofShop('OrdersCreated', 'OrdersPlaced', 'OrdersTurnedAway', 'OrdersStocked', 'DeliveriesBooked'),
  ),
  widget('Orders stuck', ofShop('OrdersStuck'), { stat: 'Maximum' }),
  widget('What a person has to look at', ofShop('PaymentsInDoubt', 'PaymentsWrong', 'MailsUndeliverable')),
  widget('Age of the oldest message (s)', ofQueues('ApproximateAgeOfOldestMessage'), { stat: 'Maximum' }),
  widget('Dead letters', ofQueues('ApproximateNumberOfMessagesVisible', '-dlq'), { stat: 'Maximum' }),
  widget('Errors of functions', ofFunctions('Errors', functions)),
  widget('Throttles of functions', ofFunctions('Throttles', functions)),
  widget('p99 of functions (ms)', ofFunctions('Duration', functions), { stat: 'p99' }),
  widget('Answers of the API', [
    ofGateway('Count', 'all'),
    ofGateway('4XXError', '4xx'),
    ofGateway('5XXError', '5xx'),
  ]),
  widget('p99 of the API (ms)', [ofGateway('Latency', 'p99')], { stat: 'p99' }),
  widget('Free delivery slots', ofShop('FreeSlots'), { stat: 'Minimum' }),
  widget('Age of the outbox (s)', ofShop('OutboxAge'), { stat: 'Maximum' }),
  widget(
    'Database capacity (ACU)',
    [['AWS/RDS', 'ServerlessDatabaseCapacity', 'DBClusterIdentifier', '${Database}', { label: 'ACU' }]],
    { stat: 'Average' },
  ),
];

const placed = (each, index) => ({
  ...each,
  x: (index % 2) * COLUMN,
  y: Math.floor(index / 2) * HEIGHT,
  width: COLUMN,
  height: HEIGHT,
});

/** One page that shows whether orders get through: each step, what waits, what fails, how fast. */
export const Resources = async ({ resolveConfigurationProperty }) => {
  const functions = Object.keys(await resolveConfigurationProperty(['functions']));
  return {
    Dashboard: {
      Type: 'AWS::CloudWatch::Dashboard',
      Properties: {
        DashboardName: PREFIX,
        DashboardBody: { 'Fn::Sub': JSON.stringify({ widgets: widgetsFor(functions).map(placed) }) },
      },
    },
  };
};
