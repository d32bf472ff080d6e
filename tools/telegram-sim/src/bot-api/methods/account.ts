import type { BotCommand, CommandScope, MenuButton } from '../../world/types.js'
import type { World } from '../../world/world.js'
import { badRequest } from '../error.js'
import { checkAppUrl } from '../markup.js'
import { addresseeOf, type Method, type Methods } from '../method.js'
import type { Params } from '../params.js'

/** What the bot is and says of itself. */
export const accountMethods: Methods = {
  getMe: ({ bot }) => ({
    ...bot,
    can_join_groups: false,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: true,
  }),

  getChat(world, params) {
    const { chat } = addresseeOf(world, params)
    return { ...chat, accent_color_id: 0, max_reaction_count: 11 }
  },

  setMyCommands(world, params) {
    const commands = params.json<BotCommand[]>('commands') ?? []
    commands.forEach(checkCommand)
    world.settings.setCommands(commands, ...audience(params))
    return told(world)
  },

  getMyCommands: (world, params) => world.settings.commands(...audience(params)),

  deleteMyCommands(world, params) {
    world.settings.setCommands([], ...audience(params))
    return told(world)
  },

  setChatMenuButton(world, params) {
    const button = params.json<MenuButton>('menu_button') ?? { type: 'default' }
    if (button.type === 'web_app') checkAppUrl(button.web_app.url, 'menu button')
    world.settings.setMenuButton(button, menuOwner(world, params))
    return told(world)
  },

  getChatMenuButton: (world, params) => world.settings.menuButton(menuOwner(world, params)),

  ...textMethods('Name', 'name'),
  ...textMethods('Description', 'description'),
  ...textMethods('ShortDescription', 'short_description'),
}

/** `setMyName` and `getMyName`, and the same for the other texts. */
function textMethods(noun: string, field: string): Methods {
  const set: Method = ({ settings }, params) => {
    settings.setText(field, params.text(field) ?? '', params.text('language_code') ?? '')
    return true
  }
  const get: Method = ({ settings, bot }, params) => {
    const text = settings.text(field, params.text('language_code') ?? '')
    return { [field]: field === 'name' && text === '' ? bot.first_name : text }
  }
  return { [`setMy${noun}`]: set, [`getMy${noun}`]: get }
}

const audience = (params: Params): [CommandScope | undefined, string] => [
  params.json<CommandScope>('scope'),
  params.text('language_code') ?? '',
]

function checkCommand({ command, description }: BotCommand): void {
  if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID')
  if (!description || description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
}

const menuOwner = (world: World, params: Params): number | undefined =>
  params.text('chat_id') === undefined ? undefined : addresseeOf(world, params).chat.id

/** Commands and menu buttons show in every chat. */
function told({ people, chats }: World): true {
  for (const { id } of people.list()) chats.changed.emit(id)
  return true
}
