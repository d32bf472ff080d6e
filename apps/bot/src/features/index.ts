import { appeal } from './appeal.js'
import { blocked } from './blocked.js'
import { broadcast } from './broadcast.js'
import { browse } from './browse.js'
import { change } from './change.js'
import { chatMore } from './chat-more.js'
import { chats } from './chats.js'
import { staffConsole } from './console.js'
import { contact } from './contact.js'
import { deletion } from './delete.js'
import { dataExport } from './export.js'
import type { Feature } from './feature.js'
import { filters } from './filters.js'
import { help } from './help.js'
import { invite } from './invite.js'
import { join } from './join.js'
import { language } from './language.js'
import { likes } from './likes.js'
import { matches } from './matches.js'
import { notifications } from './notifications.js'
import { close } from './open-chat.js'
import { pause } from './pause.js'
import { photo } from './photo.js'
import { photos } from './photos.js'
import { privacy } from './privacy.js'
import { profile } from './profile.js'
import { quietHours } from './quiet-hours.js'
import { report } from './report.js'
import { reports } from './reports.js'
import { restore } from './restore.js'
import { settings } from './settings.js'
import { standing, standingAppeal } from './standing.js'
import { start } from './start.js'
import { support } from './support.js'
import { talk } from './talk.js'
import { unknown } from './unknown.js'
import { verify } from './verify.js'
import { words } from './words.js'

/**
 * Every command by what people type, under what it is about, in the order of the menu. Its line there is the text `bot-command-<name>`, the
 * title of a theme in /help is `bot-theme-<name>`.
 */
export const themes = {
  meet: { start, browse, likes, matches, chats, close, filters, invite },
  own: { profile, photos, verify, pause },
  settings: { settings, notifications, language, blocked },
  account: { privacy, export: dataExport, delete: deletion },
  help: { help, report, reports, standing, support },
} satisfies Record<string, Record<string, Feature>>

/** What commands can be about. */
export type ThemeName = keyof typeof themes

/** Every command by what people type, in the order of the menu. */
export const commands = {
  ...themes.meet,
  ...themes.own,
  ...themes.settings,
  ...themes.account,
  ...themes.help,
} satisfies Record<string, Feature>

/** A command without its slash. */
export type CommandName = keyof typeof commands

/** In the order in which they look at an update; answers to questions of the bot come first, and the last takes what nobody knew. */
export const features: readonly Feature[] = [
  appeal,
  standingAppeal,
  talk,
  ...Object.values(commands),
  join,
  change,
  quietHours,
  restore,
  staffConsole,
  broadcast,
  chatMore,
  contact,
  // What is said in an open conversation is no photo of the profile.
  words,
  photo,
  unknown,
]
