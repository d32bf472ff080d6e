/** Where the cache keeps what the gateway answered. */
export const keys = {
  cases: ['cases'],
  case: (caseId: string) => ['case', caseId] as const,
  video: (caseId: string) => ['video', caseId] as const,
  subject: (userId: string) => ['subject', userId] as const,
  people: (query: string) => ['people', query] as const,
  card: (userId: string) => ['card', userId] as const,
  numbers: ['numbers'],
  audit: (actorId: string, subjectId: string) => ['audit', actorId, subjectId] as const,
  roles: ['roles'],
  news: ['news'],
} as const
