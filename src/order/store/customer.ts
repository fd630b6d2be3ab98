import { customerFields } from '../../contracts/fields.ts';

const PART = /\{customer: ([^}]*)\}/g;

const inColumns = (field: string) => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const capital = (field: string) => field.charAt(0).toUpperCase() + field.slice(1);

/** A statement in which `{customer: … name …}` becomes the same for each of the contracts' customer fields. */
export const withCustomer = (statement: string): string =>
  statement.replaceAll(PART, (_, part: string) =>
    Object.keys(customerFields)
      .map((field) =>
        part
          .replaceAll('"name"', `"${field}"`)
          .replaceAll('customer_name', `customer_${inColumns(field)}`)
          .replaceAll('customerName', `customer${capital(field)}`),
      )
      .join(', '),
  );
