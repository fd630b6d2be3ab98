/**
 * Lets lines that are written in one turn of the event loop go out together: a write to a pipe stops all functions until
 * it is done, and an order has a dozen lines. What waits also leaves when the process ends by itself.
 */
export const gatherLines = (
  stream: Pick<NodeJS.WriteStream, 'write'> = process.stdout,
  later: (flush: () => void) => unknown = setImmediate,
): void => {
  const write = stream.write.bind(stream);
  let waiting = '';
  const flush = () => {
    if (waiting !== '') write(waiting);
    waiting = '';
  };
  const gather = (text: string | Uint8Array, ...rest: never[]): boolean => {
    if (typeof text !== 'string' || rest.length > 0) {
      flush();
      return write(text, ...rest);
    }
    if (waiting === '') later(flush);
    waiting += text;
    return true;
  };
  stream.write = gather;
  process.on('exit', flush);
};
