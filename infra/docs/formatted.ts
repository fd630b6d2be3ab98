import { format, getFileInfo, resolveConfig } from 'prettier';

/** A text as prettier writes it in such a file; as it is where prettier knows nothing of it. */
export const asPrettierHasIt = async (text: string, file: string): Promise<string> => {
  const { inferredParser } = await getFileInfo(file);
  return inferredParser === null ? text : format(text, { ...(await resolveConfig(file)), filepath: file });
};
