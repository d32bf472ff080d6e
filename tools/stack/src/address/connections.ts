import { isIP } from 'node:net'
import { connect, type PeerCertificate } from 'node:tls'

import WebSocket from 'ws'

import type { Finding } from '../preflight/index.js'

const patienceMs = 15_000
const dayMs = 86_400_000
/** Fewer days than these before its end a certificate is a fault: renewals come earlier. */
const minDays = 14
const unauthenticated = 4401

/** Whether phones believe the certificate, and for how long still. */
export async function checkCertificate(url: URL, nowMs: number): Promise<Finding> {
  const name = 'certificate'
  if (url.protocol !== 'https:')
    return {
      name,
      ok: false,
      advice: 'Telegram opens Mini Apps over https only: put a proxy with a certificate in front.',
    }
  const { problem, certificate } = await shown(url)
  const days = Math.floor((Date.parse(certificate.valid_to) - nowMs) / dayMs)
  if (problem !== undefined)
    return {
      name,
      ok: false,
      advice: `phones refuse the certificate (${problem}): send the whole chain of an authority that they know, for ${url.hostname}.`,
    }
  if (days < minDays)
    return {
      name,
      ok: false,
      advice: `the certificate ends in ${days} days: renew it, and see why nothing did.`,
    }
  return { name, ok: true, detail: `good for ${days} days` }
}

function shown(url: URL): Promise<{ problem: string | undefined; certificate: PeerCertificate }> {
  return new Promise((resolve, reject) => {
    const port = url.port === '' ? 443 : Number(url.port)
    const socket = connect(
      {
        host: url.hostname,
        port,
        ...(isIP(url.hostname) === 0 && { servername: url.hostname }),
        rejectUnauthorized: false,
      },
      () => {
        const problem = socket.authorized ? undefined : String(socket.authorizationError)
        resolve({ problem, certificate: socket.getPeerCertificate() })
        socket.end()
      },
    )
    socket.setTimeout(patienceMs, () => socket.destroy(new Error('no answer to TLS')))
    socket.once('error', reject)
  })
}

/** Whether a socket is really upgraded, and answered by the gateway itself. */
export function checkSocket(url: URL): Promise<Finding> {
  const name = 'websocket'
  const address = `${url.origin.replace(/^http/, 'ws')}/v1/chat/connect`
  const advice =
    'let the proxy pass Upgrade and Connection on at /v1/chat/connect, as docker/nginx.conf does.'
  return new Promise((resolve) => {
    const socket = new WebSocket(address, 'kindred.v1', {
      rejectUnauthorized: false,
      handshakeTimeout: patienceMs,
    })
    const end = (finding: Finding): void => {
      clearTimeout(timer)
      resolve(finding)
      socket.terminate()
    }
    const timer = setTimeout(
      () => end({ name, ok: false, advice: `no frame came back: ${advice}` }),
      patienceMs,
    )
    socket.once('error', (error) =>
      end({ name, ok: false, advice: `no socket (${error.message}): ${advice}` }),
    )
    socket.once('open', () =>
      socket.send(JSON.stringify({ type: 'auth', id: '1', data: { access_token: 'nobody' } })),
    )
    socket.once('close', (code) =>
      end(
        code === unauthenticated
          ? { name, ok: true, detail: 'upgraded, and answered by the gateway' }
          : { name, ok: false, advice: `the socket ended with ${code}: ${advice}` },
      ),
    )
  })
}
