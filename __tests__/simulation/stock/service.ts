import { join } from 'node:path';
import { broken } from '../cloud/serve.ts';
import type { SimulatedService } from '../service.ts';

/** What the stock service brings to the simulation: a supplier who is down now and then. */
export const stock: SimulatedService = {
  faults: { supplierDown: { rate: 0.02, says: 'the supplier does not answer' } },
  seams: { 'stock/supplier.ts': join(import.meta.dirname, 'greenhouse.ts') },
  parties: ({ engine, isDown }) => ({
    serves: {
      supplier: ({ site, about }, answer) =>
        answer(isDown('supplier') || engine.fault('supplierDown', site, about) ? broken() : { value: {} }),
    },
  }),
};
