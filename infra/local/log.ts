/** Where the local cloud reports what it survived: a sentence, and the error if there was one. */
export type Log = (message: string, error?: unknown) => void;
