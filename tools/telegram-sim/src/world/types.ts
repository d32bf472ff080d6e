// The shapes of the Bot API that the simulator speaks, as they travel (core.telegram.org/bots/api).

/** A person or the bot. */
export interface User {
  readonly id: number
  readonly is_bot: boolean
  readonly first_name: string
  readonly last_name?: string
  readonly username?: string
  readonly language_code?: string
  readonly is_premium?: boolean
}

/** Where something is said. */
export type Chat = PrivateChat | GroupChat

/** A group; its id is negative. */
interface GroupChat {
  readonly id: number
  readonly type: 'supergroup'
  readonly title: string
}

/** A private chat: its id is the person's. */
interface PrivateChat {
  readonly id: number
  readonly type: 'private'
  readonly first_name: string
  readonly last_name?: string
  readonly username?: string
}

/** A marked stretch of a text, in UTF-16 units. */
export interface Entity {
  readonly type: string
  readonly offset: number
  readonly length: number
  readonly url?: string
  readonly language?: string
}

/** One size of a photo. */
export interface PhotoSize {
  readonly file_id: string
  readonly file_unique_id: string
  readonly width: number
  readonly height: number
  readonly file_size: number
}

/** A file that was sent as it is. */
interface SentDocument {
  readonly file_id: string
  readonly file_unique_id: string
  readonly file_name: string
  readonly mime_type: string
  readonly file_size: number
}

/** Where somebody is, as a person sends it. */
export interface Location {
  readonly latitude: number
  readonly longitude: number
}

/** A button under a message. */
export interface InlineButton {
  readonly text: string
  readonly callback_data?: string
  readonly url?: string
  readonly web_app?: { readonly url: string }
}

/** The buttons under a message. */
export interface InlineKeyboard {
  readonly inline_keyboard: readonly (readonly InlineButton[])[]
}

/** A button in the place of the keyboard: its text is sent, or it opens an app, or it sends where the phone is. */
export interface KeyboardButton {
  readonly text: string
  readonly request_location?: boolean
  readonly web_app?: { readonly url: string }
}

/** Whatever a bot may give as `reply_markup`. */
export interface ReplyMarkup {
  readonly inline_keyboard?: readonly (readonly InlineButton[])[]
  readonly keyboard?: readonly (readonly (KeyboardButton | string)[])[]
  readonly remove_keyboard?: boolean
  readonly force_reply?: boolean
}

/** A message of a chat. */
export interface Message {
  readonly message_id: number
  readonly from: User
  readonly chat: Chat
  readonly date: number
  readonly edit_date?: number
  readonly text?: string
  readonly entities?: readonly Entity[]
  readonly photo?: readonly PhotoSize[]
  readonly document?: SentDocument
  readonly video_note?: VideoNote
  /** Who said it first, when it was forwarded. */
  readonly forward_origin?: ForwardOrigin
  readonly location?: Location
  /** Names the album that the message is one of. */
  readonly media_group_id?: string
  readonly caption?: string
  readonly caption_entities?: readonly Entity[]
  readonly reply_markup?: InlineKeyboard
  readonly reply_to_message?: Message
}

/** A round video message. */
interface VideoNote {
  readonly file_id: string
  readonly file_unique_id: string
  /** Its diameter in pixels. */
  readonly length: number
  /** In seconds. */
  readonly duration: number
  readonly file_size: number
}

/** Somebody who does not show who they are. */
interface ForwardOrigin {
  readonly type: 'hidden_user'
  readonly sender_user_name: string
  readonly date: number
}

/** A press on a button under a message. */
export interface CallbackQuery {
  readonly id: string
  readonly from: User
  readonly message: Message
  readonly chat_instance: string
  readonly data: string
}

/** The bot was stopped or started again by a person. */
interface ChatMemberUpdated {
  readonly chat: Chat
  readonly from: User
  readonly date: number
  readonly old_chat_member: {
    readonly user: User
    readonly status: 'member' | 'kicked'
    readonly until_date?: number
  }
  readonly new_chat_member: {
    readonly user: User
    readonly status: 'member' | 'kicked'
    readonly until_date?: number
  }
}

/** What can happen to a bot here. */
export interface Happening {
  readonly message?: Message
  /** A message of a person that now says something else. */
  readonly edited_message?: Message
  readonly callback_query?: CallbackQuery
  readonly my_chat_member?: ChatMemberUpdated
}

/** One thing that happened, as the bot gets it. */
export type Update = Happening & { readonly update_id: number }

/** A command as the bot announced it. */
export interface BotCommand {
  readonly command: string
  readonly description: string
}

/** For whom a list of commands is meant. */
export interface CommandScope {
  readonly type: string
  readonly chat_id?: number
  readonly user_id?: number
}

/** The button beside the input field. */
export type MenuButton =
  | { readonly type: 'default' | 'commands' }
  | { readonly type: 'web_app'; readonly text: string; readonly web_app: { readonly url: string } }
