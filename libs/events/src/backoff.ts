/** Milliseconds before the attempt after `failures` ones: doubling from `firstMs` up to `maxMs`, a random quarter less. */
export const backoff = (failures: number, firstMs: number, maxMs: number): number =>
  Math.min(firstMs * 2 ** Math.min(failures - 1, 30), maxMs) * (1 - Math.random() / 4)
