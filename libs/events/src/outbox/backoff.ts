/** Milliseconds before the attempt after `failures` ones: doubling from `firstMs` up to `mostMs`, a random quarter less. */
export const backoff = (failures: number, firstMs: number, mostMs: number): number =>
  Math.min(firstMs * 2 ** Math.min(failures - 1, 30), mostMs) * (1 - Math.random() / 4)
