/**
 * The outside world on one machine: state registers, bank and notification gateway, each on a loopback port.
 * Started by the stack; runs by itself too: `tsx stack/simulated/main.ts`.
 */
import type { FastifyInstance } from 'fastify'
import { signToken } from '../demo/token.ts'
import { buildBank } from './bank/app.ts'
import { buildNotifications } from './notifications.ts'
import { buildRegisters } from './registers/app.ts'

function port(name: string, standard: number): number {
  const text = process.env[name] ?? String(standard)
  const number = Number(text)
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new RangeError(`${name} is not a port: ${text}`)
  return number
}

const seed = process.env['SIMULATED_SEED']
const setting = (name: string): string | undefined =>
  process.env[name] === '' ? undefined : process.env[name]
const booksFolder = setting('BANK_BOOKS_DIR')
const exchangeFolder = setting('BANK_FOLDER')
const payerKey = setting('BANK_PAYER_KEY')
const hubKey = setting('SIMULATED_HUB_KEY')
const MONTH_MINUTES = 30 * 24 * 60
/** As a payment hub it calls the API, which asks for a token. */
const callbackHeaders =
  hubKey === undefined
    ? undefined
    : {
        authorization: `Bearer ${await signToken(hubKey, { client: 'payment-hub', scopes: ['bank-messages:write'], minutes: MONTH_MINUTES })}`,
      }
const parts: readonly (readonly [string, FastifyInstance, number])[] = [
  [
    'registers',
    buildRegisters(seed === undefined ? {} : { seed: Number(seed) }),
    port('REGISTERS_PORT', 3101),
  ],
  [
    'bank',
    buildBank({
      ...(booksFolder === undefined ? {} : { booksFolder }),
      ...(exchangeFolder === undefined ? {} : { exchangeFolder }),
      ...(payerKey === undefined ? {} : { payerKey }),
      ...(callbackHeaders === undefined ? {} : { callbackHeaders }),
    }),
    port('BANK_PORT', 3102),
  ],
  ['notifications', buildNotifications(), port('NOTIFICATIONS_PORT', 3103)],
]

for (const [name, app, at] of parts) {
  const address = await app.listen({ host: '127.0.0.1', port: at })
  console.log(`simulated ${name} at ${address}`)
}

const stop = async () => {
  await Promise.all(parts.map(([, app]) => app.close()))
}
process.once('SIGTERM', () => void stop())
process.once('SIGINT', () => void stop())
