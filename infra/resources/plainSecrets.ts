const SECRETS = ['SMTP_URL', 'ORDER_ID_KEY'];

/** The resources of a template; of functions only their environment matters here. */
type Resources = Record<
  string,
  { Type: string; Properties?: { Environment?: { Variables: Record<string, unknown> } } }
>;

/** Templates lie in a bucket and in the account's history: a secret may stand there as a reference only. Throws else. */
export const refusePlainSecrets = (resources: Resources): void => {
  for (const { Type, Properties } of Object.values(resources)) {
    if (Type !== 'AWS::Lambda::Function') continue;
    const variables = Properties?.Environment?.Variables ?? {};
    for (const name of SECRETS)
      if (name in variables && !JSON.stringify(variables[name]).includes('{{resolve:'))
        throw new Error(
          `${name} would stand in the template as it is: give a {{resolve:…}} reference, see docs/deploy.md`,
        );
  }
};
