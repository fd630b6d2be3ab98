// Version 8: an order's.
const ORDER = /[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/;
const ORDERS = new RegExp(ORDER, 'g');
// Events and requests stand inside of others, as text.
const CUSTOMER = /email\\*":\\*"(c\d+)[@+]/;

/** What nobody in particular is concerned by. */
export const NOBODY = '-';

/**
 * Which customer a text is about. Order ids are learned from the first text that names one beside the customer's address, so
 * that whatever happens has the same name in a run with fewer customers.
 */
export const subjects = () => {
  const customers = new Map<string, string>();
  return {
    of(text: string): string {
      const id = ORDER.exec(text)?.[0];
      if (id === undefined) return CUSTOMER.exec(text)?.[1] ?? NOBODY;
      const known = customers.get(id);
      if (known !== undefined) return known;
      const customer = CUSTOMER.exec(text)?.[1];
      if (customer === undefined) return NOBODY;
      customers.set(id, customer);
      return customer;
    },
    /** The customer of the first order or address that a finding names. */
    customerIn(finding: string): string | undefined {
      const known = [...finding.matchAll(ORDERS)].flatMap(([id]) => customers.get(id) ?? []);
      return known[0] ?? /\b(c\d+)@/.exec(finding)?.[1];
    },
  };
};

export type Subjects = ReturnType<typeof subjects>;
