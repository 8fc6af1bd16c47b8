interface Node<T> {
  readonly item: T;
  readonly rank: number;
}

/** A binary heap that also finds and removes any item: every change is O(log n). The lowest rank comes first. */
export class PriorityQueue<T> {
  readonly #nodes: Node<T>[] = [];
  readonly #places = new Map<T, number>();

  get size(): number {
    return this.#nodes.length;
  }

  first(): T | undefined {
    return this.#nodes[0]?.item;
  }

  /** Rank of the first item; undefined when empty. */
  firstRank(): number | undefined {
    return this.#nodes[0]?.rank;
  }

  has(item: T): boolean {
    return this.#places.has(item);
  }

  /** Adds the item, or gives it this rank when it is here already. */
  add(item: T, rank: number): void {
    this.remove(item);
    const node = { item, rank };
    this.#nodes.push(node);
    this.#rise(this.#nodes.length - 1, node);
  }

  remove(item: T): boolean {
    const place = this.#places.get(item);
    if (place === undefined) return false;
    this.#places.delete(item);
    const last = this.#nodes.pop();
    if (last === undefined || last.item === item) return true;
    this.#sink(place, last);
    this.#rise(this.#places.get(last.item) ?? place, last);
    return true;
  }

  takeFirst(): T | undefined {
    const item = this.first();
    if (item !== undefined) this.remove(item);
    return item;
  }

  /** All items, in no order. */
  items(): T[] {
    return this.#nodes.map((node) => node.item);
  }

  clear(): void {
    this.#nodes.length = 0;
    this.#places.clear();
  }

  #put(place: number, node: Node<T>): void {
    this.#nodes[place] = node;
    this.#places.set(node.item, place);
  }

  #rise(start: number, node: Node<T>): void {
    let place = start;
    while (place > 0) {
      const parentPlace = (place - 1) >>> 1;
      const parent = this.#nodes[parentPlace];
      if (parent === undefined || parent.rank <= node.rank) break;
      this.#put(place, parent);
      place = parentPlace;
    }
    this.#put(place, node);
  }

  #sink(start: number, node: Node<T>): void {
    let place = start;
    for (let child = this.#lowerChild(place); child !== undefined; child = this.#lowerChild(place)) {
      const lower = this.#nodes[child];
      if (lower === undefined || lower.rank >= node.rank) break;
      this.#put(place, lower);
      place = child;
    }
    this.#put(place, node);
  }

  #lowerChild(place: number): number | undefined {
    const left = this.#nodes[2 * place + 1];
    const right = this.#nodes[2 * place + 2];
    if (left === undefined) return undefined;
    return right !== undefined && right.rank < left.rank ? 2 * place + 2 : 2 * place + 1;
  }
}
