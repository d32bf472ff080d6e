import type { Person } from '../world/people.js'
import type { World } from '../world/world.js'
import type { ChatView, FaultsView, PersonView } from './views.js'

/** A person as the pages show one. */
export const personView = ({ id, firstName, languageCode, note }: Person): PersonView => ({
  id,
  firstName,
  languageCode,
  note,
})

/** The chat of a person with the bot. */
export function chatView({ chats, settings, updates, webhook, faults }: World, person: Person): ChatView {
  const { messages, keyboard, action } = chats.of(person.id)
  const language = person.languageCode
  return {
    personId: person.id,
    messages,
    keyboard,
    action: action !== undefined && action.until > Date.now() ? action.name : undefined,
    commands: settings.commandsFor(person.id, language),
    menuButton: settings.menuButton(person.id),
    description: settings.text('description', language),
    blocked: person.blocked,
    alive: !faults.offline && (webhook.target() !== undefined || updates.isHeard()),
  }
}

/** What goes wrong at the moment. */
export const faultsView = ({ faults }: World): FaultsView => ({
  offline: faults.offline,
  duplicates: faults.duplicates,
  limits: faults.pace.limits !== undefined,
  pending: faults.pending(),
})
