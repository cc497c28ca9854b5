/**
 * What stands around every page; the layouts read it as `@shell`. Texts are already translated.
 * Everything but the title may be left out: a layout shows what it is given.
 */
export interface Shell {
  /** The page's own title, without Minka's name: "Buscar personas". */
  title: string;
  /** A form on the page failed: the title starts with "Error: ". */
  failed: boolean;
  /** The centre whose pages these are: "Villa El Salvador". */
  centreName: string;
  viewer: ShellViewer | null;
  /** What the keys of the page's forms end in (`ownerMark`); null on pages of nobody. */
  ownerMark: string | null;
  /** The page is one of the staff's: it has the styles of registers, calendars and lists as well. */
  office: boolean;
  /** The places that this role may go to; null on pages of nobody. */
  nav: Navigation | null;
  /** What the last act did; shown on top, announced, and stays. */
  flash: Flash | null;
  /** What has to be seen to before anything else; on every page until it is. */
  urgent: Flash | null;
  /** Sign-out after a quiet time; null on pages of nobody. */
  quiet: QuietTime | null;
  /** What the viewer does is on record as she does it: nothing is lost when she is signed out. */
  saved: boolean;
  /** `large` raises the letters (stations use it), `high` the contrast. */
  print: 'normal' | 'large';
  contrast: 'normal' | 'high';
  /** What she may change about how she reads: what each button would choose. */
  reading: { print: 'normal' | 'large'; contrast: 'normal' | 'high' } | null;
  /** Where "skip to content" leads, beside the beginning of the page: the id of its first thing to do; null: there. */
  skipTo: string | null;
  /** The page has a quick way out, to a page that nobody minds. */
  quickExit: boolean;
  /** Without JavaScript the page asks for itself again after so many seconds (progress pages). */
  refreshSeconds: number | null;
  /** Scripts beside the common one, by asset name: `js/register.js`. */
  scripts: string[];
}

export interface ShellViewer {
  name: string;
  /** What the viewer is at this centre, in words: "Capacitadora". */
  roleName?: string;
  /** Where Minka's name leads. */
  homeUrl: string;
  /** Where the viewer finds what is kept of herself; left out when there is no such page. */
  accountUrl?: string;
}

export interface Navigation {
  /** In the bar. */
  daily: NavItem[];
  /** Folded away at its end, by what they are about. */
  office: { title: string; items: NavItem[] }[];
  /** The page belongs to one of the folded places. */
  inOffice: boolean;
  /** Too many for a phone: the whole bar folds away there. */
  folds: boolean;
  /** Anybody can be looked up from here: the page of people, where it is not the one that is shown. */
  find: string | null;
}

export interface NavItem {
  href: string;
  text: string;
  current: boolean;
}

export interface Flash {
  kind: 'success' | 'info' | 'warning';
  text: string;
  /** A next step: `{ href, text }`. */
  link?: { href: string; text: string } | null;
}

/** While she works without sending anything, the page asks GET /session/alive (204) at most once a minute. */
export interface QuietTime {
  /** Seconds without a key or a click until the warning. */
  warnAfter: number;
  /** Seconds from the last key or click until the viewer is signed out. */
  outAfter: number;
}
