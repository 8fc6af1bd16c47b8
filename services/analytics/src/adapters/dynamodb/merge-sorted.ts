/** Compares two items as the order that their sources come in does: negative when `left` is first. */
export type Compare<Item> = (left: Item, right: Item) => number;

/** A source and the item that it offers next; several wait side by side. */
interface Head<Item> {
  readonly item: Item;
  readonly rest: AsyncIterator<Item>;
}

/** Merges sorted sources into one sorted sequence. All sources are first asked at once. */
export async function* mergeSorted<Item>(
  sources: readonly AsyncIterable<Item>[],
  compare: Compare<Item>,
): AsyncGenerator<Item> {
  const first = await Promise.all(sources.map((source) => nextHead(source[Symbol.asyncIterator]())));
  let heads = first.filter((head) => head !== undefined);
  while (heads.length > 0) {
    const least = heads.reduce((left, right) => (compare(right.item, left.item) < 0 ? right : left));
    yield least.item;
    const next = await nextHead(least.rest);
    heads = heads.flatMap((head) => (head === least ? (next ?? []) : head));
  }
}

async function nextHead<Item>(rest: AsyncIterator<Item>): Promise<Head<Item> | undefined> {
  const { done, value } = await rest.next();
  return done === true ? undefined : { item: value, rest };
}
