import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'

import type { UploadPhotoRequest } from '@kindred/contracts/media'
import { AppError } from '@kindred/kernel'

import { fileMissing, formInvalid, onlyOneFile, tooLarge } from './errors.js'

/** The media service has the same limit. */
export const maxPictureBytes = 10 * 1024 * 1024

const maxChunkBytes = 64 * 1024
const limits = { fileSize: maxPictureBytes + 1, files: 2, fields: 10, fieldSize: 1024, parts: 12 }

/**
 * The picture of a form, in chunks, with backpressure. It ends only once the whole form was read and had exactly one file, so that nothing
 * is stored of an invalid form. Text fields are ignored.
 */
export async function* readForm(request: FastifyRequest): AsyncIterable<UploadPhotoRequest> {
  let files = 0
  try {
    for await (const part of request.parts({ limits })) {
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
    if (bytes > maxPictureBytes) throw tooLarge(maxPictureBytes)
    for (let start = 0; start < data.length; start += maxChunkBytes) {
      yield { chunk: data.subarray(start, start + maxChunkBytes) }
    }
  }
}
