/** Names of what the cache holds. */
export const keys = {
  profile: ['profile'],
  preferences: ['preferences'],
  language: ['language'],
  catalogue: ['catalogue'],
  towns: ['towns'],
  media: ['media'],
  sessions: ['sessions'],
  pool: ['pool'],
  blocks: ['blocks'],
} as const
