/** A refusal as the Bot API words it. */
export class BotApiError extends Error {
  override readonly name = 'BotApiError'

  constructor(
    readonly errorCode: number,
    readonly description: string,
    readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number },
  ) {
    super(description)
  }
}

/** 400, with the words after "Bad Request: ", and with the chat's new id where it has one. */
export const badRequest = (what: string, movedTo?: number): BotApiError =>
  new BotApiError(
    400,
    `Bad Request: ${what}`,
    movedTo === undefined ? undefined : { migrate_to_chat_id: movedTo },
  )

/** 403, with the words after "Forbidden: ". */
export const forbidden = (what: string): BotApiError => new BotApiError(403, `Forbidden: ${what}`)
