import { execFile, execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))

/** A copy of the sources, free to be changed; its packages are those of the checkout, its workspaces its own. */
export interface CopiedCheckout {
  readonly folder: string
  /** Runs a program in the copy and returns what it printed; one that fails throws with all that it printed. */
  run(command: string, args: readonly string[], environment?: Record<string, string>): Promise<string>
  /** The files of it that the checkout has not, or has otherwise. */
  changed(): string[]
  remove(): void
}

/** Copies what git knows or would add of the checkout, and links its node_modules. */
export function copyCheckout(): CopiedCheckout {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-copy-'))
  for (const file of listFiles()) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(checkout, file), join(folder, file))
  }
  linkPackages(folder)
  return {
    folder,
    run: (command, args, environment = {}) => runIn(folder, command, args, environment),
    changed: () => listCopied(folder).filter((file) => differs(folder, file)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function listFiles(): string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate']
  const files = execFileSync('git', args, { cwd: checkout, encoding: 'utf8', maxBuffer: 1 << 26 }).split('\0')
  // A file that was removed and not yet committed is still listed.
  return files.filter((file) => file !== '' && lstatSync(join(checkout, file), { throwIfNoEntry: false }))
}

/** What lies in the copy and git would not ignore, as paths in it. */
const listCopied = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((file) => !/(^|[\\/])(node_modules|dist|\.nx)[\\/]/.test(file))

function differs(folder: string, file: string): boolean {
  const own = join(checkout, file)
  return !existsSync(own) || !readFileSync(own).equals(readFileSync(join(folder, file)))
}

/** Every package but the workspaces, whose links are relative and so lead into the copy; and what a workspace has for itself. */
function linkPackages(folder: string): void {
  const [from, to] = [join(checkout, 'node_modules'), join(folder, 'node_modules')]
  mkdirSync(join(to, '@kindred'), { recursive: true })
  for (const name of readdirSync(from)) {
    if (name !== '@kindred' && name !== '.cache') symlinkSync(join(from, name), join(to, name))
  }
  for (const name of readdirSync(join(from, '@kindred'))) {
    const workspace = readlinkSync(join(from, '@kindred', name))
    symlinkSync(workspace, join(to, '@kindred', name))
    const own = join(from, '@kindred', name, 'node_modules')
    if (existsSync(own)) symlinkSync(own, join(to, '@kindred', workspace, 'node_modules'))
  }
}

async function runIn(
  folder: string,
  command: string,
  args: readonly string[],
  environment: Record<string, string>,
): Promise<string> {
  const env = { ...process.env, NO_COLOR: '1', NX_DAEMON: 'false', ...environment }
  // A vitest of the copy is a run of its own, not a worker of ours; with a colour forced, Node warns that NO_COLOR is ignored.
  for (const name of Object.keys(env))
    if (/^(VITEST|TINYPOOL|FORCE_COLOR)/.test(name)) delete env[name as keyof typeof env]
  try {
    const { stdout, stderr } = await promisify(execFile)(command, [...args], {
      cwd: folder,
      env,
      maxBuffer: 1 << 26,
    })
    return stdout + stderr
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string }
    throw new Error(`${command} ${args.join(' ')} failed in a copy of the checkout:\n${stdout}\n${stderr}`, {
      cause: error,
    })
  }
}
