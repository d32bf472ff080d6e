import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'

import { AppError } from '@kindred/kernel'

import { fileMissing, formInvalid, onlyOneFile } from './errors.js'

/** How large a file may be, and the refusal of a larger one. */
export interface FileLimit {
  readonly maxBytes: number
  readonly tooLarge: (maxBytes: number) => AppError
}

const maxChunkBytes = 64 * 1024
const limits = { files: 2, fields: 10, fieldSize: 1024, parts: 12 }
/** Bytes of a form beside its file. */
const maxFormBytes = 64 * 1024

/** Throws the refusal of a form whose stated length cannot be that of a good one. */
export function checkLength({ headers }: FastifyRequest, { maxBytes, tooLarge }: FileLimit): void {
  if (Number(headers['content-length'] ?? 0) > maxBytes + maxFormBytes) throw tooLarge(maxBytes)
}

/**
 * The file of a form, in chunks, with backpressure. It ends only once the whole form was read and had exactly one file, so that nothing
 * is stored of an invalid form. Text fields are ignored.
 */
export async function* readForm(request: FastifyRequest, limit: FileLimit): AsyncIterable<Buffer> {
  let files = 0
  try {
    for await (const part of request.parts({ limits: { ...limits, fileSize: limit.maxBytes + 1 } })) {
      if (part.type === 'field') continue
      files += 1
      if (files > 1) throw onlyOneFile()
      if (part.fieldname !== 'file') throw fileMissing()
      yield* chunksOf(part, limit)
    }
  } catch (error) {
    throw error instanceof AppError ? error : formInvalid(error)
  }
  if (files === 0) throw fileMissing()
}

async function* chunksOf({ file }: MultipartFile, { maxBytes, tooLarge }: FileLimit): AsyncIterable<Buffer> {
  let bytes = 0
  for await (const data of file as AsyncIterable<Buffer>) {
    bytes += data.length
    if (bytes > maxBytes) throw tooLarge(maxBytes)
    for (let start = 0; start < data.length; start += maxChunkBytes) {
      yield data.subarray(start, start + maxChunkBytes)
    }
  }
}
