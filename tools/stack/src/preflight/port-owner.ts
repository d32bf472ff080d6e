import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Who listens on a port: `node (process 4711)`. Undefined where /proc does not tell. */
export function findPortOwner(port: number): string | undefined {
  const inode = listeningInode(port)
  if (inode === undefined) return undefined
  const pid = numbers('/proc').find((candidate) => holds(candidate, `socket:[${inode}]`))
  return pid === undefined
    ? undefined
    : `${read(`/proc/${pid}/comm`)?.trim() ?? 'a program'} (process ${pid})`
}

/** /proc/net/tcp: local address and port in hex is column 1, state column 3 (0A listens), inode column 9. */
function listeningInode(port: number): string | undefined {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  const lines = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => (read(file) ?? '').split('\n').slice(1))
  const columns = lines.map((line) => line.trim().split(/\s+/))
  return columns.find((line) => line[1]?.endsWith(wanted) && line[3] === '0A')?.[9]
}

function holds(pid: string, socket: string): boolean {
  return numbers(`/proc/${pid}/fd`).some(
    (fd) => attempt(() => readlinkSync(`/proc/${pid}/fd/${fd}`)) === socket,
  )
}

const numbers = (folder: string): string[] =>
  (attempt(() => readdirSync(folder)) ?? []).filter((name) => /^\d+$/.test(name))
const read = (file: string): string | undefined => attempt(() => readFileSync(file, 'utf8'))

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
