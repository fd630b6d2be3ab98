/** Something that happens at a moment; `tie` decides between those of the same moment. */
interface Moment {
  at: number;
  tie: number;
  place: number;
  happen: () => unknown;
}

const isBefore = (one: Moment, other: Moment): boolean =>
  one.at < other.at ||
  (one.at === other.at && (one.tie < other.tie || (one.tie === other.tie && one.place < other.place)));

/** What is to happen, the earliest first: a binary heap. */
export const timeline = () => {
  const heap: Moment[] = [];
  let place = 0;

  const rise = (start: number) => {
    for (let index = start; index > 0;) {
      const parent = (index - 1) >> 1;
      if (!isBefore(heap[index]!, heap[parent]!)) return;
      [heap[index], heap[parent]] = [heap[parent]!, heap[index]!];
      index = parent;
    }
  };

  const sink = () => {
    for (let index = 0; ;) {
      let child = 2 * index + 1;
      if (child >= heap.length) return;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!isBefore(heap[child]!, heap[index]!)) return;
      [heap[index], heap[child]] = [heap[child]!, heap[index]!];
      index = child;
    }
  };

  return {
    add(at: number, tie: number, happen: () => unknown) {
      heap.push({ at, tie, place: place++, happen });
      rise(heap.length - 1);
    },
    /** When the next thing happens; undefined when nothing does. */
    next: (): number | undefined => heap[0]?.at,
    take(): Moment | undefined {
      const [first] = heap;
      const last = heap.pop();
      if (first && last && heap.length > 0) {
        heap[0] = last;
        sink();
      }
      return first;
    },
  };
};
