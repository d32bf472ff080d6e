import { appeal } from './appeal.js'
import { chatMore } from './chat-more.js'
import { chats } from './chats.js'
import { staffConsole } from './console.js'
import { deletion } from './delete.js'
import type { Feature } from './feature.js'
import { help } from './help.js'
import { invite } from './invite.js'
import { language } from './language.js'
import { matches } from './matches.js'
import { notifications } from './notifications.js'
import { close } from './open-chat.js'
import { pause } from './pause.js'
import { photo } from './photo.js'
import { privacy } from './privacy.js'
import { profile } from './profile.js'
import { report } from './report.js'
import { restore } from './restore.js'
import { settings } from './settings.js'
import { start } from './start.js'
import { support } from './support.js'
import { unknown } from './unknown.js'
import { verify } from './verify.js'
import { words } from './words.js'

/** Every command by what people type, in the order of the menu; its line there is the text `bot-command-<name>`. */
export const commands = {
  start,
  profile,
  matches,
  chats,
  close,
  notifications,
  invite,
  verify,
  settings,
  language,
  pause,
  help,
  report,
  support,
  privacy,
  delete: deletion,
} satisfies Record<string, Feature>

/** A command without its slash. */
export type CommandName = keyof typeof commands

/** In the order in which they look at an update; the last takes what nobody knew. */
export const features: readonly Feature[] = [
  ...Object.values(commands),
  restore,
  staffConsole,
  chatMore,
  // An answer to a question of the bot is none to a person.
  appeal,
  // What is said in an open conversation is no photo of the profile.
  words,
  photo,
  unknown,
]
