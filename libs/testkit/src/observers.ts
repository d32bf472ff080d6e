import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { waitForPort } from './child-server.js'
import { freePorts } from './free-ports.js'

const programs = ['prometheus', 'prometheus-alertmanager', 'victoria-logs'] as const

/** Which of Prometheus, Alertmanager and VictoriaLogs are not on this machine; CI has them all. */
export const missingObservers: readonly string[] =
  process.env['CI'] === undefined ? programs.filter((name) => spawnSync('which', [name]).status !== 0) : []

/** A server with a folder of its own, which `stop` removes. */
export interface Observer {
  /** `host:port` of its HTTP. */
  readonly address: string
  stop(): Promise<void>
}

/** Its configuration as files by their names, JSON, which is YAML. */
type Files = Readonly<Record<string, object>>

/** A Prometheus with `prometheus.yml` and what that names; keeps exemplars. */
export const startPrometheus = (files: Files): Promise<Observer> =>
  start('prometheus', files, (address, folder) => [
    ...[`--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`],
    ...[`--web.listen-address=${address}`, '--enable-feature=exemplar-storage', '--log.level=error'],
  ])

/** An Alertmanager with `alertmanager.yml`, alone. */
export const startAlertmanager = (files: Files): Promise<Observer> =>
  start('prometheus-alertmanager', files, (address, folder) => [
    ...[`--config.file=${folder}/alertmanager.yml`, `--storage.path=${folder}/data`],
    ...[`--web.listen-address=${address}`, '--cluster.listen-address=', '--log.level=error'],
  ])

/** A VictoriaLogs, which takes log lines by Loki's protocol. */
export const startLogStore = (): Promise<Observer> =>
  start('victoria-logs', {}, (address, folder) => [
    ...[`-storageDataPath=${folder}/data`, `-httpListenAddr=${address}`, '-loggerLevel=ERROR'],
  ])

async function start(
  program: (typeof programs)[number],
  files: Files,
  argsOf: (address: string, folder: string) => string[],
): Promise<Observer> {
  const [port] = (await freePorts(1)) as [number]
  const address = `127.0.0.1:${port}`
  const folder = mkdtempSync(join(tmpdir(), `kindred-${program}-`))
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), JSON.stringify(content))
  const child = spawn(program, argsOf(address, folder), { stdio: 'ignore', cwd: folder })
  const stop = async (): Promise<void> => {
    await end(child)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await waitForPort(port, child)
  } catch (error) {
    await stop()
    throw error
  }
  return { address, stop }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}
