import { Controller, Get, Param } from '@nestjs/common';
import { embedded, type Answer } from '../shared/web/page.js';
import { Policy, signedIn } from '../shared/web/policies.js';
import { LessonTextsRepository } from './lesson-texts.repository.js';

/** The drawings of lessons. Their addresses: `pictureUrl`. */
@Controller('course-pictures')
@Policy(signedIn)
export class CoursePicturesController {
  constructor(private readonly texts: LessonTextsRepository) {}

  @Get(':course/:version/:name')
  async show(@Param('course') course: string, @Param('version') version: string, @Param('name') name: string): Promise<Answer> {
    const { svg, contentVersion } = await this.texts.picture(course, name);
    // A page from before an upgrade still gets its pictures, but must not keep the new ones under the old address.
    return embedded('image/svg+xml', svg, version === contentVersion);
  }
}
