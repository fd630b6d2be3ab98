/** One field of a request that was refused, by its path (`lines.0.quantity`), and why. */
export interface FieldError {
  field: string;
  message: string;
}

const statuses = {
  INVALID_REQUEST: 400,
  PRICE_CHANGED: 409,
  PAYMENT_DECLINED: 402,
  PAYMENT_OVER: 409,
  PAYMENT_IN_DOUBT: 503,
  ORDER_IN_DOUBT: 503,
  IDEMPOTENCY_KEY_REUSED: 422,
  ORDER_NOT_FOUND: 404,
  WRONG_STATUS: 409,
  NOT_YET_DELIVERABLE: 409,
  SLOT_FULL: 409,
  SLOT_NOT_OFFERED: 400,
  DELIVERY_CHANGED_ONCE: 409,
  DELIVERY_TIME_DIFFERS: 409,
  TOO_LATE_TO_CHANGE: 409,
  METHOD_NOT_ALLOWED: 405,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  SERVICE_UNAVAILABLE: 503,
  INTERNAL: 500,
} as const;

/** The stable code of a refusal; clients decide by it, people read `detail`. */
export type ProblemCode = keyof typeof statuses;

/** All codes. */
export const problemCodes = Object.keys(statuses) as ProblemCode[];

/** True for a string that is one of our codes, such as one that came back over GraphQL. */
export const isProblemCode = (code: unknown): code is ProblemCode =>
  typeof code === 'string' && Object.hasOwn(statuses, code);

/**
 * A refusal that the caller can understand and act on.
 * `errors` names refused fields; `more` adds members to the answer, such as `expectedTotal`.
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly errors: FieldError[] | undefined;
  readonly more: Record<string, unknown>;

  constructor(
    code: ProblemCode,
    detail: string,
    { errors, cause, ...more }: { errors?: FieldError[]; cause?: unknown } & Record<string, unknown> = {},
  ) {
    super(detail, { cause });
    this.name = 'Problem';
    this.code = code;
    this.errors = errors;
    this.more = more;
  }

  get status(): number {
    return statuses[this.code];
  }
}

/** A request with fields that can't be accepted. */
export const invalid = (...errors: FieldError[]): Problem =>
  new Problem('INVALID_REQUEST', errors.map(({ field, message }) => `${field}: ${message}`).join('; '), {
    errors,
  });
