import { parseArgs } from 'node:util'

import { type ServiceName, serviceNames } from '../names.js'
import { StartFailure } from '../start-failure.js'

/** What a call is told on the command line. */
export interface RpcOptions {
  readonly service: ServiceName | undefined
  readonly method: string | undefined
  /** JSON of the request; several of them, one after the other, for a method that takes a stream; `-` reads them from the input. */
  readonly data: string
  /** A named demo person, or `service:<name>`. */
  readonly as: string | undefined
  readonly token: string | undefined
  readonly address: string | undefined
  readonly describe: boolean
}

export const usage = `Usage: npm run rpc -- [service[.Method]] ['{"json": "request"}'] [flags]

  npm run rpc                                              lists the services and their methods
  npm run rpc -- profile                                   what the methods of a service are for
  npm run rpc -- profile.UpdateMyProfile --describe        the fields of a request and its answer
  npm run rpc -- profile.GetMyProfile --as alice           calls it as a demo person
  npm run rpc -- kindred.chat.v1.ChatService.Sync          the same by its full name
  npm run rpc -- profile.OutboxService.Replay --describe   one of those that every service has
  npm run rpc -- profile.UpdateMyProfile '{"bio": "Hi"}' --as bob

  --as NAME          a demo person (alice, bob, carol, …), or service:NAME for what only services may call
  --token TOKEN      an access token of your own
  --address H:P      another place than that of \`npm start\` on this machine
  --describe         prints the messages and calls nothing

The request is JSON with the names of the .proto files; "-" reads it from the input, for a method that takes a stream one request
a line. 64-bit integers are answered in quotes and taken with or without. A stream prints each answer until Ctrl-C.
`

/** Reads the arguments; what is not understood is refused in one sentence. */
export function readOptions(args: readonly string[]): RpcOptions {
  const { values, positionals } = parse(args)
  const [name = '', data = '{}', ...rest] = positionals
  if (rest.length > 0)
    throw new StartFailure(`"${rest[0]}" is too much: put the request into one pair of quotes.`)
  const [service, method] = readName(name)
  return {
    service: service === undefined ? undefined : readService(service),
    method,
    data,
    as: values.as,
    token: values.token,
    address: values.address,
    describe: values.describe ?? false,
  }
}

/** `service.Method` or the full name; what stands before the dot must not be missing, or the call would quietly become a list of everything. */
function readName(name: string): [service?: string, method?: string] {
  if (name === '') return []
  const [, owner] = /^kindred\.(\w+)\.v\d+\../.exec(name) ?? []
  if (owner !== undefined) return [owner, name]
  const dot = name.indexOf('.')
  if (dot === -1) return [name]
  const [service, method] = [name.slice(0, dot), name.slice(dot + 1)]
  if (service !== '') return [service, method]
  throw new StartFailure(`"${name}" names no service: write service.Method, for example profile${name}.`)
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = { as: text, token: text, address: text, describe: flag } as const
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new StartFailure(`${(error as Error).message.split('\n')[0]}. See npm run rpc -- --help.`)
  }
}

function readService(name: string): ServiceName {
  const found = serviceNames.find((one) => one === name.toLowerCase())
  if (found === undefined)
    throw new StartFailure(`There is no service "${name}", only ${serviceNames.join(', ')}.`)
  return found
}
