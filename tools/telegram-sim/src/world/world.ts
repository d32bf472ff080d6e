import { join } from 'node:path'

import { type Chats, createChats } from './chats.js'
import { createFaults, type Faults } from './faults.js'
import { createFiles, type Files } from './files.js'
import { createGroups, type Groups } from './groups.js'
import { createPeople, type People } from './people.js'
import { createSettings, type Settings } from './settings.js'
import type { CallbackQuery, User } from './types.js'
import { createUpdates, type Updates } from './updates.js'
import { createWebhook, type Webhook } from './webhook.js'

/** How a press on a button was answered. */
export interface CallbackAnswer {
  readonly text: string | undefined
  readonly showAlert: boolean
  readonly url: string | undefined
}

/** A press that waits for its answer. */
interface Press {
  readonly query: CallbackQuery
  readonly answer: (answer: CallbackAnswer) => void
}

/** All that Telegram knows of one bot and its people. */
export interface World {
  readonly botToken: string
  readonly bot: User
  readonly people: People
  readonly groups: Groups
  readonly chats: Chats
  readonly files: Files
  readonly settings: Settings
  readonly updates: Updates
  readonly webhook: Webhook
  readonly faults: Faults
  /** Presses by the id of their query, until they are answered. */
  readonly presses: Map<string, Press>
}

/** A world in which nothing has happened. */
export function createWorld(options: {
  readonly botToken: string
  readonly botUsername: string
  readonly botName: string
  readonly appUrl: string
  readonly filesFolder?: string | undefined
  readonly webhookAnswered: (body: unknown) => void
}): World {
  const { botToken, botUsername, botName } = options
  const updates = createUpdates(unixNow())
  const faults = createFaults(() => void updates.takeOver())
  return {
    botToken,
    bot: { id: Number(botToken.split(':')[0]), is_bot: true, first_name: botName, username: botUsername },
    people: createPeople(),
    groups: createGroups(),
    chats: createChats(),
    files: createFiles(options.filesFolder && join(options.filesFolder, botToken)),
    settings: createSettings({ type: 'web_app', text: 'Open', web_app: { url: options.appUrl } }),
    updates,
    webhook: createWebhook({ updates, faults, answered: options.webhookAnswered }),
    faults,
    presses: new Map(),
  }
}

/** Now, in Telegram's seconds. */
export const unixNow = (): number => Math.floor(Date.now() / 1000)
