/**
 * A client_message_id of 128 random bits. It need not be a UUID as the ids of the services are, and `crypto.randomUUID` is
 * absent where the page came over plain http.
 */
export const newMessageId = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(36).padStart(7, '0')).join(
    '',
  )
