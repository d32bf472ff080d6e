import type { BotCheck } from './steps/ask-telegram.js'

/** What is known of the Telegram that a start speaks to. */
export interface TelegramFacts {
  /** Where the simulator's phones are; undefined with a real bot. */
  readonly simulatorUrl: string | undefined
  readonly check: BotCheck | undefined
  readonly telegramRoot: string
  /** Where the bot's buttons lead. */
  readonly appUrl: string
}

type Row = [name: string, text: string]

/** The rows of the ready block on Telegram; undefined facts are a production without a token. */
export function telegramRows(facts: TelegramFacts | undefined): Row[] {
  if (facts === undefined)
    return [['Telegram', 'none without BOT_TOKEN: the simulator does not run in production']]
  if (facts.simulatorUrl !== undefined) {
    return [['Begin here', `${facts.simulatorUrl}  (two phones with a simulated Telegram)`]]
  }
  return [...checkRows(facts), ...appRows(facts)]
}

/** One line for the step. */
export function telegramLine({ simulatorUrl, check, telegramRoot }: TelegramFacts): string {
  if (simulatorUrl !== undefined) return 'simulated'
  if (check?.outcome === 'known') return `@${check.username}`
  if (check?.outcome === 'refused') return `refuses BOT_TOKEN (${check.reason})`
  return `${hostOf(telegramRoot)} does not answer (${check?.reason ?? 'not asked'})`
}

function checkRows({ check, telegramRoot }: TelegramFacts): Row[] {
  if (check?.outcome === 'known')
    return [['Begin here', `https://t.me/${check.username}  (your bot @${check.username})`]]
  if (check?.outcome === 'refused') {
    const advice = 'compare BOT_TOKEN with what @BotFather shows for the bot, and start again'
    return [['Telegram', `REFUSES BOT_TOKEN (${check.reason}): ${advice}`]]
  }
  const where = `${hostOf(telegramRoot)} DOES NOT ANSWER (${check?.reason ?? 'not asked'})`
  return [
    ['Telegram', `${where}: the bot goes on trying, the rest runs; behind a firewall set TELEGRAM_API_ROOT`],
  ]
}

function appRows({ check, appUrl }: TelegramFacts): Row[] {
  if (!appUrl.startsWith('https:')) {
    const why = 'Telegram opens Mini Apps over https only, so that the bot shows no buttons that open it'
    return [['Not live yet', `WEB_APP_URL is ${appUrl}: ${why}. Ten minutes: docs/live.md`]]
  }
  const isSet = check?.outcome === 'known' && check.menuUrl?.startsWith(appUrl) === true
  return [
    ['Buttons', `open ${appUrl}${isSet ? ', the menu button too' : '; the bot sets its menu button now'}`],
  ]
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url)
