import type { Gender } from '@kindred/client'
import type { Locale } from '@kindred/locales'

import { type QuestionName, questionNames } from './question-names.js'

/** A town that was offered, as a button can choose it. */
export interface OfferedTown {
  readonly id: number
  readonly name: string
  readonly latitude: number
  readonly longitude: number
  /** Its time zone; an older bot kept none. */
  readonly zone?: string
}

/** News that an admin writes to many people. */
export interface DraftNews {
  /** Prepares them once, however often the last press comes. */
  readonly key: string
  /** By language. */
  readonly texts: Readonly<Partial<Record<Locale, string>>>
  /** Only those who read it. */
  readonly language?: Locale
  /** Only those who used Kindred in so many days. */
  readonly days?: number
  /** Only those with the badge. */
  readonly verified?: boolean
  /** Once they are prepared. */
  readonly broadcastId?: string
}

/** What was answered and is not stored at Kindred yet. */
export interface Draft {
  readonly name?: string
  readonly birth_date?: string
  /** The days that a date may mean which was written in an ambiguous way. */
  readonly dates?: readonly string[]
  readonly gender?: Gender
  readonly wanted?: readonly Gender[]
  readonly towns?: readonly OfferedTown[]
  /** For whom the words of a superlike are. */
  readonly target?: { readonly id: string; readonly name: string }
  readonly message?: string
  readonly news?: DraftNews
}

/** What the questions are for: a new profile, a change of what is there, a superlike, news to many people. */
export type Aim = (typeof aims)[number]
const aims = ['join', 'change', 'superlike', 'news'] as const

/** What the bot and a person are talking about: questions with their answers. */
export interface Talk {
  readonly aim: Aim
  /** The questions that wait; the first one was asked. Never empty. */
  readonly todo: readonly [QuestionName, ...QuestionName[]]
  /** The questions that were answered, in order. */
  readonly past: readonly QuestionName[]
  readonly draft: Draft
  /** Telegram's id of the newest message that was an answer: a message that comes twice is heard once. */
  readonly heard: number
  /** When it began, in seconds since 1970. */
  readonly begun: number
}

/** Now, in seconds since 1970. */
export const unixNow = (): number => Math.floor(Date.now() / 1000)

/** News are thought over, and translated. */
const patienceSeconds = { change: 1_800, superlike: 1_800, news: 4 * 3_600 }

/** Whoever wants to change something does it soon: what is written later may be meant for somebody else. */
export const isLate = ({ aim, begun }: Talk): boolean =>
  aim !== 'join' && unixNow() - begun > patienceSeconds[aim]

/** Reads a talk as it was kept; undefined for one of a bot that asked other questions. */
export function readTalk(json: unknown): Talk | undefined {
  if (typeof json !== 'object' || json === null) return undefined
  const { aim, todo, past, draft, heard, begun } = json as Partial<Record<keyof Talk, unknown>>
  const areKnown = isList(todo) && isList(past) && [...todo, ...past].every(isQuestion)
  const isWhole = areKnown && todo.length > 0 && typeof draft === 'object'
  const isTimed = typeof heard === 'number' && typeof begun === 'number'
  return isWhole && isTimed && aims.some((one) => one === aim) ? (json as Talk) : undefined
}

const isList = (value: unknown): value is unknown[] => Array.isArray(value)
const isQuestion = (value: unknown): boolean => questionNames.some((name) => name === value)
