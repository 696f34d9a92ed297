/** Where a payment hub reports to: hands every report on as it came, and keeps it for a second delivery. */
import Fastify from 'fastify'

export interface ReportReceiver {
  readonly url: string
  readonly reports: readonly Buffer[]
  close(): Promise<void>
}

export async function openReportReceiver(
  receive: (pieces: readonly Buffer[]) => Promise<unknown>,
): Promise<ReportReceiver> {
  const reports: Buffer[] = []
  const app = Fastify()
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body)
  })
  app.post('/v1/bank-messages', async ({ body }) => {
    reports.push(body as Buffer)
    return receive([body as Buffer])
  })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  return { url: `${address}/v1/bank-messages`, reports, close: () => app.close() }
}
