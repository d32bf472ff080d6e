import type { FastifyRequest } from 'fastify'

import { createParams, type Params } from './params.js'

/** The arguments of a call from its query and its JSON, form or multipart body. */
export async function readRequest(request: FastifyRequest): Promise<Params> {
  const query = request.query as Record<string, unknown>
  if (!request.isMultipart()) {
    const body = typeof request.body === 'object' && request.body !== null ? request.body : {}
    return createParams({ ...query, ...body }, new Map())
  }
  const fields: Record<string, unknown> = { ...query }
  const files = new Map<string, Buffer>()
  for await (const part of request.parts()) {
    if (part.type === 'file') files.set(part.fieldname, await part.toBuffer())
    else fields[part.fieldname] = part.value
  }
  for (const name of files.keys()) fields[name] ??= `attach://${name}`
  return createParams(fields, files)
}
