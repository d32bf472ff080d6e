import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Fetch } from '@kindred/client'
import { pause } from '@kindred/kernel'
import { freePorts } from '@kindred/testkit'

import { fetchTls, getTls, type TlsAnswer } from './tls-client.js'
import { installWaf, librariesOf } from './waf/install-waf.js'

/** nginx with the shipped config. */
export interface NginxServer {
  readonly httpUrl: string
  readonly httpsUrl: string
  /** Its certificate, which is its own authority. */
  readonly certificate: string
  get(path: string, headers?: Record<string, string>): Promise<TlsAnswer>
  /** For a client whose gateway is behind it. */
  readonly fetch: Fetch
  /** Its error log. */
  log(): string
  stop(): Promise<void>
}

/** Where Debian's nginx is. */
const nginxBinary = '/usr/sbin/nginx'

/** Why nginx cannot be tried here; undefined when it can. */
export function whyNoNginx(): string | undefined {
  if (!existsSync(nginxBinary)) return 'nginx is not installed'
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return undefined
  } catch {
    return 'openssl is not installed'
  }
}

/** What stands behind it, and how it differs from what is shipped. */
interface NginxOptions {
  readonly gatewayPort: number
  /** Builds, by the folder that has each; a server without pages has none. */
  readonly app?: string
  readonly console?: string
  readonly guide?: string
  /** Where the files of a web application firewall are, to have it on. */
  readonly waf?: string | undefined
  /** How long its certificate is good. */
  readonly days?: number
  /** Texts of the shipped config and what to put in their place. */
  readonly faults?: readonly (readonly [from: string, to: string])[]
}

/** Starts nginx on free ports with its files in a folder of its own; only addresses and paths differ from the shipped config. */
export async function startNginx(
  checkout: string,
  { gatewayPort, days = 30, faults = [], waf, ...builds }: NginxOptions,
): Promise<NginxServer> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-nginx-'))
  chmodSync(folder, 0o755)
  for (const room of ['tls', 'temp', 'www']) mkdirSync(join(folder, room))
  for (const [name, build] of Object.entries(builds))
    cpSync(build, join(folder, 'www', name), { recursive: true })
  makeCertificate(join(folder, 'tls'), days)
  if (waf !== undefined) installWaf(checkout, join(folder, 'waf'), waf)
  const [http = 0, https = 0] = await freePorts(2)
  const shipped = readFileSync(join(checkout, 'docker', 'nginx.conf'), 'utf8')
  const config = replaceAll(shipped, [
    ...faults,
    ['listen 80 ', `listen 127.0.0.1:${http} `],
    ['listen 443 ', `listen 127.0.0.1:${https} `],
    ['server gateway:8080;', `server 127.0.0.1:${gatewayPort};`],
    ['server bot:8090;', 'server 127.0.0.1:9;'],
    ['/usr/share/nginx/kindred', join(folder, 'www')],
    ['/etc/nginx/tls', join(folder, 'tls')],
    ['include /etc/nginx/waf/', `include ${join(folder, 'waf')}/`],
    ['/dev/stderr', join(folder, 'error.log')],
    ['http {', `http { ${tempPaths(join(folder, 'temp'))}`],
  ])
  writeFileSync(join(folder, 'nginx.conf'), config)
  const settings = `daemon off; pid ${join(folder, 'nginx.pid')};`
  const nginx = spawn(nginxBinary, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-g', settings], {
    stdio: 'ignore',
    ...(waf !== undefined && { env: { ...process.env, LD_LIBRARY_PATH: librariesOf(waf) } }),
  })
  const server: NginxServer = {
    httpUrl: `http://127.0.0.1:${http}`,
    httpsUrl: `https://127.0.0.1:${https}`,
    certificate: join(folder, 'tls', 'fullchain.pem'),
    get: (path, headers = {}) => getTls(`https://127.0.0.1:${https}${path}`, headers),
    fetch: fetchTls,
    log: () => readFileSync(join(folder, 'error.log'), 'utf8'),
    async stop() {
      if (nginx.exitCode === null) {
        nginx.kill('SIGTERM')
        await once(nginx, 'exit')
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await answering(server)
  return server
}

function replaceAll(text: string, replacements: readonly (readonly [string, string])[]): string {
  return replacements.reduce((done, [from, to]) => {
    if (!done.includes(from)) throw new Error(`docker/nginx.conf has no "${from}" any more: adapt this test.`)
    return done.replaceAll(from, to)
  }, text)
}

const tempPaths = (folder: string): string =>
  ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${join(folder, kind)};`)
    .join(' ')

function makeCertificate(folder: string, days: number): void {
  const files = ['-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')]
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-subj', '/CN=kindred.test']
  const names = ['-addext', 'subjectAltName=IP:127.0.0.1']
  execFileSync('openssl', ['req', '-x509', '-nodes', '-days', String(days), ...kind, ...names, ...files], {
    stdio: 'ignore',
  })
}

async function answering({ get }: NginxServer): Promise<void> {
  for (let tried = 0; tried < 100; tried++) {
    const answer = await get('/app/').catch(() => undefined)
    if (answer !== undefined) return
    await pause(50)
  }
  throw new Error('nginx does not answer')
}
