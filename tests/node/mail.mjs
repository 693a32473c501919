// A foreign mail server for the service's tests: npm's smtp-server on a free port of this computer. It prints one line of
// JSON when it is ready, then one for each mail that it took, and runs until its input ends.
//
//   node mail.mjs [--tls | --starttls] [--certificate FILE --key FILE] [--login USER:PASSWORD] [--busy N]
//     [--refuse ADDRESS] [--answer TEXT --at STEP [--plain]]
//
// With --tls it speaks TLS from the first byte, with --starttls where it is asked to: with the certificate and key in
// these files, or else with a certificate that nobody has signed. The first N mails are refused for now (451); mail to
// ADDRESS is refused for good (550). With --answer everything is refused at the STEP connect, mail, rcpt or data by that
// TEXT, which begins with its code. With --plain no answer has a code of RFC 3463 that its text does not begin with.

import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { SMTPServer } from 'smtp-server'

const { values: options } = parseArgs({
  options: {
    tls: { type: 'boolean', default: false },
    starttls: { type: 'boolean', default: false },
    certificate: { type: 'string' },
    key: { type: 'string' },
    login: { type: 'string' },
    busy: { type: 'string', default: '0' },
    refuse: { type: 'string' },
    answer: { type: 'string', default: '' },
    at: { type: 'string', default: '' },
    plain: { type: 'boolean', default: false },
  },
})

let busy = Number(options.busy)

function say(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

function refusal(code, text) {
  return Object.assign(new Error(text), { responseCode: code })
}

// Null, or how this step is refused.
function refused(step) {
  const [code, ...words] = options.answer.split(' ')
  return step === options.at ? refusal(Number(code), words.join(' ')) : null
}

const certified = options.certificate
  ? { cert: readFileSync(options.certificate), key: readFileSync(options.key) }
  : {}

const server = new SMTPServer({
  ...certified,
  secure: options.tls,
  // Plain connections offer no STARTTLS by themselves, so that who insists on it is seen to give up.
  disabledCommands: options.tls || options.starttls ? [] : ['STARTTLS'],
  authOptional: options.login === undefined,
  allowInsecureAuth: true,
  hideENHANCEDSTATUSCODES: options.plain,
  onConnect(_session, done) {
    done(refused('connect'))
  },
  onMailFrom(_address, _session, done) {
    done(refused('mail'))
  },
  onAuth({ username, password }, _session, done) {
    const right = `${username}:${password}` === options.login
    done(right ? null : refusal(535, 'wrong name or password'), right ? { user: username } : undefined)
  },
  onRcptTo({ address }, _session, done) {
    done(address === options.refuse ? refusal(550, 'no such mailbox') : refused('rcpt'))
  },
  onData(stream, { envelope, user, secure }, done) {
    const chunks = []
    stream.on('data', (chunk) => chunks.push(chunk))
    stream.on('end', () => {
      if (options.at === 'data') {
        done(refused('data'))
        return
      }
      if (busy > 0) {
        busy -= 1
        done(refusal(451, 'try again later'))
        return
      }
      const to = envelope.rcptTo.map(({ address }) => address)
      const message = Buffer.concat(chunks).toString('base64')
      say({ from: envelope.mailFrom.address, to, user: user ?? null, secure, message })
      done()
    })
  },
})

// A client that hangs up in the middle is no reason to stop.
server.on('error', () => {})
server.listen(0, '127.0.0.1', () => say({ port: server.server.address().port }))
process.stdin.on('end', () => process.exit(0)).resume()
