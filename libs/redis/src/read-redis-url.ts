import { filesOfUrl } from '@kindred/certificates'
import type { EnvReader } from '@kindred/runtime'

/** Reads REDIS_URL, empty for none; faults gather in the reader. */
export function readRedisUrl(env: EnvReader): string {
  const [name, example] = ['REDIS_URL', 'redis://:password@127.0.0.1:6379/0']
  const url = env.url(name, { example, default: '', protocols: ['redis:', 'rediss:'] })
  try {
    if (url !== '') filesOfUrl(url)
  } catch {
    const own = 'rediss://:password@redis:6379/0?cacertfile=/etc/kindred/redis/ca.crt'
    env.fault({ name, problem: 'names a file that cannot be read', example: own })
  }
  return url
}
