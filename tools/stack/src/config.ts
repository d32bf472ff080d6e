import type { Hosts } from './addresses.js'
import type { ServiceName } from './names.js'
import type { Ports } from './ports.js'

/** What `npm start` is told. */
export interface StartConfig {
  readonly dataDir: string
  readonly portBase: number
  readonly ports: Ports
  readonly hosts: Hosts
  /** DATABASE_URL: a server on which databases and roles may be made. */
  readonly adminUrl: string | undefined
  readonly databaseUrls: Partial<Record<ServiceName, string>>
  /** Each beside a database URL that leads to a pooler. */
  readonly listenUrls: Partial<Record<ServiceName, string>>
  readonly botToken: string | undefined
  readonly logLevel: string
  readonly rateLimitScale: number
  /** How many demo people there are to be. */
  readonly demoPeople: number
  readonly processes: boolean
  /** After how long without an answer an app that is a process of its own is killed and started again; 0 for never. */
  readonly hungAfterMs: number
  readonly production: boolean
  readonly inherited: NodeJS.ProcessEnv
}
