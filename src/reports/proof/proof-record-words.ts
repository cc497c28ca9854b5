/** A record behind a figure as a row names it; without a link where it is another centre's. */
export interface RecordWords {
  text: string;
  href?: string;
  detail?: string | null;
}
