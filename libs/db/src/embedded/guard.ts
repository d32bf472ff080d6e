import { spawn } from 'node:child_process'

/** A little process that outlives us for a moment. */
export interface Guard {
  /** From now on this server is stopped when we end. */
  watch(pid: number): void
  release(): void
}

/** The pipe of its standard input closes when we end in whatever way, kill -9 included; then it stops the server and cleans up. */
const script = `
pid=
while read -r word value; do
  case $word in watch) pid=$value ;; released) exit 0 ;; esac
done
[ -n "$pid" ] && kill -INT "$pid" 2>/dev/null
n=0
while [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null && [ $n -lt 100 ]; do sleep 0.1; n=$((n+1)); done
n=0
while [ -n "$1" ] && [ -e "$1" ] && [ $n -lt 50 ]; do rm -rf -- "$1" 2>/dev/null; sleep 0.2; n=$((n+1)); done
exit 0
`

/** Sees to it that a server does not outlive this process, and that `folder`, when given, is removed then. Does nothing on Windows. */
export function createGuard(folder = ''): Guard {
  if (process.platform === 'win32') return { watch: () => undefined, release: () => undefined }
  const child = spawn('/bin/sh', ['-c', script, 'kindred-postgres-guard', folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  })
  child.unref()
  child.stdin.on('error', () => undefined)
  return {
    watch: (pid) => void child.stdin.write(`watch ${pid}\n`),
    release: () => void child.stdin.end('released\n'),
  }
}
