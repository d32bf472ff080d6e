const browsers = [
  ['Edg/', 'Edge'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const
const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['Windows', 'Windows'],
  ['Mac OS', 'Mac'],
  ['Linux', 'Linux'],
] as const

/** A name for the list of sessions: `Firefox, Linux, console`. */
export function browserName(agent = navigator.userAgent): string {
  const find = (names: readonly (readonly [string, string])[]): readonly string[] =>
    names.filter(([mark]) => agent.includes(mark)).map(([, name]) => name)
  return [find(browsers)[0], find(systems)[0], 'console'].filter((part) => part !== undefined).join(', ')
}
