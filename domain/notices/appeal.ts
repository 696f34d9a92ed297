/** What whoever appeals is told, and what becomes of a decision made again. */
import { notices } from './words.ts'

export const appealNotices = notices({
  'appeal-registered': {
    az: {
      subject: '{number}: şikayətiniz qeydə alındı',
      sms: 'Şikayət {number} qeydə alındı ({contested}). Qərar: {due} tarixinədək. {url} kod {code}',
      email:
        '{contested} nömrəli iş üzrə şikayətiniz {number} nömrəsi ilə qeydə alındı. Qərar {due} tarixinədək qəbul ediləcək. O vaxtadək şikayəti geri götürə bilərsiniz.',
    },
    en: {
      subject: '{number}: your appeal is registered',
      sms: 'Appeal {number} on {contested} is registered. Decision by {due}. {url} code {code}',
      email:
        'Your appeal on case {contested} is registered under number {number}. It will be decided by {due}. Until then you may take it back.',
    },
    ru: {
      subject: '{number}: ваша жалоба зарегистрирована',
      sms: 'Жалоба {number} по делу {contested} зарегистрирована. Решение до {due}. {url} код {code}',
      email:
        'Ваша жалоба по делу {contested} зарегистрирована под номером {number}. Решение будет принято до {due}. До этого вы можете её отозвать.',
    },
  },
  'appeal-not-taken-up': {
    az: {
      subject: '{number}: şikayətə baxılmadı',
      sms: '{number}: müddəti keçdiyi üçün şikayətə baxılmadı. Məhkəmə: {court} tarixinədək. {url} kod {code}',
      email:
        'Şikayət müddətdən sonra, üzrlü səbəb olmadan verildiyi üçün ona baxılmadı. {court} tarixinədək məhkəməyə müraciət edə bilərsiniz.',
    },
    en: {
      subject: '{number}: your appeal is not taken up',
      sms: '{number}: the appeal came too late and is not taken up. Court: by {court}. {url} code {code}',
      email:
        'Your appeal came after the term without a good reason and is not taken up. You may go to a court by {court}.',
    },
    ru: {
      subject: '{number}: жалоба не принята к рассмотрению',
      sms: '{number}: жалоба подана с опозданием и не рассмотрена. В суд: до {court}. {url} код {code}',
      email:
        'Жалоба подана после срока без уважительной причины и не принята к рассмотрению. Вы можете обратиться в суд до {court}.',
    },
  },
  'appeal-upheld': {
    az: {
      subject: '{number}: şikayətiniz {outcome}',
      sms: '{number}: şikayətiniz {outcome}. Düzəliş barədə ayrıca bildiriləcək. {url} kod {code}',
      email:
        'Şikayətiniz {outcome}.\n\nƏsaslandırma: {reasons}\n\nHüquqi əsas: {base}\n\nQərar yenidən qəbul ediləcək və ya düzəldiləcək, sizə ayrıca məlumat veriləcək. Razı deyilsinizsə, {court} tarixinədək məhkəməyə müraciət edə bilərsiniz.',
    },
    en: {
      subject: '{number}: your appeal is {outcome}',
      sms: '{number}: your appeal is {outcome}. You will be told what follows. {url} code {code}',
      email:
        'Your appeal is {outcome}.\n\nReasons: {reasons}\n\nLegal base: {base}\n\nThe decision is made again or put right, and you will be told of it. If you disagree, you may go to a court by {court}.',
    },
    ru: {
      subject: '{number}: жалоба {outcome}',
      sms: '{number}: жалоба {outcome}. О дальнейшем вам сообщат. {url} код {code}',
      email:
        'Ваша жалоба {outcome}.\n\nОбоснование: {reasons}\n\nПравовое основание: {base}\n\nРешение будет принято заново или исправлено, вам сообщат отдельно. Если вы не согласны, вы можете обратиться в суд до {court}.',
    },
  },
  'appeal-rejected': {
    az: {
      subject: '{number}: şikayətiniz rədd edildi',
      sms: '{number}: şikayətiniz rədd edildi. Məhkəmə: {court} tarixinədək. {url} kod {code}',
      email:
        'Şikayətiniz rədd edildi.\n\nƏsaslandırma: {reasons}\n\nHüquqi əsas: {base}\n\n{court} tarixinədək məhkəməyə müraciət edə bilərsiniz.',
    },
    en: {
      subject: '{number}: your appeal is rejected',
      sms: '{number}: your appeal is rejected. Court: by {court}. {url} code {code}',
      email:
        'Your appeal is rejected.\n\nReasons: {reasons}\n\nLegal base: {base}\n\nYou may go to a court by {court}.',
    },
    ru: {
      subject: '{number}: жалоба отклонена',
      sms: '{number}: жалоба отклонена. В суд: до {court}. {url} код {code}',
      email:
        'Ваша жалоба отклонена.\n\nОбоснование: {reasons}\n\nПравовое основание: {base}\n\nВы можете обратиться в суд до {court}.',
    },
  },
  'appeal-withdrawn': {
    az: {
      subject: '{number}: şikayət geri götürüldü',
      sms: '{number}: şikayət geri götürüldü və bağlandı. {url} kod {code}',
      email: 'Şikayəti geri götürdünüz, iş bağlandı. Şikayət edilən qərar dəyişmir.',
    },
    en: {
      subject: '{number}: the appeal is withdrawn',
      sms: '{number}: the appeal is withdrawn and closed. {url} code {code}',
      email: 'You took the appeal back, and it is closed. The contested decision stays as it is.',
    },
    ru: {
      subject: '{number}: жалоба отозвана',
      sms: '{number}: жалоба отозвана и закрыта. {url} код {code}',
      email: 'Вы отозвали жалобу, дело закрыто. Обжалованное решение остаётся без изменений.',
    },
  },
  'redecision-raised': {
    az: {
      subject: '{number}: yardımın məbləği artırıldı',
      sms: '{number}: yardım ayda {amount} AZN oldu. Əvvəlki aylar üçün {back} AZN ödəniləcək. {url} kod {code}',
      email:
        'Şikayətiniz əsasında qərar yenidən qəbul edildi: yardım ayda {amount} AZN-dir. Ödənilmiş aylar üçün fərq, {back} AZN, növbəti ödənişlə birlikdə veriləcək.',
    },
    en: {
      subject: '{number}: the assistance is raised',
      sms: '{number}: assistance is {amount} AZN a month now; {back} AZN follow for earlier months. {url} code {code}',
      email:
        'The decision was made again on your appeal: assistance is {amount} AZN a month. The difference for the months paid already, {back} AZN, comes with the next payment.',
    },
    ru: {
      subject: '{number}: помощь увеличена',
      sms: '{number}: помощь теперь {amount} AZN в месяц, доплата за прошлые месяцы {back} AZN. {url} код {code}',
      email:
        'По вашей жалобе решение принято заново: помощь составляет {amount} AZN в месяц. Разница за уже оплаченные месяцы, {back} AZN, поступит со следующей выплатой.',
    },
  },
  'redecision-kept': {
    az: {
      subject: '{number}: qərar dəyişmir',
      sms: '{number}: düzəldilmiş faktlarla da qərar dəyişmir. Məhkəmə: {court} tarixinədək. {url} kod {code}',
      email:
        'Qərar düzəldilmiş faktlarla yenidən qəbul edildi və dəyişmədi. Səbəb: {why}. {court} tarixinədək məhkəməyə müraciət edə bilərsiniz.',
    },
    en: {
      subject: '{number}: the decision does not change',
      sms: '{number}: the decision stays the same with the corrected facts. Court: by {court}. {url} code {code}',
      email:
        'The decision was made again with the corrected facts and stays the same. Reason: {why}. You may go to a court by {court}.',
    },
    ru: {
      subject: '{number}: решение не меняется',
      sms: '{number}: и с исправленными данными решение не меняется. В суд: до {court}. {url} код {code}',
      email:
        'Решение принято заново с исправленными данными и не изменилось. Причина: {why}. Вы можете обратиться в суд до {court}.',
    },
  },
})
