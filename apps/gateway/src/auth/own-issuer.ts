/** The issuer of our own access tokens. */
export const ISSUER = 'millwright';
