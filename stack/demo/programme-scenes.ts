/** The employment centre makes its programme of the next year: drafted, commented on side by side, approved, published. */
import { commentGroups, commentingBodies, type CommentingBody } from '../../domain/employment-programme.ts'
import type { Scene } from './stage.ts'

const kind = 'territorial-employment-programme'

const draft = {
  measures:
    '1. Hər qəsəbədə ildə iki dəfə əmək yarmarkası.\n2. Gənclər və qadınlar üçün peşə təlimi.\n3. Özünüməşğulluq üçün aktivlər.',
  registered: '400',
  placed: '150',
  trained: '60',
  'self-employed': '25',
}

/** The others have nothing to say. */
const comments: Readonly<Partial<Record<CommentingBody, string>>> = {
  'khazar-administration': 'Buzovnada təlim yerləri azdır.',
}

export const programmeScenes: readonly Scene[] = [
  {
    kind,
    story: 'Three bodies comment on the draft; a head of unit approves, and everybody reads it',
    play: async ({ enter, find, finish, newest, reaches, say }) => {
      const year = String(new Date().getFullYear() + 1)
      const [published] = await newest(kind, 'granted')
      if (published !== undefined) return `${published.caseNumber} was published before: /programmes/${year}`
      const open = await newest(kind, 'checking')
      // The calendar may have been there before.
      if (open.length === 0) await enter('employment-programme', '/programmes', { year })
      const { caseId, caseNumber } = await find('the programme', kind, ({ state }) => state === 'checking')

      await enter('employment-programme', `/cases/${caseId}/programme-draft`, draft)
      await finish('employment-programme', caseNumber, 'DraftProgramme', { draftReady: true })
      for (const body of commentingBodies) {
        const comment = comments[body]
        if (comment !== undefined) {
          await find(`the question to ${body}`, kind, ({ details }) => asks(details, body))
          await enter(commentGroups[body], `/cases/${caseId}/programme-comment`, { comment })
        }
        await finish(commentGroups[body], caseNumber, 'CommentProgramme', {
          commentResult: comment === undefined ? 'no-comment' : 'commented',
        })
      }
      await find('the revision', kind, ({ details }) => details['programmeState'] === 'revising')
      await enter('employment-programme', `/cases/${caseId}/programme-answer`, {
        body: 'khazar-administration',
        answer: 'accepted',
        reason: 'Buzovnada əlavə qrup açılır.',
      })
      await finish('employment-programme', caseNumber, 'ReviseDraft', { revisionReady: true })
      await finish('head-of-unit', caseNumber, 'ApproveProgramme', { programmeApproval: 'approve' })
      await reaches(caseId, 'granted')
      say('published')
      return `${caseNumber} published: /programmes/${year}`
    },
  },
]

const asks = (details: Readonly<Record<string, unknown>>, body: CommentingBody): boolean =>
  JSON.stringify(details['comments'] ?? []).includes(`"${body}"`)
