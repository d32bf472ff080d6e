import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'

import type { UploadPhotoRequest } from '@kindred/contracts/media'
import { AppError } from '@kindred/kernel'

import { fileMissing, formInvalid, onlyOneFile, tooLarge } from './errors.js'

/** The most that a picture may have; the media service says the same. */
export const MAX_PICTURE_BYTES = 10 * 1024 * 1024

const MAX_CHUNK_BYTES = 64 * 1024
const LIMITS = { fileSize: MAX_PICTURE_BYTES + 1, files: 2, fields: 10, fieldSize: 1024, parts: 12 }

/**
 * The picture of a form, chunk by chunk as the caller takes them. It ends only when the whole form was read and held
 * exactly one file, so that nothing is stored of a form that turns out to be wrong. Text fields are passed over.
 */
export async function* readForm(request: FastifyRequest): AsyncIterable<UploadPhotoRequest> {
  let files = 0
  try {
    for await (const part of request.parts({ limits: LIMITS })) {
      if (part.type === 'field') continue
      files += 1
      if (files > 1) throw onlyOneFile()
      if (part.fieldname !== 'file') throw fileMissing()
      yield* chunksOf(part)
    }
  } catch (error) {
    throw error instanceof AppError ? error : formInvalid(error)
  }
  if (files === 0) throw fileMissing()
}

async function* chunksOf({ file }: MultipartFile): AsyncIterable<UploadPhotoRequest> {
  let bytes = 0
  for await (const data of file as AsyncIterable<Buffer>) {
    bytes += data.length
    if (bytes > MAX_PICTURE_BYTES) throw tooLarge(MAX_PICTURE_BYTES)
    for (let start = 0; start < data.length; start += MAX_CHUNK_BYTES) {
      yield { chunk: data.subarray(start, start + MAX_CHUNK_BYTES) }
    }
  }
}
