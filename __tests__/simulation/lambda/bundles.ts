import { services } from '../services.ts';
import { bundleOf, type Change, contractsBundle } from './bundle.ts';
import { declaredFunctions, type FunctionFacts } from './functions.ts';
import { compiled, type Evaluate, instanceOf, type Outside, type Shared } from './instance.ts';

/** All functions of the project, ready to be evaluated as often as instances are needed. */
export interface Bundles {
  facts: readonly FunctionFacts[];
  functions: ReadonlyMap<string, { facts: FunctionFacts; evaluate: Evaluate }>;
  shared: Shared;
}

// The bank is a third party, and plays by its own rules. The public graph asks what REST asks, and nobody here asks it.
const isOurs = ({ name, file }: FunctionFacts) => name !== 'bank' && !/[/\\]graph[/\\]/.test(file);

const nowhere: Outside = {
  now: () => 0,
  random: () => 0,
  uuid: () => '',
  call: () => new Promise(() => undefined),
  timer: () => undefined,
  clear: () => undefined,
  write: () => undefined,
  environment: {},
};

/** Bundles all functions, with these changes to their sources. */
export const bundlesOf = async (changes: readonly Change[], isReal: boolean): Promise<Bundles> => {
  const facts = declaredFunctions().filter(isOurs);
  const seams = Object.assign({}, ...services.map((service) => service.seams ?? {})) as Record<
    string,
    string
  >;
  const texts = await Promise.all(facts.map((each) => bundleOf(each, { seams, changes, isReal })));
  const shared: Shared = new Map();
  const contracts = compiled('contracts', await contractsBundle(changes));
  shared.set('contracts', instanceOf(contracts, nowhere, shared));
  const functions = facts.map(
    (each, index) => [each.name, { facts: each, evaluate: compiled(each.name, texts[index]!) }] as const,
  );
  return { facts, functions: new Map(functions), shared };
};
