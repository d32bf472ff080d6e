import { readFile, stat } from 'node:fs/promises'

import { type Api, GrammyError } from 'grammy'

import { patiently } from '../gateway/patiently.js'

/** The largest picture that the gateway takes. */
export const largestFile = 10 * 1024 * 1024
/** The largest video note that the gateway takes, and the largest file that Telegram gives a bot. */
export const largestVideo = 20 * 1024 * 1024

/** Why a file of a person cannot be had. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused'

  constructor(readonly reason: 'too-large' | 'unavailable') {
    super(`Telegram does not give out the file: ${reason}`)
  }
}

/** Where files come from. */
export interface FileSource {
  readonly token: string
  /** Where the Bot API is, without a slash at its end. */
  readonly telegramRoot: string
}

/** Reads the bytes of a file that a person sent, a picture unless told how large it may be; throws FileRefused. */
export type ReadFile = (fileId: string, maxBytes?: number) => Promise<Uint8Array<ArrayBuffer>>

/** Reads files by their ids, also from a Bot API server of one's own in local mode, whose paths are those of its disk. */
export function createFileReader(api: Api, source: FileSource): ReadFile {
  return async (fileId, maxBytes = largestFile) => {
    const { file_path: path, file_size: size = 0 } = await api.getFile(fileId).catch(refused)
    if (size > maxBytes) throw new FileRefused('too-large')
    if (path === undefined) throw new FileRefused('unavailable')
    return (await fromDisk(path, source, maxBytes)) ?? (await download(urlOf(path, source), maxBytes))
  }
}

function refused(error: unknown): never {
  if (!(error instanceof GrammyError) || (error.error_code !== 400 && error.error_code !== 404)) throw error
  throw new FileRefused(error.description.includes('too big') ? 'too-large' : 'unavailable')
}

/** A server in local mode keeps each bot's files in a folder that is named after the bot. */
const localPath = /^(?:\/|[a-z]:[\\/]).*?[\\/](\d+[:~][\w-]+)[\\/](.+)$/i

/** The file when it lies on this machine; only below the folder of this very bot. */
async function fromDisk(
  path: string,
  { token }: FileSource,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const [, folder, rest = ''] = localPath.exec(path) ?? []
  const isOwn = folder === token || folder === token.replace(':', '~')
  if (!isOwn || rest.split(/[\\/]/).includes('..')) return undefined
  const found = await stat(path).catch(() => undefined)
  if (found?.isFile() !== true) return undefined
  if (found.size > maxBytes) throw new FileRefused('too-large')
  return new Uint8Array(await readFile(path))
}

/** A path of the server's disk is served below the bot's address by what follows the bot's folder. */
function urlOf(path: string, { token, telegramRoot }: FileSource): string {
  const [, , rest = path] = localPath.exec(path) ?? []
  return `${telegramRoot}/file/bot${token}/${rest.replaceAll('\\', '/').replace(/^\/+/, '')}`
}

async function download(url: string, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const response = await patiently(url, {})
  if (response.status === 404) throw new FileRefused('unavailable')
  if (!response.ok) throw new Error(`Telegram answered ${response.status} for a file.`)
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength
    if (length > maxBytes) throw new FileRefused('too-large')
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}
