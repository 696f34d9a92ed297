/** The account that pays, which a production process has to be told; the simulated bank knows no other. */
export const payer = { PAYER_IBAN: 'AZ21NABZ00000000137010001944', PAYER_BIC: 'NABZAZ2X' }
