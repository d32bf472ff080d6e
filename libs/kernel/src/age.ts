/** The ages that people have here, and that preferences may name. */
export const ages = { min: 18, max: 100 } as const

/** The ages that somebody of an age is likely to look for: a first guess. */
export function likelyAges(age: number): { min: number; max: number } {
  const clamp = (value: number): number => Math.min(ages.max, Math.max(ages.min, value))
  return { min: clamp(age - 8), max: clamp(age + 8) }
}

/** Full years between a birth date (YYYY-MM-DD) and a moment, both in UTC. Whoever was born on 29 February turns a year older on 1 March of a common year. */
export function ageOn(birthDate: string, now: Date): number {
  const [year, month, day] = birthDate.split('-').map(Number) as [number, number, number]
  const beforeBirthday =
    now.getUTCMonth() + 1 < month || (now.getUTCMonth() + 1 === month && now.getUTCDate() < day)
  return now.getUTCFullYear() - year - (beforeBirthday ? 1 : 0)
}
