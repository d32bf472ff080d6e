import type { BotCommand, KeyboardButton, MenuButton, Message } from '../world/types.js'

// What the simulator's pages are told; the browser imports these types too.

/** A person that a phone can belong to. */
export interface PersonView {
  readonly id: number
  readonly firstName: string
  readonly languageCode: string
  /** What is special about this person, such as having a profile already. */
  readonly note: string
}

/** A place where a phone can be. */
export interface Place {
  readonly name: string
  readonly latitude: number
  readonly longitude: number
}

/** What goes wrong at the moment. */
export interface FaultsView {
  readonly offline: boolean
  readonly duplicates: boolean
  /** Telegram's limits on sending hold. */
  readonly limits: boolean
  /** How many calls of the bot are still to be refused. */
  readonly pending: number
}

/** What a page needs to begin. */
export interface SimState {
  readonly appUrl: string
  readonly bot: { readonly name: string; readonly username: string }
  readonly people: readonly PersonView[]
  readonly places: readonly Place[]
  readonly faults: FaultsView
}

/** A chat as its person sees it. */
export interface ChatView {
  readonly personId: number
  readonly messages: readonly Message[]
  readonly keyboard: readonly (readonly KeyboardButton[])[] | undefined
  /** What the bot is doing, such as "typing". */
  readonly action: string | undefined
  readonly commands: readonly BotCommand[]
  readonly menuButton: MenuButton
  readonly description: string
  readonly blocked: boolean
  /** Whether a bot listens. */
  readonly alive: boolean
}

/** How a press was answered; everything is missing when the bot did not answer. */
export interface PressView {
  readonly answered: boolean
  readonly text?: string | undefined
  readonly showAlert?: boolean
  readonly url?: string | undefined
}

/** How a phone asks for the address of an app. */
export interface LaunchRequest {
  readonly url?: string | undefined
  readonly startParam?: string | undefined
  readonly theme: 'light' | 'dark'
  readonly platform: string
  /** With data that Telegram signed yesterday. */
  readonly expired?: boolean
}
