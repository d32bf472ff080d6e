const misread =
  'holds / ? # or % of its password as they are: write %2F for /, %3F for ?, %23 for #, %25 for %'

/** The URL of a PostgreSQL as it came; throws what is wrong with it, never the URL. */
export function databaseAddress(text: string): string {
  const [, rest] = /^postgres(?:ql)?:\/\/(.*)$/s.exec(text) ?? []
  if (rest === undefined) throw new Error('must start with postgres:// or postgresql://')
  if (hasBarePassword(rest)) throw new Error(misread)
  // A user before no host, as in postgres://me@/db?host=/run/postgresql, is a URL to PostgreSQL alone.
  if (!URL.canParse(text) && !URL.canParse(text.replace('@/', '@socket/')))
    throw new Error('is not an address')
  return text
}

/** The part before the first / ? or # is user, password and host: an @ that comes later was meant to end a password. */
function hasBarePassword(rest: string): boolean {
  const end = rest.search(/[/?#]/)
  const authority = end === -1 ? rest : rest.slice(0, end)
  const later = end === -1 ? '' : rest.slice(end)
  if (/%(?![0-9a-f]{2})/i.test(authority) || later.includes('#')) return true
  const path = later.split('?')[0] ?? ''
  const isCut = !authority.includes('@') && authority.includes(':')
  return path.includes('@') || (isCut && later.split('=')[0]!.includes('@'))
}
