import { parseArgs } from 'node:util'

const options = {
  processes: { type: 'boolean' },
  instances: { type: 'string' },
  watch: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
}

const help = `Usage: npm start [-- [--processes] [--instances N]]

  npm start                  everything in one process: database, services, gateway, bot, Mini App, demo people
  npm start -- --processes   each app a process of its own, started again after a crash
  npm start -- --instances 3 every app three times, 1 to 9; best with --processes: see docs/running.md
  npm run dev                starts again after each change of the source
  npm run doctor             prints what a start would check, and starts nothing

Settings come from the environment; the most used, and what holds without them:

  DATA_DIR       .kindred    database, photos, generated secrets
  PORT_BASE      8080        the gateway's port; the services take those above it
  GATEWAY_HOST   127.0.0.1   the address that the gateway listens on
  BOT_TOKEN      none        your bot's token; without one a simulated Telegram runs
  DATABASE_URL   built in    an administrator's URL of a PostgreSQL of your own
  KINDRED_DEMO   on          off for no demo people
  LOG_LEVEL      warn        silent, error, warn, info, debug

All of them: docs/running.md. Ctrl-C stops everything.
`

/** The flags of the command line; `--help` is answered, and a flag that is none gets one sentence. */
export function readFlags() {
  try {
    const { values } = parseArgs({ options })
    if (!values.help) return values
  } catch (error) {
    process.stderr.write(
      `${error.message.split('\n')[0]}. Flags: npm start -- --processes, --instances N, and npm start -- --help.\n`,
    )
    process.exit(1)
  }
  process.stdout.write(help)
  process.exit(0)
}
