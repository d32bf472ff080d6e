/** The addresses where people can open the app. */
export interface Where {
  /** The bot's t.me address. */
  readonly bot: string | undefined
  /** The simulator's address, in demo mode only. */
  readonly simulator: string | undefined
}

/** Reads `config.json` beside the app; a server without one offers nothing. */
export async function findWhere(): Promise<Where> {
  const response = await fetch(`${import.meta.env.BASE_URL}config.json`, {
    headers: { accept: 'application/json' },
  })
  return readWhere(await response.json().catch(() => undefined))
}

/** Accepts only a bot's name and a web address. */
export function readWhere(config: unknown): Where {
  const { bot_username: bot, simulator_url: simulator } = (config ?? {}) as Record<string, unknown>
  return {
    bot: typeof bot === 'string' && /^\w{3,40}$/.test(bot) ? `https://t.me/${bot}` : undefined,
    simulator: typeof simulator === 'string' && /^https?:\/\/[^\s]+$/.test(simulator) ? simulator : undefined,
  }
}
