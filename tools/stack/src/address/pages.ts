import type { Finding } from '../preflight/index.js'
import { type Answer, ask } from './ask.js'

const good = (name: string, detail: string): Finding => ({ name, ok: true, detail })
const bad = (name: string, advice: string): Finding => ({ name, ok: false, advice })

/** Seconds by which clocks may differ: tokens tolerate as much. */
const maxSkewSeconds = 30
/** As large as a photo may be. */
const photoBytes = 10 * 1024 * 1024

/** Whether Kindred answers there, and whether its clock is right. */
export async function checkHealth(url: URL, nowMs: number): Promise<Finding[]> {
  const { status, headers, body } = await ask(new URL('/health', url))
  const told = /"status":"(\w+)"/.exec(body)?.[1]
  if (told === undefined)
    return [
      bad(
        'health',
        `/health answers ${status} and not as Kindred does: send every path that is not a page to the gateway.`,
      ),
    ]
  const health =
    told === 'healthy'
      ? good('health', told)
      : bad('health', `Kindred says that it is ${told}: open ${url.origin}/health.`)
  const skew = Math.round((Date.parse(headers.date ?? '') - nowMs) / 1_000)
  if (Number.isNaN(skew)) return [health, bad('clock', 'no answer has a Date header: let the proxy send it.')]
  const clock =
    Math.abs(skew) <= maxSkewSeconds
      ? good('clock', `${skew} s from this machine's`)
      : bad(
          'clock',
          `its clock and this machine's differ by ${skew} s: run a time service (chrony, systemd-timesyncd) on both.`,
        )
  return [health, clock]
}

/** Whether the Mini App is there, may be opened by Telegram, and is never an old one. */
export async function checkMiniApp(url: URL): Promise<Finding[]> {
  const answer = await ask(new URL('/app/', url))
  if (answer.status !== 200 || !answer.body.includes('<div id="root">'))
    return [
      bad(
        'mini app',
        `/app/ answers ${answer.status} and is not the Mini App: serve the build of apps/web there, or set GATEWAY_WEB_FOLDER.`,
      ),
    ]
  const cache = String(answer.headers['cache-control'])
  return [
    good('mini app', `${url.origin}/app/`),
    cache.includes('no-store')
      ? good('caching', cache)
      : bad(
          'caching',
          `the page of /app/ may be kept (cache-control: ${cache}): send no-store, or people keep an old Mini App.`,
        ),
    ...checkHeaders('/app/', answer, url),
    checkFrames(answer),
  ]
}

/** The headers that every answer must have. */
function checkHeaders(path: string, { headers }: Answer, url: URL): Finding[] {
  const wanted: [name: string, isGood: (value: string) => boolean, want: string][] = [
    [
      'content-security-policy',
      (value) => value.includes("default-src 'none'"),
      "default-src 'none' …, as docker/nginx.conf has it",
    ],
    ['x-content-type-options', (value) => value === 'nosniff', 'nosniff'],
    ...(url.protocol === 'https:'
      ? [
          [
            'strict-transport-security',
            (value: string) => Number(/max-age=(\d+)/.exec(value)?.[1]) >= 31_536_000,
            'max-age=31536000; includeSubDomains',
          ] satisfies (typeof wanted)[number],
        ]
      : []),
  ]
  const faults = wanted.filter(([name, isGood]) => !isGood(String(headers[name] ?? '')))
  return faults.length === 0
    ? [good('headers', `${path} has those that it needs`)]
    : faults.map(([name, , want]) => bad('headers', `${path} has no good ${name}: send ${want}.`))
}

function checkFrames({ headers }: Answer): Finding {
  const [, ancestors = ''] = /frame-ancestors ([^;]+)/.exec(String(headers['content-security-policy'])) ?? []
  if (headers['x-frame-options'] !== undefined)
    return bad(
      'frames',
      '/app/ has X-Frame-Options, which keeps Telegram on the web from showing it: take that header away there.',
    )
  return ancestors.includes('https://web.telegram.org')
    ? good('frames', 'Telegram on the web may show the Mini App')
    : bad(
        'frames',
        'frame-ancestors of /app/ does not name https://web.telegram.org: people on the web see nothing.',
      )
}

/** Whether photos get through whatever stands in front, without sending one. */
export async function checkUpload(url: URL): Promise<Finding> {
  const { status, headers } = await ask(new URL('/v1/media', url), { promised: photoBytes })
  const isOurs = String(headers['content-type']).includes('problem+json')
  if (status === 100 || isOurs) return good('uploads', 'photos of 10 MB get through')
  return bad(
    'uploads',
    `something in front answers ${status} to a photo of 10 MB: let 12 MB through (nginx: client_max_body_size 12m), and 22 MB for video notes.`,
  )
}
