/** `PE-RUC-20123456789`: the register's code and the number there (org-id.guide); the standard's rules refuse `/`, `&`, `|` and `?`. */
export const IATI_ORGANISATION = /^[A-Z]{2,3}-[A-Z0-9]{2,10}-[\w.-]{1,40}$/u;

/** An activity's own number: what a file may say of it without changing it. */
export const IATI_ACTIVITY = /^[\w.-]{1,60}$/u;
