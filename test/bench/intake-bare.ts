/** The least an intake could be: Fastify, and one INSERT of the body as jsonb. No login, no checks, no ledger. Tells its parent its address. */
import Fastify from 'fastify'
import { Pool } from 'pg'

const pool = new Pool({
  connectionString: process.env['DATABASE_URL'],
  max: Number(process.env['DATABASE_POOL_SIZE'] ?? '10'),
})
const app = Fastify({ logger: false })
app.post('/v1/applications', async (request, reply) => {
  const { rows } = await pool.query<{ id: string }>({
    name: 'insert',
    text: 'insert into bench_intake (body) values ($1) returning id',
    values: [JSON.stringify(request.body)],
  })
  return reply.code(202).send({ id: rows[0]?.id })
})
process.send?.(await app.listen({ host: '127.0.0.1', port: 0 }))

process.once('SIGTERM', () => {
  void app
    .close()
    .then(() => pool.end())
    .then(() => process.exit(0))
})
