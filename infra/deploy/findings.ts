import accepted from './findings.json' with { type: 'json' };

/** What checkov complains of: a check and the resource that does not pass it. */
export interface Finding {
  check_id: string;
  check_name: string;
  resource: string;
}

/** A finding that we live with, and why; `Type.*` means all resources of a type. */
export interface Accepted {
  check: string;
  resources: string[];
  why: string;
}

const covers = ({ check, resources }: Accepted, { check_id, resource }: Finding): boolean =>
  check === check_id &&
  resources.some(
    (each) => each === resource || (each.endsWith('.*') && resource.startsWith(each.slice(0, -1))),
  );

/** What nobody has judged yet, and what was accepted but is not found any more. */
export const complaintsOf = (found: readonly Finding[], list: readonly Accepted[] = accepted): string[] => [
  ...found
    .filter((finding) => !list.some((each) => covers(each, finding)))
    .map(({ check_id, check_name, resource }) => `${check_id} ${resource}: ${check_name}`),
  ...list
    .filter((each) => !found.some((finding) => covers(each, finding)))
    .map(({ check }) => `${check} is accepted in infra/deploy/findings.json, but found no more: take it out`),
];
