/** What an applicant is told of the visit. */
import { notices } from './words.ts'

export const inspectionNotices = notices({
  'nobody-home': {
    az: {
      subject: '{number}: evdə olmamısınız',
      sms: '{number}: əməkdaşımız sizi evdə tapmadı və yenidən gələcək. Əlaqə: 142. {url} kod {code}',
      email:
        'Əməkdaşımız müayinə üçün gəldi, lakin evdə heç kim yox idi. O, yenidən gələcək. İkinci dəfə də evdə heç kim olmasa, müraciət rədd edilə bilər.',
    },
    en: {
      subject: '{number}: nobody was at home',
      sms: '{number}: our inspector found nobody at home and will come again. Call 142. {url} code {code}',
      email:
        'Our inspector came for the visit and found nobody at home. We will come again. If nobody is at home then either, the application may be refused.',
    },
    ru: {
      subject: '{number}: никого не было дома',
      sms: '{number}: наш сотрудник никого не застал и придёт снова. Тел. 142. {url} код {code}',
      email:
        'Наш сотрудник приходил для обследования и никого не застал дома. Мы придём снова. Если и тогда никого не будет, в помощи может быть отказано.',
    },
  },
})
