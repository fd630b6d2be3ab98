/** Who may be asked for customers' money: so far only the banks that we play. */
const PROVIDERS = ['fake'];

/** Throws unless it was said on purpose who takes a stage's money: prod has no standard. */
export const refuseUnchosenProvider = (stage: string, provider: string): void => {
  if (!PROVIDERS.includes(provider))
    throw new Error(
      `Nobody has said who takes the money on stage ${stage}: set PAYMENT_PROVIDER to ${PROVIDERS.join(' or ')}` +
        `${provider && ` (it is "${provider}")`}, see docs/deploy.md`,
    );
};
