import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Selection } from '../shared/database/selections.js';
import { isId, type Id } from '../shared/kernel/ids.js';
import type { Instant } from '../shared/kernel/clock.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { ToldCourse } from './badge-addresses.js';
import type { Certificate } from './certificate.entity.js';

/** A certificate, and whether it still counts. */
export type CertificateView = Pick<Certificate,
  'id' | 'serial' | 'publicCode' | 'centreId' | 'editionId' | 'personId' | 'courseCode' | 'personName' | 'courseTitle' | 'centreName' | 'hours'
  | 'sessionsHeld' | 'sessionsAttended' | 'practices' | 'practicesFinished' | 'exceptionReason' | 'issuedOn' | 'issuedAt'> & {
  editionName: string;
  issuedByName: string | null;
  revokedAt: Instant | null;
  revokedReason: string | null;
};

/** What anybody may see of a certificate, who has its code. */
export type PublicCertificate = Pick<CertificateView, 'id' | 'serial' | 'publicCode' | 'personName' | 'courseTitle' | 'centreName' | 'issuedOn' | 'revokedAt'>;

/** Reads of certificates: of a centre for its staff, of herself for a learner, by its code for everybody. */
@Injectable()
export class CertificatesRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** For the staff of a centre. @throws NotThere */
  async ofCentre(centreId: Id, id: Id): Promise<CertificateView> {
    return this.one('c.id = ? AND c.centre_id = ?', [id, centreId]);
  }

  /** For the learner herself, wherever she got it. @throws NotThere */
  async ofHerself(personId: Id, id: Id): Promise<CertificateView> {
    return this.one('c.id = ? AND c.person_id = ?', [id, personId]);
  }

  /** Those that count, of an edition or of one of its groups, in the order of their numbers. */
  async ofEdition(centreId: Id, editionId: Id, groupId: Id | null): Promise<CertificateView[]> {
    const ofGroup = groupId === null ? '' : ' AND c.person_id IN (SELECT n.person_id FROM enrolments n WHERE n.edition_id = c.edition_id AND n.group_id = ?)';
    return this.many(`c.edition_id = ? AND c.centre_id = ? AND v.id IS NULL${ofGroup} ORDER BY c.issued_at, c.number`,
      [editionId, centreId, ...(groupId === null ? [] : [groupId])]);
  }

  /** All that somebody has or had; a centre's own only, for its staff. The newest first. */
  async ofPerson(personId: Id, centreId: Id | null = null): Promise<CertificateView[]> {
    const ofCentre = centreId === null ? '' : ' AND c.centre_id = ?';
    return this.many(`c.person_id = ?${ofCentre} ORDER BY c.issued_at DESC, c.number DESC`, [personId, ...(centreId === null ? [] : [centreId])]);
  }

  async byCode(publicCode: string): Promise<PublicCertificate | null> {
    const [found] = await this.dataSource.query<PublicCertificate[]>(`${PUBLIC} WHERE c.public_code = ?`, [publicCode]);
    return found ? withInstant(found) : null;
  }

  async byId(id: string): Promise<PublicCertificate | null> {
    const [found] = isId(id) ? await this.dataSource.query<PublicCertificate[]>(`${PUBLIC} WHERE c.id = ?`, [id]) : [];
    return found ? withInstant(found) : null;
  }

  /** The certificates of a centre that count no more: their ids alone. */
  async revokedAt(centreId: Id): Promise<{ id: Id }[]> {
    return isId(centreId)
      ? this.dataSource.query('SELECT certificate_id AS id FROM certificate_revocations WHERE centre_id = ? ORDER BY revoked_at, id', [centreId]) : [];
  }

  /** @throws NotThere */
  async centre(id: Id): Promise<{ id: Id; name: string }> {
    const [centre] = isId(id) ? await this.dataSource.query<{ id: Id; name: string }[]>('SELECT id, name FROM centres WHERE id = ?', [id]) : [];
    if (!centre) throw new NotThere('centre');
    return centre;
  }

  /** A course as Minka brings it. One query. @throws NotThere */
  async course(code: string): Promise<Omit<ToldCourse, 'centreId'>> {
    const [course] = await this.dataSource.query<Omit<ToldCourse, 'centreId'>[]>('SELECT code AS courseCode, title AS courseTitle, hours FROM courses WHERE code = ?', [code.slice(0, 20)]);
    if (!course) throw new NotThere('course');
    return { ...course, hours: Number(course.hours) };
  }

  /** A course in all the words that a centre's certificates were given with. One query. */
  async toldCourses(centreId: Id, courseCode: string): Promise<Omit<ToldCourse, 'centreId'>[]> {
    const rows = isId(centreId) ? await this.dataSource.query<Omit<ToldCourse, 'centreId'>[]>(`
      SELECT DISTINCT c.course_code AS courseCode, c.course_title AS courseTitle, c.hours FROM certificates c
      WHERE c.centre_id = ? AND c.course_code = ?`, [centreId, courseCode.slice(0, 20)]) : [];
    return rows.map((row) => ({ ...row, hours: Number(row.hours) }));
  }

  private async one(condition: string, params: Id[]): Promise<CertificateView> {
    const [found] = params.every(isId) ? await this.many(condition, params) : [];
    if (!found) throw new NotThere('certificate');
    return found;
  }

  private async many(condition: string, params: Id[]): Promise<CertificateView[]> {
    const rows = await this.dataSource.query<CertificateView[]>(`${WHOLE} WHERE ${condition}`, params);
    return rows.map((row) => ({ ...withInstant(row), issuedAt: Number(row.issuedAt) }));
  }
}

function withInstant<T extends { revokedAt: Instant | null }>(row: T): T {
  return { ...row, revokedAt: row.revokedAt === null ? null : Number(row.revokedAt) };
}

const SHOWN = `c.id, c.serial, c.public_code AS publicCode, c.person_name AS personName, c.course_title AS courseTitle, c.centre_name AS centreName,
  c.issued_on AS issuedOn, v.revoked_at AS revokedAt`;
const FROM = 'FROM certificates c LEFT JOIN certificate_revocations v ON v.certificate_id = c.id';
const PUBLIC = `SELECT ${SHOWN} ${FROM}`;
const WHOLE = `
  SELECT ${SHOWN}, c.centre_id AS centreId, c.edition_id AS editionId, e.name AS editionName, c.person_id AS personId, c.course_code AS courseCode, c.hours,
    c.sessions_held AS sessionsHeld, c.sessions_attended AS sessionsAttended, c.practices, c.practices_finished AS practicesFinished,
    c.exception_reason AS exceptionReason, c.issued_at AS issuedAt, a.display_name AS issuedByName, v.reason AS revokedReason
  ${FROM} JOIN editions e ON e.id = c.edition_id LEFT JOIN accounts a ON a.id = c.issued_by`;

/** What her home shows of a certificate that counts. */
export type OwnCertificate = Pick<CertificateView, 'id' | 'editionId' | 'courseTitle' | 'issuedOn' | 'issuedAt'>;

const OWN: Readonly<Record<keyof OwnCertificate, string>> = { id: 'c.id', editionId: 'c.edition_id', courseTitle: 'c.course_title', issuedOn: 'c.issued_on', issuedAt: 'c.issued_at' };

/** Rows of `OwnCertificate`, wherever she got them. */
export function ownCertificates(personId: Id): Selection {
  return {
    columns: OWN,
    from: `${FROM} WHERE c.person_id = ? AND v.id IS NULL`, parameters: [personId],
  };
}
