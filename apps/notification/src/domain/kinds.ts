/** What people can be told of, the most urgent first. A match comes before its first message, and before likes. */
export const kindNames = [
  'SAFETY',
  'MATCH',
  'MESSAGE',
  'SUPERLIKE',
  'LIKE',
  'PHOTO_DECIDED',
  'YOUR_TURN',
  'NEWS',
] as const

export type KindName = (typeof kindNames)[number]

export const urgencyOf = (kind: KindName): number => kindNames.indexOf(kind)

export const isKind = (text: string): text is KindName => (kindNames as readonly string[]).includes(text)

/** What whoever looks at the app sees there: nothing of it is told to somebody who is present. */
const seenInTheApp: ReadonlySet<KindName> = new Set(['MATCH', 'MESSAGE', 'SUPERLIKE', 'LIKE', 'YOUR_TURN'])

export const isSeenInTheApp = (kind: KindName): boolean => seenInTheApp.has(kind)

/** It cannot be switched off, and waits for nothing. */
export const isAlwaysOn = (kind: KindName): boolean => kind === 'SAFETY'
