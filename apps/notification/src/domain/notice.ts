import type { KindName } from './kinds.js'

/** What a notice is about; what a kind has no use for is missing. */
export interface About {
  readonly conversationId?: string
  readonly personId?: string
  readonly outcome?: NoticedOutcome
  /** What the other of a match did; missing for a new match. */
  readonly matchNews?: MatchNews
  /** The news in each language. */
  readonly news?: readonly { readonly language: string; readonly text: string }[]
  /** W3C trace context of what it tells of; missing where nothing is traced. */
  readonly trace?: string
}

/** What the other of a match did, as the contract names it. */
export type MatchNews = 'CONTACT_OFFERED' | 'CONTACT_SHARED' | 'FAREWELL'

/** What was decided, as the contract names it. */
export interface NoticedOutcome {
  readonly subject: 'PHOTO' | 'VERIFICATION' | 'STANDING' | 'WARNING' | 'REPORT' | 'APPEAL'
  readonly positive: boolean
  readonly rule: string
  /** RFC 3339. */
  readonly endsAt?: string
  readonly subjectId: string
}

/** One notice of a delivery as it was given out: given out again it says the same. */
export interface Part {
  readonly noticeId: string
  readonly topic: string
  readonly kind: KindName
  readonly about: About
  /** What of the notice it tells: what was added since is told afterwards. */
  readonly version: number
  readonly count: number
  /** The message of the bot to edit. */
  readonly replaces?: number
  /** The messages of the conversation that it shows; missing for other kinds. */
  readonly fromSeq?: number
  readonly upToSeq?: number
}

export const topics = {
  likes: 'likes',
  chat: (conversationId: string) => `chat ${conversationId}`,
  match: (matchId: string) => `match ${matchId}`,
  turn: (conversationId: string) => `turn ${conversationId}`,
  contact: (conversationId: string) => `contact ${conversationId}`,
  farewell: (conversationId: string) => `farewell ${conversationId}`,
  outcome: (subject: string, id: string) => `${subject.toLowerCase()} ${id}`,
  news: (broadcastId: string) => `news ${broadcastId}`,
} as const

/** Topics whose message is edited while more comes. */
export const isBundled = (topic: string): boolean => topic === topics.likes || topic.startsWith('chat ')
