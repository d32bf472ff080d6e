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
  conversations: ['conversations'],
  likes: ['likes'],
  superlikes: ['superlikes'],
  where: ['where'],
  person: (userId: string) => ['person', userId] as const,
} as const
