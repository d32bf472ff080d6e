import { type Contract, loadContract } from '@kindred/rpc'

import { deriveRoutes } from '../transcoding/index.js'
import { asyncApiDocument } from './asyncapi.js'
import { openApiDocument } from './openapi.js'
import type { Piece } from './openapi-types.js'
import { platformCodes } from './platform-codes.js'
import { operationsByCode } from './problem-pages.js'

/** A code of problems: what it says, where it belongs to no single operation, and the operations that answer it. */
export interface ProblemCode {
  readonly code: string
  readonly text: string | undefined
  readonly operations: readonly string[]
}

/** What the gateway says of its API, without a gateway that runs: OpenAPI 3.1, AsyncAPI 3.0 and the codes of problems in order. */
export interface ApiDocuments {
  readonly contract: Contract
  readonly openapi: Piece
  readonly asyncapi: Piece
  readonly codes: readonly ProblemCode[]
}

/** Makes the documents of this version, for no address in particular. */
export function apiDocuments(): ApiDocuments {
  const contract = loadContract()
  const options = { version: '', publicUrl: '' }
  const operations = operationsByCode(contract)
  const codes = [...new Set([...Object.keys(platformCodes), ...operations.keys()])].sort()
  return {
    contract,
    openapi: openApiDocument(contract, deriveRoutes(contract), options),
    asyncapi: asyncApiDocument(contract, options),
    codes: codes.map((code) => ({ code, text: platformCodes[code], operations: operations.get(code) ?? [] })),
  }
}
