import type { PhoneSettings } from '../settings.js'
import type { Shell } from '../shell.js'

/** What the app sent along with a call. */
export type Params = Readonly<Record<string, unknown>>

/** The Mini App as those who answer it see it. */
export interface AppFrame {
  readonly shell: Shell
  settings(): PhoneSettings
  /** Tells the app that something happened. */
  emit(event: string, data?: unknown): void
  /** Closes the app; asks first when the app wished so. */
  close(): Promise<void>
  /** Opens a t.me path such as /kindred_bot?start=x. */
  openTelegramPath(path: string): void
  openLink(url: string): void
  /** The person lets the bot write. */
  allowWriting(): Promise<void>
}

/** Answers one method of the bridge. */
type Handler = (frame: AppFrame, params: Params) => void | Promise<void>

/** Handlers by the names of their methods. */
export type Handlers = Readonly<Record<string, Handler>>

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
