/** The people of a case: of an application of a family from its declaration, of every other kind from `case_party`. */
import type { Address } from '../../domain/application.ts'
import type { Applicant, Party } from '../../domain/parties.ts'
import { OperatorError } from '../../domain/errors.ts'
import type { Language } from '../../domain/identifiers.ts'
import type { Applications } from '../../domain/intake.ts'
import type { Parties } from '../../domain/records.ts'
import type { RecordsContext } from './context.ts'
import { json } from './database.ts'

export function createParties({ sql }: RecordsContext, applications: Applications): Parties {
  const of = async (caseId: string) => (await sql.rows<PartyRow>(select, [caseId])).map(toParty)
  const add = async (caseId: string, parties: readonly Party[]) => {
    if (parties.length > 0) await sql.rows(insert, [caseId, json(parties)])
  }
  return {
    of,

    applicantOf: async (caseId) => {
      const [row] = await sql.rows<PartyRow & { readonly kind: string; readonly language: Language }>(
        `select case_file.kind, case_file.language, case_party.* from case_file
           left join case_party on case_id = case_file.id and role = 'applicant'
         where case_file.id = $1`,
        [caseId],
      )
      if (row?.kind === 'targeted-social-assistance') return representative(applications, caseId)
      if (row === undefined || row.phone === null) return nobody(caseId)
      const { fin, givenName, familyName, birthDate, email } = toParty(row)
      return { fin, givenName, familyName, birthDate, phone: row.phone, email, language: row.language }
    },

    finsOf: async (caseId) => {
      const rows = await sql.rows<{ fin: string }>(
        // A case about another one is about its people, too.
        `with about as (select $1::uuid as id union select related_case_id from case_file where id = $1)
         select fin from household_member where case_id in (select id from about)
         union select fin from case_party where case_id in (select id from about)`,
        [caseId],
      )
      return rows.map(({ fin }) => fin)
    },

    add,
    replace: async (caseId, parties) => {
      await sql.rows('delete from case_party where case_id = $1', [caseId])
      await add(caseId, parties)
    },
  }
}

async function representative(applications: Applications, caseId: string): Promise<Applicant> {
  const { applicant, declaration } = await applications.get(caseId)
  const member = declaration.members.find(({ fin }) => fin === applicant.fin) ?? nobody(caseId)
  const { fin, givenName, familyName, birthDate } = member
  const { phone, email, language } = applicant
  return { fin, givenName, familyName, birthDate, phone, email, language }
}

function nobody(caseId: string): never {
  throw new OperatorError(
    `Nobody is known who asked for the case ${caseId}`,
    'Take the step that addresses an applicant out of the path of such cases in the diagram, deploy, migrate the instance.',
  )
}

const select = `select * from case_party where case_id = $1 order by role, family_name, given_name, fin`

const insert = `
  insert into case_party (case_id, role, fin, given_name, family_name, birth_date, phone, email, iban,
    settlement, baku_district, street, building, apartment)
  select $1, role, fin, "givenName", "familyName", "birthDate", phone, email, iban,
    address ->> 'settlement', address ->> 'district', address ->> 'street', address ->> 'building', address ->> 'apartment'
  from jsonb_to_recordset($2::jsonb) as party (role text, fin text, "givenName" text, "familyName" text,
    "birthDate" date, phone text, email text, iban text, address jsonb)`

interface PartyRow {
  readonly role: Party['role']
  readonly fin: string
  readonly given_name: string
  readonly family_name: string
  readonly birth_date: string
  readonly phone: string | null
  readonly email: string | null
  readonly iban: string | null
  readonly settlement: NonNullable<Address['settlement']> | null
  readonly baku_district: NonNullable<Address['district']> | null
  readonly street: string | null
  readonly building: string | null
  readonly apartment: string | null
}

const toParty = (row: PartyRow): Party => ({
  role: row.role,
  fin: row.fin,
  givenName: row.given_name,
  familyName: row.family_name,
  birthDate: row.birth_date,
  phone: row.phone ?? undefined,
  email: row.email ?? undefined,
  iban: row.iban ?? undefined,
  address: toAddress(row),
})

function toAddress({
  settlement,
  baku_district,
  street,
  building,
  apartment,
}: PartyRow): Address | undefined {
  if (street === null || building === null) return undefined
  return {
    ...(settlement === null ? {} : { settlement }),
    ...(baku_district === null ? {} : { district: baku_district }),
    street,
    building,
    ...(apartment === null ? {} : { apartment }),
  }
}
