/** Name of the message tag that carries a claim's id out with the mail and back with SES's events. */
export const CLAIM_TAG = 'claim';
