import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/** What a run of grpcurl said. */
export interface Said {
  readonly ok: boolean
  readonly out: string
  readonly err: string
}

/** The real grpcurl: GRPCURL, on the PATH, or where `go install` puts it; undefined when it is nowhere. */
export function findGrpcurl(): string | undefined {
  const { GRPCURL, PATH = '' } = process.env
  const places = [...PATH.split(delimiter), join(homedir(), 'go', 'bin')].map((folder) =>
    join(folder, 'grpcurl'),
  )
  return [...(GRPCURL === undefined ? [] : [GRPCURL]), ...places].find(isExecutable)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Runs grpcurl without TLS; a call is `[address, 'pkg.Service/Method']` with its flags before. */
export function grpcurl(binary: string, ...args: readonly string[]): Promise<Said> {
  return new Promise((resolve) => {
    execFile(binary, ['-plaintext', '-max-time', '5', ...args], { timeout: 60_000 }, (error, out, err) =>
      resolve({ ok: error === null, out, err }),
    )
  })
}
