/** Where people can open the app, as the server that serves it knows. */
export interface Where {
  /** The bot's t.me address. */
  readonly bot: string | undefined
  /** The simulator's address, in demo mode only. */
  readonly simulator: string | undefined
}

/** Asks the server for `config.json` beside the app; a server without one knows nothing. */
export async function findWhere(): Promise<Where> {
  const response = await fetch(`${import.meta.env.BASE_URL}config.json`, {
    headers: { accept: 'application/json' },
  })
  return readWhere(await response.json().catch(() => undefined))
}

/** Takes only what is plainly a bot's name and a web address. */
export function readWhere(config: unknown): Where {
  const { bot_username: bot, simulator_url: simulator } = (config ?? {}) as Record<string, unknown>
  return {
    bot: typeof bot === 'string' && /^\w{3,40}$/.test(bot) ? `https://t.me/${bot}` : undefined,
    simulator: typeof simulator === 'string' && /^https?:\/\/[^\s]+$/.test(simulator) ? simulator : undefined,
  }
}
