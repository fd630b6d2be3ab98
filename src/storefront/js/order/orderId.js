const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The order that the address speaks of (?order=…); undefined when there is none, null when it can't be one. */
export const orderIdInAddress = () => {
  const given = new URLSearchParams(location.search).get('order')?.trim().toLowerCase();
  if (given === undefined || given === '') return undefined;
  return UUID.test(given) ? given : null;
};

/** The address of a page about an order. */
export const addressOf = (page, orderId) => `/${page}.html?order=${encodeURIComponent(orderId)}`;
