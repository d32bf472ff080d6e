// After a deployment: signs in, reads and opens a socket through the web server, as one and the same account without a profile.
import { createHmac } from 'node:crypto'

const { BOT_TOKEN: botToken = '', DOOR: door = '' } = process.env
/** Telegram gives no such id to anybody. */
const smokeAccount = 1
const patienceMs = 30_000

const steps = { pages, signIn, read, upgrade, signOut }
let token = ''
for (const [name, step] of Object.entries(steps)) {
  try {
    if ((await persistently(step)) === 'closed') break
  } catch (error) {
    console.log(`smoke: ${name} failed: ${error.message}${error.cause ? ` (${error.cause.message})` : ''}`)
    process.exit(1)
  }
}

/** A gateway has seconds after its start in which it has not yet found every service. */
async function persistently(step) {
  const until = Date.now() + patienceMs
  for (;;) {
    try {
      return await step()
    } catch (error) {
      if (Date.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, 1_000))
    }
  }
}

async function pages() {
  for (const path of ['/app/', '/console/', '/health']) {
    const { status } = await fetch(door + path)
    if (status !== 200) throw new Error(`${path} answers ${status}`)
  }
}

async function signIn() {
  const { status, body } = await post('/v1/auth/telegram', {
    init_data: initData(),
    device_name: 'deployment',
  })
  if (body.code === 'INVITATION_REQUIRED') {
    console.log('smoke: sign-ins need an invitation here: the read and the socket were not tried')
    return 'closed'
  }
  if (status !== 200) throw new Error(`status ${status} ${body.code}`)
  token = body.access_token
}

async function read() {
  const answer = await fetch(`${door}/v1/auth/sessions`, { headers: { authorization: `Bearer ${token}` } })
  const { sessions } = await answer.json()
  if (answer.status !== 200 || sessions.length === 0) throw new Error(`status ${answer.status}`)
}

/** Resolves once the gateway has taken the token over a socket. */
function upgrade() {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${door.replace('https', 'wss')}/v1/chat/connect`, 'kindred.v1')
    const timer = setTimeout(() => fail('no answer'), 10_000)
    const end = (settle, value) => {
      clearTimeout(timer)
      socket.close()
      settle(value)
    }
    const fail = (why) => end(reject, new Error(why))
    socket.onopen = () =>
      socket.send(JSON.stringify({ id: '1', type: 'auth', data: { access_token: token, cursor: '' } }))
    socket.onmessage = ({ data }) => {
      const { type } = JSON.parse(data)
      if (type === 'error') fail(data)
      if (type === 'ready') end(resolve)
    }
    socket.onerror = () => fail('the upgrade was refused')
  })
}

async function signOut() {
  await post('/v1/auth/logout', {})
  console.log('smoke: pages, sign-in, read and socket work')
}

async function post(path, body) {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const answer = await fetch(door + path, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: answer.status, body: await answer.json().catch(() => ({})) }
}

/** As Telegram signs the launch of a Mini App. */
function initData() {
  const fields = {
    auth_date: String(Math.floor(Date.now() / 1000)),
    query_id: `deployment-${Date.now()}`,
    user: JSON.stringify({ id: smokeAccount, first_name: 'Deployment' }),
  }
  const text = Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')
  const key = createHmac('sha256', 'WebAppData').update(botToken).digest()
  return new URLSearchParams({
    ...fields,
    hash: createHmac('sha256', key).update(text).digest('hex'),
  }).toString()
}
