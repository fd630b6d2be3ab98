const originsOf = async (resolveConfigurationProperty) => {
  const { ALLOWED_ORIGINS } = await resolveConfigurationProperty(['provider', 'environment']);
  return ALLOWED_ORIGINS.split(',').map((origin) => origin.trim().replace(/\/+$/, ''));
};

/** The origin that the gateway's own refusals name; they are constant and can't choose. */
export const firstOrigin = async ({ resolveConfigurationProperty }) =>
  (await originsOf(resolveConfigurationProperty))[0];

/** What a page of our web sites may do with the API's public routes; the gateway answers its preflight requests. */
export const cors = async ({ resolveConfigurationProperty }) => ({
  origins: await originsOf(resolveConfigurationProperty),
  headers: ['Content-Type', 'Idempotency-Key', 'X-Correlation-Id'],
  allowCredentials: false,
  maxAge: 3600,
});
