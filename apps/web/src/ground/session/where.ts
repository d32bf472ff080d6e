import { useQuery } from '@tanstack/react-query'

import { keys } from '../state/keys.js'

/** The addresses where people can open the app. */
interface Where {
  /** The bot's t.me address. */
  readonly bot: string | undefined
  /** The simulator's address, in demo mode only. */
  readonly simulator: string | undefined
}

/** What is known of them; undefined while it is asked for and when nobody answers. */
export function useWhere(): { where: Where | undefined; isPending: boolean } {
  const { data, isPending } = useQuery({ queryKey: keys.where, queryFn: findWhere, retry: false })
  return { where: data, isPending }
}

/** Reads `config.json` beside the app; a server without one offers nothing. */
async function findWhere(): Promise<Where> {
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
