import type { TargetName } from './dynamodb-targets.ts';

/** CPU microseconds per request in one round. */
export interface Cost {
  /** Of the client and the server. */
  readonly total: number;
  readonly server: number;
}

/** Costs by target, round by round: the same round of two targets ran one after the other. */
export type Figures = ReadonlyMap<TargetName, readonly Cost[]>;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

/** Median over the rounds of a reference's cost by ours in the same round; not a number where the reference cannot do it. */
export function ratio(figures: Figures, reference: TargetName, part: keyof Cost): number {
  const ours = figures.get('local cloud') ?? [];
  const theirs = figures.get(reference);
  if (theirs === undefined) return Number.NaN;
  return median(ours.map((own, round) => (theirs[round]?.[part] ?? Number.NaN) / own[part]));
}

/** The mean over operations of a ratio, leaving out those without one. */
export const meanRatio = (all: readonly Figures[], reference: TargetName, part: keyof Cost): number =>
  geometricMean(all.map((figures) => ratio(figures, reference, part)).filter((value) => !Number.isNaN(value)));

export const shown = (value: number, digits: number): string => (Number.isNaN(value) ? '–' : value.toFixed(digits));

/** One line of the table: `client and server / server alone`, and the ratios of the former. */
export function row(operation: string, figures: Figures): Readonly<Record<string, string>> {
  const cost = (name: TargetName): string => {
    const costs = figures.get(name) ?? [];
    return `${shown(median(costs.map(({ total }) => total)), 0)} / ${shown(median(costs.map(({ server }) => server)), 0)}`;
  };
  return {
    operation,
    'local cloud': cost('local cloud'),
    dynalite: cost('dynalite'),
    'null server': cost('null server'),
    'x dynalite': shown(ratio(figures, 'dynalite', 'total'), 2),
    'x dynalite, server': shown(ratio(figures, 'dynalite', 'server'), 2),
    'x ceiling': shown(ratio(figures, 'null server', 'total'), 2),
  };
}
