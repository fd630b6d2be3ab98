import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';

const NOT_SET = 'not-set-yet.invalid';

/**
 * Why a deployed stage can't send the mails that the test waits for; undefined when it can, or when the caller may not
 * read it (the address is encrypted, it takes kms:Decrypt).
 */
export const whyNoMail = async (stage, client) => {
  const command = new GetFunctionConfigurationCommand({ FunctionName: `acme-webshop-${stage}-email` });
  const { Environment } = await client.send(command);
  if (!Environment?.Variables?.SMTP_URL?.includes(NOT_SET)) return undefined;
  return (
    `Stage ${stage} has no mail server yet, so no order's mails would arrive and its alarms would ring. ` +
    `Set it and deploy once more: docs/deploy.md, "Mail".`
  );
};

/** Ends the test before it orders anything where nobody told the stage of a mail server. */
export const demandMailServer = async ({ isLocal, stage, region }) => {
  const why = isLocal ? undefined : await whyNoMail(stage, new LambdaClient({ region }));
  if (why === undefined) return;
  console.error(why);
  process.exit(1);
};
