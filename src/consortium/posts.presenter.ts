import { postWord } from '../organisations/post-words.js';
import { lastDayOfEnding } from '../organisations/mandates.js';
import { givenNamesFirst, surnamesFirst } from '../people/person-names.js';
import type { Id } from '../shared/kernel/ids.js';
import { formatLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import { field, type Choice, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { table, type Cell, type TableView } from '../shared/web/tables.js';
import { consortiumTabs } from './consortium-tabs.js';
import type { PostRow } from './consortium.repository.js';
import { covers } from './member-rules.js';
import { memberPath, termWords } from './members.presenter.js';
import { CONSORTIUM_POSTS, mandateNotices, NEEDED_POSTS, vacantSince, type HeldPost, type MandateNotice } from './post-rules.js';

type NamedPost = HeldPost & Pick<PostRow, 'surnames' | 'givenNames' | 'sex'>;

export function postPath(id: Id): string {
  return `/consortium/posts/${id}`;
}

/** Who holds which post today, who is about to, and who did. */
export function postsView(t: Translate, posts: readonly PostRow[], { today, mayChange }: { today: LocalDate; mayChange: boolean }): object {
  const past = posts.filter(({ until }) => until !== null && until < today);
  return {
    tabs: consortiumTabs(t, 'posts'), mayChange, notices: mandateNotices(posts, today).map((notice) => noticeWords(t, notice)),
    table: postsTable(t, posts.filter((post) => !past.includes(post)), today, mayChange),
    past: past.map((post) => ({
      title: postWord(t, post.post, post.sex), name: surnamesFirst(post), href: `/people/${post.personId}`, detail: `${post.organisation}, ${termWords(t, post)}`,
      editUrl: mayChange ? `${postPath(post.id)}/edit` : null,
    })),
  };
}

/** What should be seen to about a post: `Presidencia: el mandato de Rosa Quispe vence el 31/12/2026`. */
export function noticeWords(t: Translate, { state, holder }: MandateNotice<NamedPost>): string {
  const post = postWord(t, holder.post, null);
  return state === 'ending'
    ? t('consortium:posts.ending', { post, name: givenNamesFirst(holder), date: formatLocalDate(holder.until as string) })
    : t('consortium:posts.vacant-since', { post, date: formatLocalDate(vacantSince(holder) as string) });
}

/** The fields of a post. @param people those of the organisation */
export function postFields(t: Translate, form: FormView, people: readonly Choice[]): Field[] {
  const choose = { value: '', label: t('consortium:choose') };
  return [
    field(form, t, {
      name: 'post', type: 'select', label: 'consortium:fields.post', width: 'medium', choices: [choose, ...CONSORTIUM_POSTS.map((post) => ({ value: post, label: postWord(t, post, null) }))],
    }),
    field(form, t, { name: 'person', type: 'select', label: 'consortium:fields.person', hint: 'consortium:hints.person', width: 'medium', choices: [choose, ...people] }),
    field(form, t, { name: 'since', type: 'date', label: 'consortium:fields.since' }),
    field(form, t, { name: 'until', type: 'date', label: 'consortium:fields.mandateEnd', hint: 'consortium:hints.mandateEnd', optional: true }),
  ];
}

export function postValues({ post, personId, since, until }: HeldPost): FormView['values'] {
  return { post, person: personId, since: formatLocalDate(since), until: until ? formatLocalDate(until) : undefined };
}

function postsTable(t: Translate, posts: readonly PostRow[], today: LocalDate, mayChange: boolean): TableView {
  const rows = CONSORTIUM_POSTS.flatMap((code): Cell[][] => {
    const ofPost = posts.filter(({ post }) => post === code);
    const vacant = NEEDED_POSTS.includes(code) && !ofPost.some((post) => covers(post, today));
    return [...(vacant ? [vacantRow(t, code, mayChange)] : []), ...ofPost.map((post) => postRow(t, post, today, mayChange))];
  });
  const names = ['post', 'person', 'organisation', 'since', 'mandateEnd'].map((name) => ({ text: t(`consortium:fields.${name}`) }));
  return table({
    id: 'posts', caption: t('consortium:tabs.posts'), captionHidden: true,
    columns: mayChange ? [...names, { text: t('consortium:posts.acts') }] : names, rows,
  });
}

function vacantRow(t: Translate, post: string, mayChange: boolean): Cell[] {
  return [{ text: postWord(t, post, null) }, { badge: { text: t('consortium:posts.vacant'), kind: 'warning' } }, {}, {}, {}, ...(mayChange ? [{}] : [])];
}

function postRow(t: Translate, post: PostRow, today: LocalDate, mayChange: boolean): Cell[] {
  const { since, until } = post;
  const end: Cell = until === null ? {} : until <= lastDayOfEnding(today)
    ? { badge: { text: t('consortium:posts.ends', { date: formatLocalDate(until) }), kind: 'warning' } } : { text: formatLocalDate(until) };
  return [
    { text: postWord(t, post.post, post.sex) }, { text: surnamesFirst(post), href: `/people/${post.personId}` },
    { text: post.organisation, href: memberPath(post.memberId) }, { text: formatLocalDate(since), detail: since > today ? t('consortium:posts.to-come') : null }, end,
    ...(mayChange ? [{ text: t('common:change'), href: `${postPath(post.id)}/edit` }] : []),
  ];
}
