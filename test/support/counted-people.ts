/** People as the employment centre knows them, straight into the records: what a programme counts. */
import type { Transact } from '../../domain/records.ts'

export interface CountedPerson {
  readonly fin: string
  readonly birthDate?: string
  /** Elsewhere in Baku when left out. */
  readonly settlement?: string
  readonly registeredOn: string
  readonly state?: 'seeking' | 'unemployed' | 'placed'
  readonly unemployedSince?: string
  readonly endedOn?: string
  readonly trained?: string
  readonly assetOn?: string
}

interface Office {
  readonly transact: Transact
  readonly rows: (sql: string, values?: readonly unknown[]) => Promise<readonly object[]>
}

/** @param rows as the owner of the database: the person did not come through a process */
export async function jobSeeker({ transact, rows }: Office, person: CountedPerson): Promise<string> {
  const { fin, registeredOn, state = 'seeking', unemployedSince, endedOn, trained, assetOn } = person
  const birthDate = person.birthDate ?? '1980-03-01'
  const caseId = await transact(async (records) => {
    const file = await records.cases.add({
      kind: 'job-placement',
      numberPrefix: 'JOB',
      district: 'khazar',
      language: 'az',
      registeredOn,
    })
    const address =
      person.settlement === undefined
        ? { district: 'Nizami' as const, street: 'Q. Qarayev', building: '1' }
        : { settlement: person.settlement as 'Binə', street: 'M. Hadi', building: '2' }
    await records.parties.add(file.id, [
      {
        role: 'applicant',
        fin,
        givenName: 'Sona',
        familyName: 'Quliyeva',
        birthDate,
        phone: '+994501234567',
        address,
      },
    ])
    return file.id
  })
  const began = trained === undefined ? state : 'unemployed'
  await rows(
    `insert into job_seeker (case_id, fin, state, registered_on, unemployed_since) values ($1, $2, $3, $4, $5)`,
    [caseId, fin, began === 'placed' ? 'seeking' : began, registeredOn, unemployedSince ?? null],
  )
  if (trained !== undefined) {
    await rows(
      `insert into active_measure (case_id, measure, begun_on, outcome, ended_on)
       values ($1, 'training', $2, 'completed', $2)`,
      [caseId, trained],
    )
  }
  if (state === 'placed') {
    await rows(`update job_seeker set state = 'placed', ended_on = $2 where case_id = $1`, [caseId, endedOn])
  }
  if (assetOn !== undefined) {
    await rows(
      `insert into asset_contract (case_id, number, activity, asset_kind, description, value_qepik, signed_on,
         serial_number, handed_over_on, handed_over_by, evidence_name, evidence_type, evidence_sha256, evidence_bytes)
       values ($1, 'OMP-2026-' || lpad(nextval('asset_contract_number')::text, 6, '0'), 'tailor', 'sewing-machine',
         'Tikiş maşını', 100000, $2, 'SN-' || $3, $2, 'test', 'film.mp4', 'video/mp4', repeat('a', 64), 10)`,
      [caseId, assetOn, fin],
    )
  }
  return caseId
}
