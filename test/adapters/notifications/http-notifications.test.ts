/** Telling the family: once per notice, whatever happens on the way. */
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createHttpNotifications } from '../../../adapters/notifications/http-notifications.ts'
import { OperatorError, RetryableError } from '../../../domain/errors.ts'
import { buildNotifications } from '../../../stack/simulated/notifications.ts'

let app: FastifyInstance
let url: string
beforeEach(async () => {
  app = buildNotifications()
  url = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(() => app.close())

const gateway = () =>
  createHttpNotifications({ url, resilience: { retries: 1, firstDelayMs: 1, maxDelayMs: 2 } })
const sms = {
  key: 'case-1:registered:sms',
  channel: 'sms',
  to: '+994501234567',
  text: 'Müraciətiniz qeydiyyata alındı',
} as const
const sent = async (): Promise<unknown> => (await app.inject('/messages')).json()
const fail = (failNext: number) => app.inject({ method: 'POST', url: '/control', payload: { failNext } })

test('a notice repeated is told once', async () => {
  await gateway().send(sms)
  await gateway().send(sms)
  await gateway().send({
    ...sms,
    key: 'case-1:registered:email',
    channel: 'email',
    to: 'a@example.com',
    subject: 'ÜDSY',
  })
  expect(await sent()).toMatchObject({
    messages: [
      { key: 'case-1:registered:sms', text: 'Müraciətiniz qeydiyyata alındı' },
      { key: 'case-1:registered:email', subject: 'ÜDSY' },
    ],
  })
})

test('a gateway that fails once is asked again; one that stays down is worth a later try', async () => {
  await fail(1)
  await gateway().send(sms)
  expect(await sent()).toMatchObject({ messages: [{ key: sms.key }] })
  await fail(10)
  await expect(gateway().send({ ...sms, key: 'other' })).rejects.toThrow(RetryableError)
})

test('a message the gateway refuses is for the operator, without the number in the error', async () => {
  const refused = gateway().send({ ...sms, to: '1' })
  await expect(refused).rejects.toThrow(OperatorError)
  await expect(refused).rejects.not.toThrow('Müraciət')
})
