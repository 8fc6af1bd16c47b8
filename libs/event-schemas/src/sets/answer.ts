/** What is known of a question that may be too hard. */
export type Answer = 'yes' | 'no' | 'unknown';

/** All of the answers hold: one 'no' decides. */
export function every<T>(items: readonly T[], ask: (item: T) => Answer): Answer {
  let all: Answer = 'yes';
  for (const item of items) {
    const answer = ask(item);
    if (answer === 'no') return 'no';
    if (answer === 'unknown') all = 'unknown';
  }
  return all;
}

/** At least one of the answers holds: one 'yes' decides. */
export function some<T>(items: readonly T[], ask: (item: T) => Answer): Answer {
  return opposite(every(items, (item) => opposite(ask(item))));
}

/** Yes for no. */
export function opposite(answer: Answer): Answer {
  if (answer === 'unknown') return 'unknown';
  return answer === 'yes' ? 'no' : 'yes';
}

/** An answer for what is certain. */
export function certain(holds: boolean): Answer {
  return holds ? 'yes' : 'no';
}

/** An answer for what may not be known. */
export function perhaps(holds: boolean | undefined): Answer {
  return holds === undefined ? 'unknown' : certain(holds);
}

/** An answer from how many of some answers hold. */
export function between(answers: readonly Answer[], min: number, max: number): Answer {
  const least = answers.filter((answer) => answer === 'yes').length;
  const most = least + answers.filter((answer) => answer === 'unknown').length;
  if (most < min || least > max) return 'no';
  return least >= min && most <= max ? 'yes' : 'unknown';
}
