// The walls between the rooms of an app, as data. `npm run lint` applies each as an ESLint rule `walls/<name>` of its own, so that walls
// add up where they meet; .ci/walls.mjs plants an import behind every one of them.

/**
 * @typedef {object} Wall
 * @property {string} name
 * @property {string[]} of The files behind the wall.
 * @property {string[]} [except] Files that may pass.
 * @property {string[]} [packages] Packages that they may not import.
 * @property {string[]} [rooms] Rooms beside theirs, or files beside their room, that they may not import.
 * @property {boolean} [doors] Whether they may enter a room beside theirs by its index.ts only.
 * @property {string} because Shown with the error.
 */

const database = ['kysely', 'pg', '@kindred/db', '@kindred/db/*', '@kindred/events', '@kindred/service']
const wire = ['@grpc/*', '@kindred/rpc', '@kindred/contracts/*', 'fastify', '@fastify/*']
const services = 'apps/!(gateway|bot|web)/src'

/** What each room of the gateway may import of the others. */
const gatewayRooms = {
  account: ['edge'],
  chat: ['edge', 'transcoding'],
  clock: [],
  docs: ['chat', 'edge', 'transcoding'],
  edge: [],
  health: [],
  media: ['edge', 'sight', 'transcoding'],
  sight: ['transcoding'],
  transcoding: ['edge'],
  web: ['edge'],
}

/** What each room of the Mini App's ground may import of the others. */
const groundRooms = {
  browser: [],
  telegram: [],
  state: [],
  texts: ['browser', 'telegram'],
  session: ['browser', 'state', 'telegram', 'texts'],
  live: ['session'],
}

/** @type {Wall[]} */
export const walls = [
  {
    name: 'testkit',
    of: ['apps/*/src/**', 'libs/!(testkit)/src/**'],
    packages: ['@kindred/testkit', '**/tools/bench/**', '**/bench/**'],
    because: 'The testkit is for tests, the bench for measuring.',
  },
  {
    name: 'edge',
    of: ['apps/{gateway,bot,web}/src/**', 'libs/client/src/**'],
    packages: database,
    because: 'Nothing with a database at the edge.',
  },
  {
    name: 'rpc-door',
    of: [`${services}/**`],
    except: [`${services}/service.ts`, `${services}/rpc/**`],
    rooms: ['rpc'],
    because:
      'Only service.ts imports rpc/: what others need of it belongs in writing/, domain/ or a mapping file beside the rooms.',
  },
  {
    name: 'rpc',
    of: [`${services}/rpc/**`],
    packages: ['kysely', 'pg'],
    rooms: ['events', 'jobs'],
    because: 'rpc/ asks the store, it writes no SQL; what it shares with a consumer stands in writing/.',
  },
  {
    name: 'writing',
    of: [`${services}/writing/**`],
    rooms: ['events', 'jobs'],
    because: 'Consumers and jobs call writing/, never the other way round.',
  },
  {
    name: 'store',
    of: [`${services}/store/**`],
    packages: wire,
    rooms: ['events', 'writing', 'jobs'],
    because: 'store/ knows tables and rules, no gRPC and no use case.',
  },
  {
    name: 'domain',
    of: [`${services}/domain/**`],
    packages: [...wire, ...database, '@kindred/identity', '@kindred/runtime'],
    rooms: ['*'],
    because: 'domain/ is pure: it imports the kernel, the facts and its own files.',
  },
  {
    name: 'deck',
    of: ['apps/discovery/src/deck/**'],
    rooms: ['context'],
    because: 'deck/ takes the database and the memory, never the context that holds it.',
  },
  ...Object.entries(gatewayRooms).map(([room, allowed]) => ({
    name: `gateway-${room}`,
    of: [`apps/gateway/src/${room}/**`],
    rooms: Object.keys(gatewayRooms).filter((other) => other !== room && !allowed.includes(other)),
    because: `Of the gateway's rooms, ${room}/ imports ${allowed.length === 0 ? 'none' : allowed.map((other) => `${other}/`).join(', ')}.`,
  })),
  ...Object.entries(groundRooms).map(([room, allowed]) => ({
    name: `web-${room}`,
    of: [`apps/web/src/ground/${room}/**`],
    rooms: [
      ...['app', 'features', 'kit', 'stores'],
      ...Object.keys(groundRooms).filter((other) => other !== room && !allowed.includes(other)),
    ],
    because: `ground/ lies below all else; of its rooms, ${room}/ imports ${allowed.length === 0 ? 'none' : allowed.map((other) => `${other}/`).join(', ')}.`,
  })),
  {
    name: 'web-kit',
    of: ['apps/web/src/kit/**'],
    rooms: ['app', 'features', 'stores', 'browser', 'live', 'session', 'state'],
    because: 'kit/ draws what it is given: of the ground it knows texts/ and telegram/ only.',
  },
  {
    name: 'web-stores',
    of: ['apps/web/src/stores/**'],
    rooms: ['app', 'features', 'kit'],
    because: 'stores/ lie below the screens.',
  },
  {
    name: 'web-features',
    of: ['apps/web/src/features/**'],
    rooms: ['app'],
    because: 'app/ is the shell around the features.',
  },
  {
    name: 'web-doors',
    of: ['apps/web/src/features/**'],
    doors: true,
    because: 'A feature enters another one by its index.ts, which names what is for others.',
  },
]
