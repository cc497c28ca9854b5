import { Module } from '@nestjs/common';
import { ArrivalsService } from './arrivals.service.js';
import { RegisterController } from './register.controller.js';
import { RegisterService } from './register.service.js';
import { RegistersRepository } from './registers.repository.js';
import { SessionsService } from './sessions.service.js';

/** Sessions of groups, their registers, arrivals and the calls to those who missed. */
@Module({
  controllers: [RegisterController],
  providers: [ArrivalsService, RegisterService, RegistersRepository, SessionsService],
  exports: [ArrivalsService, RegisterService, SessionsService],
})
export class AttendanceModule {}
