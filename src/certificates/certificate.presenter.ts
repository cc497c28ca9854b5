import type { PersonSectionView } from '../people/person-sections.js';
import { formatLocalDate, localDateAt } from '../shared/kernel/local-date.js';
import { spacedPublicCode } from '../shared/kernel/public-code.js';
import { dateWords } from '../shared/web/date-words.js';
import { field, type FormView } from '../shared/web/fields.js';
import type { HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import { badgeAddresses } from './badge-addresses.js';
import type { PrintedCertificate } from './certificate-pdf.js';
import type { CertificateView, OwnCertificate, PublicCertificate } from './certificates.repository.js';
import { practicesWords, sessionsWords } from './completion.presenter.js';

type Fact = { label: string; text?: string | null; href?: string; badge?: { text: string; kind?: string } };

/** What `certificates/show` shows of a certificate: to her, or to the staff with what was seen of it. */
export function certificateView(t: Translate, certificate: CertificateView, base: string, viewer: { staff: boolean; mayRevoke: boolean }): object {
  const { id, editionId, editionName, personName, revokedAt } = certificate;
  const counts = revokedAt === null;
  return {
    back: viewer.staff ? { href: `/editions/${editionId}/certificates`, text: editionName } : { href: '/', text: t('web:nav.home') },
    name: personName, eyebrow: t('certificates:show.eyebrow'), lead: viewer.staff ? null : t('certificates:show.lead'),
    state: stateBadge(t, certificate),
    pdfUrl: counts ? `/certificates/${id}/certificate.pdf` : null, badgeUrl: counts ? `/certificates/${id}/badge` : null,
    address: badgeAddresses.certificate(base, certificate.publicCode), addressPath: `/c/${certificate.publicCode}`,
    checkUrl: '/badges/check',
    facts: [...sharedFacts(t, certificate), ...(viewer.staff ? staffFacts(t, certificate) : [])],
    revokeUrl: viewer.mayRevoke && counts ? `/certificates/${id}/revocation` : null,
    againUrl: viewer.mayRevoke && !counts ? `/editions/${editionId}/certificates/new?person=${certificate.personId}` : null,
  };
}

/** What anybody sees who has the code: name and course and whether it counts, and nothing else. */
export function publicView(t: Translate, certificate: PublicCertificate): object {
  const { personName, courseTitle, revokedAt } = certificate;
  return {
    revoked: revokedAt === null ? null : t('certificates:public.revoked', { date: dateWords(t, localDateAt(revokedAt)) }),
    name: personName,
    facts: [{ label: t('certificates:fields.course'), text: courseTitle }],
  };
}

/** What is shown to whoever has a badge's file, which says all of it: centre, date and number too. */
export function badgeView(t: Translate, certificate: PublicCertificate): object {
  const { courseTitle, centreName, issuedOn, serial } = certificate;
  return {
    ...publicView(t, certificate),
    facts: [
      { label: t('certificates:fields.course'), text: courseTitle },
      { label: t('certificates:fields.centre'), text: centreName },
      { label: t('certificates:fields.issued'), text: dateWords(t, issuedOn) },
      { label: t('certificates:fields.serial'), text: serial },
    ],
  };
}

/** @param whenItCounts the title of a page about one that counts */
export function publicTitle({ revokedAt }: PublicCertificate, whenItCounts: string): string {
  return revokedAt === null ? whenItCounts : 'certificates:public.title-revoked';
}

/** What `certificates/form` asks before a certificate is revoked. */
export function revocationView(t: Translate, { id, personName, serial }: CertificateView, form: FormView): object {
  return {
    back: { href: `/certificates/${id}`, text: serial }, form, action: `/certificates/${id}/revocation`,
    lead: t('certificates:revocation.lead', { name: personName, serial }),
    fields: [field(form, t, { name: 'reason', type: 'textarea', rows: 3, maxlength: 300, label: 'certificates:revocation.reason', hint: 'certificates:revocation.reason-hint' })],
    submit: t('certificates:revocation.submit'), cancelUrl: `/certificates/${id}`,
  };
}

export function printed(certificate: CertificateView, base: string): PrintedCertificate {
  return { ...certificate, address: badgeAddresses.certificate(base, certificate.publicCode) };
}

/** Her own certificates that count, for her home. */
export function ownItems(t: Translate, certificates: readonly OwnCertificate[]): HomeItem[] {
  return certificates.toSorted((a, b) => b.issuedAt - a.issuedAt).map(({ id, courseTitle, issuedOn }) => ({
    text: courseTitle, about: t('certificates:home.about', { date: dateWords(t, issuedOn) }), href: `/certificates/${id}`,
  }));
}

/** All of somebody's certificates, for her page. */
export function personSection(t: Translate, certificates: readonly CertificateView[]): PersonSectionView {
  return {
    facts: certificates.map((one) => ({
      label: one.revokedAt === null ? t('certificates:person.title') : t('certificates:person.revoked'),
      text: t('certificates:person.line', { course: one.courseTitle, date: formatLocalDate(one.issuedOn), serial: one.serial }), href: `/certificates/${one.id}`,
    })),
  };
}

function sharedFacts(t: Translate, certificate: CertificateView): Fact[] {
  return [
    { label: t('certificates:fields.course'), text: certificate.courseTitle },
    { label: t('certificates:fields.centre'), text: certificate.centreName },
    { label: t('certificates:fields.issued'), text: dateWords(t, certificate.issuedOn) },
    { label: t('certificates:fields.serial'), text: certificate.serial },
    { label: t('certificates:fields.code'), text: spacedPublicCode(certificate.publicCode) },
  ];
}

function staffFacts(t: Translate, certificate: CertificateView): Fact[] {
  const { sessionsAttended: came, sessionsHeld: held, practicesFinished: finished, practices, exceptionReason, issuedByName, revokedAt, revokedReason } = certificate;
  return [
    { label: t('certificates:fields.sessions'), text: sessionsWords(t, { came, held }) },
    { label: t('certificates:fields.practices'), text: practicesWords(t, { finished, practices }) },
    { label: t('certificates:fields.given-by'), text: issuedByName },
    ...(exceptionReason === null ? [] : [{ label: t('certificates:fields.exception'), text: exceptionReason }]),
    ...(revokedAt === null ? [] : [{ label: t('certificates:fields.revoked'), text: `${dateWords(t, localDateAt(revokedAt))}: ${revokedReason ?? ''}` }]),
  ];
}

function stateBadge(t: Translate, { revokedAt }: { revokedAt: number | null }): { text: string; kind: string } {
  return revokedAt === null ? { text: t('certificates:state.counts'), kind: 'success' } : { text: t('certificates:state.revoked'), kind: 'danger' };
}
