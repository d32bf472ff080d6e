import { AppError } from '@kindred/kernel'

import type { MethodContract } from '../contract/contract.js'
import type { RpcMethod } from '../method-types.js'
import { keepTexts } from '../validation/keep-texts.js'
import { validateMessage } from '../validation/validate-message.js'

/** Decodes a request, normalizes its texts and checks it against the field rules. */
export function readRequest(method: RpcMethod, contract: MethodContract, bytes: Buffer): unknown {
  const request = decode(method, bytes)
  keepTexts(contract.descriptor.input.fields, request as object, 'localName')
  const fields = validateMessage(contract.descriptor.input, request as object)
  if (fields.length === 0) return request
  const detail = 'Some fields of the request are not valid.'
  throw new AppError({ kind: 'invalid', code: 'VALIDATION_FAILED', detail, fields })
}

/** Throws MALFORMED_REQUEST. */
export function decode(method: RpcMethod, bytes: Buffer): unknown {
  try {
    return method.requestDeserialize(bytes)
  } catch (cause) {
    const detail = 'The request is not a message of the contract.'
    throw new AppError({ kind: 'invalid', code: 'MALFORMED_REQUEST', detail, cause })
  }
}
