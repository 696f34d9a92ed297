/** What is entered on the way through the self-employment programme, as the API takes it. docs/domain.md 2.4. */
import { Type, type Static } from 'typebox'
import { Day } from './identifiers.ts'

const strict = { additionalProperties: false }

export const NewTrainingSession = Type.Object(
  {
    heldOn: Day,
    /** 1 for the first session of that day. */
    part: Type.Integer({ minimum: 1, maximum: 9 }),
    plannedMinutes: Type.Integer({ minimum: 15, maximum: 600 }),
    attendedMinutes: Type.Integer({ minimum: 0, maximum: 600 }),
  },
  strict,
)
export type NewTrainingSession = Static<typeof NewTrainingSession>

export const NewHandover = Type.Object(
  {
    /** As on the asset: serial number, ear tag, number of the hive. */
    serialNumber: Type.String({ pattern: '^[0-9A-Z][0-9A-Z/.-]{2,39}$' }),
    handedOverOn: Day,
  },
  strict,
)
export type NewHandover = Static<typeof NewHandover>
