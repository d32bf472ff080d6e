import { spawn } from 'node:child_process'

/** A little process that outlives us for a moment. */
export interface Guard {
  release(): void
}

/** The pipe of its standard input closes when we end in whatever way, kill -9 included; then it stops the server and cleans up. */
const script = `
read -r line
[ "$line" = released ] && exit 0
kill -INT "$0" 2>/dev/null
n=0
while kill -0 "$0" 2>/dev/null && [ $n -lt 100 ]; do sleep 0.1; n=$((n+1)); done
[ -n "$1" ] && rm -rf -- "$1"
exit 0
`

/** Sees to it that the server does not outlive this process; `folder` is removed then. Does nothing on Windows. */
export function guardServer(pid: number, folder = ''): Guard {
  if (process.platform === 'win32') return { release: () => undefined }
  const child = spawn('/bin/sh', ['-c', script, String(pid), folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  })
  child.unref()
  child.stdin.on('error', () => undefined)
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref()
  return { release: () => void child.stdin.end('released\n') }
}
