import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { pause } from '@kindred/kernel'
import { freePorts } from '@kindred/testkit'
import { waitForPort } from '@kindred/testkit/child-server'

/** OpenSSH's server, with a key of its own and one account. */
export interface Sshd {
  readonly port: number
  /** SHA256 of its key, as ssh-keygen tells it. */
  readonly fingerprint: string
  /** The socket of an agent that has the private key which opens it. */
  readonly agent: string
  stop(): Promise<void>
}

interface Account {
  readonly home: string
  /** What its commands find in their environment. */
  readonly env: Readonly<Record<string, string>>
}

/** Starts it on a free port of the loopback; its files lie in the folder. As root. */
export async function startSshd(folder: string, { home, env }: Account): Promise<Sshd> {
  const [port = 0] = await freePorts(1)
  const file = (name: string): string => join(folder, name)
  mkdirSync(folder, { recursive: true })
  mkdirSync('/run/sshd', { recursive: true })
  for (const name of ['host', 'person'])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file(name)])
  const exports = Object.entries(env).map(([name, value]) => `export ${name}='${value}'`)
  const session = [...exports, `export HOME='${home}'`, 'cd "$HOME"', 'exec bash -c "$SSH_ORIGINAL_COMMAND"']
  writeFileSync(file('session.sh'), `${session.join('\n')}\n`)
  const settings = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${file('host')}`,
    'PidFile none',
    `AuthorizedKeysFile ${file('person.pub')}`,
    // Folders above may be writable for all, as those for temporary files are.
    'StrictModes no',
    'PasswordAuthentication no',
    'PermitRootLogin prohibit-password',
    `ForceCommand bash ${file('session.sh')}`,
  ]
  writeFileSync(file('sshd_config'), `${settings.join('\n')}\n`)
  chmodSync(file('host'), 0o600)
  const sshd = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', file('sshd_config')], { stdio: 'ignore' })
  await waitForPort(port, sshd)
  const socket = file('agent')
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' })
  while (!existsSync(socket) && agent.exitCode === null) await pause(50)
  execFileSync('ssh-add', ['-q', file('person')], { env: { ...process.env, SSH_AUTH_SOCK: socket } })
  const [, fingerprint = ''] = execFileSync('ssh-keygen', ['-lf', file('host.pub')], {
    encoding: 'utf8',
  }).split(' ')
  return {
    port,
    fingerprint,
    agent: socket,
    async stop() {
      agent.kill('SIGTERM')
      if (sshd.exitCode !== null) return
      sshd.kill('SIGTERM')
      await once(sshd, 'exit')
    },
  }
}
