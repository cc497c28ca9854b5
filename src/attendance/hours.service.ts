import { Inject, Injectable } from '@nestjs/common';
import type { Id } from '../shared/kernel/ids.js';
import { GroupAttendanceRepository } from './group-attendance.repository.js';
import { attendanceOf, type Attendance } from './hours-attended.js';
import { lengthOf } from './session-times.js';

/** What learners were there for: their own page, certificates and reports ask for it. */
@Injectable()
export class HoursService {
  constructor(@Inject(GroupAttendanceRepository) private readonly repository: GroupAttendanceRepository) {}

  /** All that a learner attended at a centre, in whatever group she was. One query. */
  async ofLearner(centreId: Id, personId: Id): Promise<Attendance> {
    const marks = await this.repository.ofLearner(centreId, personId);
    return attendanceOf(marks.map((mark) => ({ ...mark, length: lengthOf(mark) })));
  }
}
