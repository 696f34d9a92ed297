/** What job-seekers are told. */
import { notices } from './words.ts'

export const placementNotices = notices({
  'job-seeker-registered': {
    az: {
      subject: '{number}: işaxtaran kimi qeydiyyata alındınız',
      sms: 'İşaxtaran kimi qeydiyyatdasınız: {number}. Uyğun iş {due} tarixinədək axtarılır. {url} kod {code}',
      email:
        'İşaxtaran kimi {number} nömrəsi ilə qeydiyyata alındınız. Sizə uyğun iş {due} tarixinədək axtarılacaq. Tapılmasa, işsiz kimi qeydiyyatınıza baxılacaq.',
    },
    en: {
      subject: '{number}: you are registered as a job-seeker',
      sms: 'You are registered as a job-seeker: {number}. A suitable job is looked for until {due}. {url} code {code}',
      email:
        'You are registered as a job-seeker under number {number}. A suitable job is looked for until {due}. If none is found, the status “unemployed” is decided.',
    },
    ru: {
      subject: '{number}: вы зарегистрированы как ищущий работу',
      sms: 'Вы зарегистрированы как ищущий работу: {number}. Работа подбирается до {due}. {url} код {code}',
      email:
        'Вы зарегистрированы как ищущий работу под номером {number}. Подходящая работа подбирается до {due}. Если её не найдут, будет решён вопрос о статусе безработного.',
    },
  },
  'job-referred': {
    az: {
      subject: '{number}: sizə iş təklif olunur',
      sms: '{number}: {vacancy} vakansiyasına göndəriş aldınız. Cavab {due} tarixinədək. {url} kod {code}',
      email:
        'Sizə uyğun iş tapıldı: “{job}” ({employer}, {vacancy}). İşəgötürən {due} tarixinədək cavab verir. İşdən imtina edirsinizsə, səbəbini məşğulluq mərkəzinə bildirin: əsassız imtina qeydiyyatdan çıxarılmaya səbəb ola bilər.',
    },
    en: {
      subject: '{number}: you are offered a job',
      sms: '{number}: you are referred to vacancy {vacancy}. Answer by {due}. {url} code {code}',
      email:
        'A suitable job was found: “{job}” ({employer}, {vacancy}). The employer answers by {due}. If you refuse it, tell the employment centre why: refusals without a good reason can take you off the register.',
    },
    ru: {
      subject: '{number}: вам предложена работа',
      sms: '{number}: вам дано направление на вакансию {vacancy}. Ответ до {due}. {url} код {code}',
      email:
        'Найдена подходящая работа: «{job}» ({employer}, {vacancy}). Работодатель ответит до {due}. Если вы отказываетесь, сообщите причину центру занятости: отказ без уважительной причины может привести к снятию с учёта.',
    },
  },
  'job-refusal-judged': {
    az: {
      subject: '{number}: işdən imtinanız',
      sms: '{number}: işdən imtinanız {judgement} sayıldı. {url} kod {code}',
      email:
        'Təklif olunmuş işdən imtinanız {judgement} sayıldı. İki il ərzində iki əsassız imtina qeydiyyatdan çıxarılmaya səbəb olur.',
    },
    en: {
      subject: '{number}: your refusal of the job',
      sms: '{number}: your refusal of the job was found {judgement}. {url} code {code}',
      email:
        'Your refusal of the job offered was found {judgement}. Two unfounded refusals within two years take a person off the register.',
    },
    ru: {
      subject: '{number}: ваш отказ от работы',
      sms: '{number}: причина отказа от работы признана {judgement}. {url} код {code}',
      email:
        'Причина вашего отказа от предложенной работы признана {judgement}. Два необоснованных отказа за два года ведут к снятию с учёта.',
    },
  },
  'unemployed-status': {
    az: {
      subject: '{number}: işsiz kimi qeydiyyat',
      sms: '{number}: uyğun iş tapılmadı. {since} tarixindən işsiz kimi qeydiyyatdasınız. {url} kod {code}',
      email:
        'Müddətdə uyğun iş tapılmadı. {since} tarixindən işsiz kimi qeydiyyatdasınız, bu, fərdi məşğulluq vərəqinizə yazıldı. Aktiv məşğulluq tədbirləri üçün sizinlə əlaqə saxlanılacaq.',
    },
    en: {
      subject: '{number}: registered as unemployed',
      sms: '{number}: no suitable job was found. You are registered as unemployed since {since}. {url} code {code}',
      email:
        'No suitable job was found in the term. You are registered as unemployed since {since}, as entered in your individual employment sheet. You will be told of active measures.',
    },
    ru: {
      subject: '{number}: статус безработного',
      sms: '{number}: подходящая работа не найдена. Статус безработного с {since}. {url} код {code}',
      email:
        'В срок подходящая работа не найдена. Вы имеете статус безработного с {since}, это внесено в индивидуальный лист занятости. Об активных мерах вам сообщат.',
    },
  },
  'unemployed-status-refused': {
    az: {
      subject: '{number}: işsiz statusu verilmədi',
      sms: '{number}: məşğul sayıldığınız üçün işsiz statusu verilmədi. {url} kod {code}',
      email:
        'Müddətdə uyğun iş tapılmadı. Qanuna görə məşğul sayıldığınız üçün işsiz statusu verilmədi. Qərardan şikayət edə bilərsiniz.',
    },
    en: {
      subject: '{number}: no status of unemployed',
      sms: '{number}: you count as employed, so the status of unemployed was not given. {url} code {code}',
      email:
        'No suitable job was found in the term. By law you count as employed, so the status of unemployed was not given. You may appeal against this decision.',
    },
    ru: {
      subject: '{number}: в статусе безработного отказано',
      sms: '{number}: вы считаетесь занятым, статус безработного не присвоен. {url} код {code}',
      email:
        'В срок подходящая работа не найдена. По закону вы считаетесь занятым, поэтому статус безработного не присвоен. Решение можно обжаловать.',
    },
  },
  'off-register': {
    az: {
      subject: '{number}: qeydiyyatdan çıxarıldınız',
      sms: '{number}: iki əsassız imtinaya görə {until} tarixinədək qeydiyyatdan çıxarıldınız. {url} kod {code}',
      email:
        'Uyğun işlərdən iki dəfə əsassız imtina etdiyiniz üçün qeydiyyatdan çıxarıldınız. {until} tarixindən yenidən qeydiyyatdan keçə bilərsiniz. Qərardan şikayət edə bilərsiniz.',
    },
    en: {
      subject: '{number}: you are off the register',
      sms: '{number}: you are off the register until {until} after two unfounded refusals. {url} code {code}',
      email:
        'You refused suitable jobs twice without a good reason and are off the register. You may register again from {until}. You may appeal against this decision.',
    },
    ru: {
      subject: '{number}: вы сняты с учёта',
      sms: '{number}: после двух необоснованных отказов вы сняты с учёта до {until}. {url} код {code}',
      email:
        'Вы дважды без уважительной причины отказались от подходящей работы и сняты с учёта. Снова встать на учёт можно с {until}. Решение можно обжаловать.',
    },
  },
  'job-found': {
    az: {
      subject: '{number}: işlə təmin olundunuz',
      sms: '{number}: işlə təmin olundunuz, qeydiyyatınız bağlandı. {url} kod {code}',
      email: 'İşlə təmin olundunuz. İşaxtaran kimi qeydiyyatınız bağlandı.',
    },
    en: {
      subject: '{number}: you have a job',
      sms: '{number}: you have a job, and your registration is closed. {url} code {code}',
      email: 'You have a job. Your registration as a job-seeker is closed.',
    },
    ru: {
      subject: '{number}: вы трудоустроены',
      sms: '{number}: вы трудоустроены, учёт закрыт. {url} код {code}',
      email: 'Вы трудоустроены. Ваш учёт как ищущего работу закрыт.',
    },
  },
  'left-register': {
    az: {
      subject: '{number}: qeydiyyatınız ləğv edildi',
      sms: '{number}: bildirişinizə əsasən qeydiyyatınız ləğv edildi. {url} kod {code}',
      email:
        'Bildirişinizə əsasən işaxtaran kimi qeydiyyatınız ləğv edildi. Yenidən qeydiyyatdan keçə bilərsiniz.',
    },
    en: {
      subject: '{number}: your registration is cancelled',
      sms: '{number}: your registration is cancelled, as you said. {url} code {code}',
      email: 'Your registration as a job-seeker is cancelled, as you said. You may register again.',
    },
    ru: {
      subject: '{number}: учёт прекращён',
      sms: '{number}: учёт прекращён по вашему сообщению. {url} код {code}',
      email: 'Ваш учёт как ищущего работу прекращён по вашему сообщению. Вы можете встать на учёт снова.',
    },
  },
})
