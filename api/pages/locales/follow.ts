/** What applicants read who follow their case. */
import { words } from './words.ts'

export const followWords = words({
  'next.registration': ['Müraciətiniz qeydə alınır.', 'Your application is being registered.'],
  'next.none': ['Sizdən heç nə tələb olunmur.', 'Nothing is asked of you.'],
  'follow.title': ['İşimi izlə', 'Follow my case'],
  'follow.lead': [
    'Nömrə və kod müraciətdən sonra sizə göndərilib.',
    'You were sent the number and the code after you applied.',
  ],
  'follow.number': ['İşin nömrəsi', 'Case number'],
  'follow.code': ['Kod', 'Code'],
  'follow.submit': ['Göstər', 'Show'],
  'follow.notFound': [
    'Bu nömrə və kodla iş tapılmadı. Hər ikisini yoxlayın.',
    'There is no case with this number and code. Check both.',
  ],
  'follow.state': ['Vəziyyət', 'State'],
  'follow.next': ['Növbəti addım', 'Next step'],
  'follow.deadline': ['Qərarın son tarixi', 'Decision due by'],
  'next.work': ['Müraciətiniz üzrə iş aparılır.', 'Your request is being worked on.'],
  'next.answer': [
    'Sizdən məlumat və ya sənəd gözlənilir, sizə bildirilib.',
    'Something is awaited from you; you were told what.',
  ],
})
