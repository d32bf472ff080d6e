/** Full years between a birth date (YYYY-MM-DD) and a day, both UTC. Born on 29 February, one is a year older on 1 March of a common year. */
export function ageOn(birthDate: string, today: Date): number {
  const [year, month, day] = birthDate.split('-').map(Number) as [number, number, number]
  const beforeBirthday =
    today.getUTCMonth() + 1 < month || (today.getUTCMonth() + 1 === month && today.getUTCDate() < day)
  return today.getUTCFullYear() - year - (beforeBirthday ? 1 : 0)
}

/** The day of an instant, UTC, as YYYY-MM-DD. */
export const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10)
