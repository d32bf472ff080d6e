import { apiDocuments } from '@kindred/gateway/documents'

import type { Page } from '../book.js'
import { type RestDocument, restOverview, restPages } from './rest.js'
import { errorsPage, eventsPage, rpcPage } from './rpc.js'
import { type SocketDocument, socketPage } from './socket.js'

/** A page that is made of the contract: its place in the guide, and its text as Markdown. */
export interface MadePage extends Page {
  readonly text: string
}

/** The API reference, made of the contract each time: it cannot differ from what the gateway does. */
export function referencePages(): MadePage[] {
  const { contract, openapi, asyncapi, codes } = apiDocuments()
  const rest = openapi as unknown as RestDocument
  const page = (name: string, text: string): MadePage => ({
    file: `docs/reference/${name}.md`,
    slug: `reference/${name}`,
    text,
  })
  return [
    page('rest', restOverview(rest)),
    ...[...restPages(rest)].map(([name, text]) => page(`rest-${name}`, text)),
    page('websocket', socketPage(asyncapi as unknown as SocketDocument)),
    page('grpc', rpcPage(contract)),
    page('events', eventsPage(contract)),
    page('errors', errorsPage(codes)),
  ]
}
