// A foreign OpenID provider for the whole-product tests: npm's oidc-provider with pages of its own, on a free port of
// this computer. It prints one line of JSON when it is ready and runs until it is ended.
//
//   node issuer.mjs --redirect URI [--redirect URI ...] [--tenant-and-object] [--no-auth-time] [--acr ACR]
//
// `{issuer}` in a redirect URI stands for the first 16 bytes of the issuer's SHA-256 in hexadecimal, by which the app
// tells issuers apart. With --tenant-and-object the ID tokens carry `tid` and `oid`, with --no-auth-time no
// `auth_time`, and with --acr this `acr` where it was asked for.

import { createHash, createHmac, generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import Provider, { interactionPolicy } from 'oidc-provider'

const CLIENT_ID = 'nuget-accounts-desktop'
const PEOPLE = {
  'ada@elsewhere.example': 'Ada Elsewhere',
  'grace@elsewhere.example': 'Grace Elsewhere',
}
const TENANT = '7f3c1a52-6a0d-4f4e-9a55-2b1d3c9e8f10'

const { values: options } = parseArgs({
  options: {
    redirect: { type: 'string', multiple: true, default: [] },
    'tenant-and-object': { type: 'boolean', default: false },
    'no-auth-time': { type: 'boolean', default: false },
    acr: { type: 'string' },
  },
})

// A GUID that stays the same for a person, as object ids do.
function objectId(address) {
  const hex = createHmac('sha256', 'oid').update(address).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}

function claims(address) {
  const all = {
    sub: createHmac('sha256', 'sub').update(address).digest('base64url'),
    name: PEOPLE[address],
    preferred_username: address,
    email: address,
  }
  return options['tenant-and-object'] ? { ...all, tid: TENANT, oid: objectId(address) } : all
}

// `select_account` is asked for by Microsoft's clients and unknown to this provider; here it shows the sign-in page.
function policy() {
  const { Prompt, base } = interactionPolicy
  const prompts = base()
  prompts.add(new Prompt({ name: 'select_account', requestable: true }), 0)
  return prompts
}

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: randomBytes(8).toString('hex') }
}

function configuration(issuer) {
  const segment = createHash('sha256').update(issuer).digest().subarray(0, 16).toString('hex')
  return {
    clients: [
      {
        client_id: CLIENT_ID,
        client_name: 'NuGet Accounts',
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        id_token_signed_response_alg: 'RS256',
        require_auth_time: true,
        redirect_uris: options.redirect.map((uri) => uri.replace('{issuer}', segment)),
      },
    ],
    jwks: { keys: [signingKey()] },
    cookies: { keys: [randomBytes(32).toString('hex')] },
    claims: {
      openid: options['tenant-and-object'] ? ['sub', 'tid', 'oid'] : ['sub'],
      email: ['email'],
      profile: ['name', 'preferred_username'],
    },
    // The app reads the ID token alone, so the claims of the scopes belong into it.
    conformIdTokenClaims: false,
    acrValues: options.acr ? [options.acr] : [],
    pkce: { required: () => true },
    interactions: { policy: policy(), url: (_, interaction) => `/interaction/${interaction.uid}` },
    features: { devInteractions: { enabled: false } },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    findAccount: (_, address) => ({ accountId: address, claims: () => claims(address) }),
  }
}

function page(title, body) {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><form method="post">${body}</form></html>`
}

const person = ([address, name]) => `<button name="person" value="${address}">${name}, ${address}</button>`
const signInPage = () =>
  page('Sign in elsewhere', Object.entries(PEOPLE).map(person).join('') + '<button id="cancel" name="cancel" value="yes">Cancel</button>')
const consentPage = () =>
  page('May NuGet Accounts know you?', '<button id="consent-accept" name="consent" value="yes">Accept</button><button id="consent-cancel" name="cancel" value="yes">Cancel</button>')

async function form(request) {
  let body = ''
  for await (const chunk of request) {
    body += chunk
    if (body.length > 4096) throw new Error('the form is too large')
  }
  return new URLSearchParams(body)
}

async function grant(provider, { grantId, params, prompt, session }) {
  const given = grantId
    ? await provider.Grant.find(grantId)
    : new provider.Grant({ accountId: session.accountId, clientId: params.client_id })
  if (prompt.details.missingOIDCScope) given.addOIDCScope(prompt.details.missingOIDCScope.join(' '))
  if (prompt.details.missingOIDCClaims) given.addOIDCClaims(prompt.details.missingOIDCClaims)
  return given.save()
}

async function answer(provider, details, fields) {
  if (fields.get('cancel')) return { error: 'access_denied', error_description: 'The person cancelled.' }
  if (details.prompt.name === 'consent') return { consent: { grantId: await grant(provider, details) } }
  const address = fields.get('person')
  if (!Object.hasOwn(PEOPLE, address)) throw new Error('nobody of that name')
  return { login: { accountId: address, acr: options.acr, ts: Math.floor(Date.now() / 1000) }, select_account: {} }
}

async function interact(provider, request, response) {
  const details = await provider.interactionDetails(request, response)
  if (request.method === 'POST') {
    const result = await answer(provider, details, await form(request))
    return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true })
  }
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.end(details.prompt.name === 'consent' ? consentPage() : signInPage())
}

const server = createServer()
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`
  const settings = configuration(issuer)
  const provider = new Provider(issuer, settings)
  // At `prompt=login` this provider always sends the time, which others do not.
  if (options['no-auth-time']) provider.Session.prototype.authTime = () => undefined
  const standard = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url.startsWith('/interaction/')) return standard(request, response)
    interact(provider, request, response).catch((error) => {
      response.statusCode = 400
      response.end(`${error.name}: ${error.message}`)
    })
  })
  const { redirect_uris } = settings.clients[0]
  console.log(JSON.stringify({ port: server.address().port, issuer, client_id: CLIENT_ID, redirect_uris }))
})
