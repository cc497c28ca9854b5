import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { SignInObservers } from '../accounts/sign-in-observers.js';
import { CalendarFollowers } from '../centres/calendar-followers.js';
import { CentresModule } from '../centres/centres.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { Clock } from '../shared/kernel/clock.js';
import { GroupEvents } from '../groups/group-events.js';
import { GroupsModule } from '../groups/groups.module.js';
import { ArrivalsService } from './arrivals.service.js';
import { AttendanceHome } from './attendance-home.js';
import { CallNotes } from './call-notes.js';
import { CallsController } from './calls.controller.js';
import { CallsRepository } from './calls.repository.js';
import { CallsService } from './calls.service.js';
import { EditionAttendanceController } from './edition-attendance.controller.js';
import { GroupAttendanceController } from './group-attendance.controller.js';
import { GroupAttendanceRepository } from './group-attendance.repository.js';
import { HoursService } from './hours.service.js';
import { moveSessions } from './move-sessions.js';
import { HeldSessionsController } from './held-sessions.controller.js';
import { ClosedSessionsController } from './closed-sessions.controller.js';
import { ClosedSessionsRepository } from './closed-sessions.repository.js';
import { PeopleModule } from '../people/people.module.js';
import { PersonAttendance } from './person-attendance.js';
import { planSessions } from './plan-sessions.js';
import { RegisterController } from './register.controller.js';
import { RegisterEvents } from './register-events.js';
import { RegisterService } from './register.service.js';
import { RegistersRepository } from './registers.repository.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';
import { SheetController } from './sheet.controller.js';
import { WalkInsController } from './walk-ins.controller.js';
import { WalkInsRepository } from './walk-ins.repository.js';
import { WalkInsService } from './walk-ins.service.js';

/** Sessions of groups, their registers, arrivals and the calls to those who missed. */
@Module({
  imports: [AccountsModule, CentresModule, CoursesModule, GroupsModule, PeopleModule],
  controllers: [
    CallsController, ClosedSessionsController, EditionAttendanceController, GroupAttendanceController, HeldSessionsController, RegisterController, SessionsController, SheetController, WalkInsController,
  ],
  providers: [
    ArrivalsService, AttendanceHome, CallNotes, CallsRepository, CallsService, ClosedSessionsRepository, GroupAttendanceRepository, HoursService,
    PersonAttendance, RegisterEvents, RegisterService, RegistersRepository, SessionsRepository, SessionsService, WalkInsRepository, WalkInsService,
  ],
  exports: [ArrivalsService, CallNotes, HoursService, RegisterEvents, RegisterService, SessionsService],
})
export class AttendanceModule implements OnModuleInit {
  constructor(
    private readonly observers: SignInObservers, private readonly arrivals: ArrivalsService, private readonly groups: GroupEvents,
    private readonly followers: CalendarFollowers, private readonly closed: ClosedSessionsRepository, @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.observers.add(({ personId, workstationId, at }) => this.arrivals.recordArrival(personId, workstationId, at));
    this.groups.whenFormed(async (tx, groupIds) => { await planSessions(tx, groupIds); });
    this.groups.whenRetimed(moveSessions);
    this.followers.add(async (centreId) => (
      await this.closed.count(centreId, this.clock.now()) > 0 ? `/centres/${centreId}/closed-sessions` : null));
  }
}
