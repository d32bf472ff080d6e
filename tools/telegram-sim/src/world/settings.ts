import type { BotCommand, CommandScope, MenuButton } from './types.js'

/** What the bot has told Telegram about itself. */
export interface Settings {
  setCommands(commands: readonly BotCommand[], scope: CommandScope | undefined, language: string): void
  commands(scope: CommandScope | undefined, language: string): readonly BotCommand[]
  /** The commands that a person sees: the narrowest list that exists. */
  commandsFor(personId: number, language: string): readonly BotCommand[]
  setMenuButton(button: MenuButton, personId: number | undefined): void
  menuButton(personId: number | undefined): MenuButton
  /** Name, description and short description, each per language. */
  setText(kind: string, text: string, language: string): void
  text(kind: string, language: string): string
}

/** A bot that has said nothing yet, with the menu button that its owner gave it. */
export function createSettings(firstMenuButton: MenuButton): Settings {
  const commandLists = new Map<string, readonly BotCommand[]>()
  const menuButtons = new Map<number | undefined, MenuButton>()
  const texts = new Map<string, string>()
  const keyOf = (scope: CommandScope | undefined, language: string): string =>
    [scope?.type ?? 'default', scope?.chat_id ?? '', language].join('/')
  return {
    setCommands(commands, scope, language) {
      if (commands.length === 0) commandLists.delete(keyOf(scope, language))
      else commandLists.set(keyOf(scope, language), commands)
    },
    commands: (scope, language) => commandLists.get(keyOf(scope, language)) ?? [],
    commandsFor(personId, language) {
      const scopes: CommandScope[] = [
        { type: 'chat', chat_id: personId },
        { type: 'all_private_chats' },
        { type: 'default' },
      ]
      const keys = scopes.flatMap((scope) => [keyOf(scope, language), keyOf(scope, '')])
      const found = keys.find((key) => commandLists.has(key))
      return found === undefined ? [] : (commandLists.get(found) ?? [])
    },
    setMenuButton: (button, personId) => void menuButtons.set(personId, button),
    menuButton(personId) {
      const own = menuButtons.get(personId)
      const chosen = own === undefined || own.type === 'default' ? menuButtons.get(undefined) : own
      return chosen ?? firstMenuButton
    },
    setText: (kind, text, language) => void texts.set(`${kind}/${language}`, text),
    text: (kind, language) => texts.get(`${kind}/${language}`) ?? texts.get(`${kind}/`) ?? '',
  }
}
