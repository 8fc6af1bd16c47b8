/** A place in a drawing. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A smooth line through points that go one way along x: level at each of them. */
export function path(points: readonly Point[]): string {
  const [first] = points;
  if (first === undefined) return '';
  const steps = points.slice(1).map((to, index) => step(points[index] ?? first, to));
  return `M${rounded(first.x)} ${rounded(first.y)}${steps.join('')}`;
}

function step(from: Point, to: Point): string {
  const middle = rounded((from.x + to.x) / 2);
  return `C${middle} ${rounded(from.y)} ${middle} ${rounded(to.y)} ${rounded(to.x)} ${rounded(to.y)}`;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
