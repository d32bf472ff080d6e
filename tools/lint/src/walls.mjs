// The walls between the rooms of an app, as data. `npm run lint` applies each as an ESLint rule `walls/<name>` of its own, so that walls
// add up where they meet; .ci/walls.mjs plants an import behind every one of them.

/**
 * @typedef {object} Wall
 * @property {string} name
 * @property {string[]} of The files behind the wall.
 * @property {string[]} [except] Files that may pass.
 * @property {string[]} [packages] Packages that they may not import.
 * @property {Record<string, string[]>} [exports] What they may not take out of a package that they may import.
 * @property {string[]} [rooms] Rooms of their `src`, or files beside the rooms, that they may not import.
 * @property {string[]} [folders] Folders of the repository that they may not import.
 * @property {boolean} [sealed] Whether they may import nothing but their own room.
 * @property {string} [doors] The folder whose rooms they may enter by an index.ts only, their own aside.
 * @property {Order} [order] Which room may import which.
 * @property {boolean} [computed] Whether a path that is computed is refused.
 * @property {string} because Shown with the error.
 */

/**
 * @typedef {object} Order
 * @property {string} of The folder of the rooms.
 * @property {Record<string, string[]>} rooms What each room may import of the others; a room that is not named, none.
 */

const database = [
  'kysely',
  'kysely/*',
  'pg',
  '@kindred/db',
  '@kindred/db/*',
  '@kindred/events',
  '@kindred/service',
]
const wire = ['@grpc/*', '@kindred/rpc', '@kindred/contracts/*', 'fastify', '@fastify/*']
const services = 'apps/!(gateway|bot|web|console)/src'

/** What each room of the gateway may import of the others. */
const gatewayRooms = {
  account: ['edge'],
  chat: ['edge', 'transcoding'],
  clock: [],
  contacts: ['transcoding'],
  deliveries: ['transcoding'],
  docs: ['chat', 'edge', 'transcoding'],
  edge: [],
  health: [],
  media: ['edge', 'sight', 'transcoding'],
  presence: [],
  sight: ['transcoding'],
  transcoding: ['edge'],
  web: ['edge'],
}

/** What each room of the Mini App may import of the others. */
const webRooms = {
  ground: [],
  kit: ['ground'],
  stores: ['ground'],
  features: ['ground', 'kit', 'stores'],
  app: ['ground', 'kit', 'stores', 'features'],
}

/** What each room of the console may import of the others. */
const consoleRooms = {
  ground: [],
  kit: ['ground'],
  stores: ['ground', 'kit'],
  features: ['ground', 'kit', 'stores'],
  app: ['ground', 'kit', 'stores', 'features'],
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

/** What each room of what the pages inside Telegram share may import of the others. */
const miniappRooms = { browser: [], build: [], session: [], state: [], telegram: [] }

/** @type {Wall[]} */
export const walls = [
  {
    name: 'testkit',
    of: ['apps/*/src/**', 'libs/!(testkit)/src/**'],
    packages: ['@kindred/testkit', '@kindred/testkit/*'],
    folders: ['tools/bench', '*/*/bench'],
    because: 'The testkit is for tests, the bench for measuring.',
  },
  {
    name: 'edge',
    of: ['apps/{gateway,bot,web,console}/src/**', 'libs/{client,miniapp}/src/**'],
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
    packages: ['kysely', 'kysely/*', 'pg'],
    exports: { '@kindred/db': ['sql'] },
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
    sealed: true,
    because: 'domain/ is pure: it imports the kernel, the facts and its own files.',
  },
  {
    name: 'deck',
    of: ['apps/discovery/src/deck/**'],
    rooms: ['context'],
    because: 'deck/ takes the database and the memory, never the context that holds it.',
  },
  {
    name: 'gateway',
    of: ['apps/gateway/src/**'],
    order: { of: 'apps/gateway/src', rooms: gatewayRooms },
    because: 'A room of the gateway imports those that gatewayRooms names for it.',
  },
  {
    name: 'web',
    of: ['apps/web/src/**'],
    order: { of: 'apps/web/src', rooms: webRooms },
    because:
      'In the Mini App ground/ lies below kit/ and stores/, these below features/, and app/ is the shell around them.',
  },
  {
    name: 'web-ground',
    of: ['apps/web/src/ground/**'],
    order: { of: 'apps/web/src/ground', rooms: groundRooms },
    because: 'A room of the ground imports those that groundRooms names for it.',
  },
  {
    name: 'console',
    of: ['apps/console/src/**'],
    order: { of: 'apps/console/src', rooms: consoleRooms },
    because:
      'In the console ground/ lies below kit/, then come stores/ and features/, and app/ is the shell around them.',
  },
  {
    name: 'miniapp',
    of: ['libs/miniapp/src/**'],
    order: { of: 'libs/miniapp/src', rooms: miniappRooms },
    because: 'The rooms of libs/miniapp stand side by side: what needs two of them belongs to an app.',
  },
  {
    name: 'web-kit',
    of: ['apps/web/src/kit/**'],
    rooms: ['browser', 'live', 'session', 'state'].map((room) => `ground/${room}`),
    because: 'kit/ draws what it is given: of the ground it knows texts/ and telegram/ only.',
  },
  {
    name: 'console-doors',
    of: ['apps/console/src/features/**'],
    doors: 'apps/console/src/features',
    because: 'A feature enters another one by its index.ts, which names what is for others.',
  },
  {
    name: 'web-doors',
    of: ['apps/web/src/features/**'],
    doors: 'apps/web/src/features',
    because: 'A feature enters another one by its index.ts, which names what is for others.',
  },
  {
    name: 'computed',
    of: ['{apps,libs}/*/src/**'],
    computed: true,
    because: 'A computed path goes round the walls: write it out.',
  },
]
