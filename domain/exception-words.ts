/** What each kind of payment exception means, as its form says it, Azerbaijani first. */
import type { ExceptionKind } from './bank-matching.ts'

export const exceptionWords: Readonly<Record<ExceptionKind, string>> = {
  'odd-line': 'Bankın sətri ödəniş ola bilməz / The line of the bank cannot be a payment',
  foreign: 'Çıxarış bizim hesabın deyil / The statement is of an account that is not ours',
  'no-reference': 'Sətirdə istinad yoxdur / The line names no payment',
  unmatched: 'Belə istinadlı sifariş yoxdur / No order has this reference',
  partial: 'Sifarişdən az ödənilib / Less than ordered was booked',
  'amount-differs': 'Məbləğ sifarişdən fərqlidir / The amount is not that of the order',
  'currency-differs': 'Valyuta manat deyil / The currency is not manat',
  'account-differs': 'Başqa hesaba ödənilib / It went to another account',
  'duplicate-debit': 'İkinci dəfə ödənilib / It was booked a second time',
  'already-settled': 'Ödənildikdən sonra rədd edilib / Rejected after it was booked',
  'already-rejected': 'Rədd edildikdən sonra cavab gəlib / Answered after it was rejected',
  'settled-by-status': 'Ödənildiyini yalnız status deyir / Only a status report says it was booked',
  returned: 'Pul geri qayıdıb / The money came back',
  unexpected: 'Göndərilməmiş ödənişə cavab gəlib / An answer to a payment that was not sent',
  'odd-message': 'Bankın mesajında yekunlar düz gəlmir / The totals of the message do not add up',
  unreadable: 'Bankın mesajı oxunmur / The message of the bank cannot be read',
  'file-refused': 'Bank faylı qəbul etməyib / The bank refused a file',
}
