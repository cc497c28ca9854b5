import { Controller, Get, Param } from '@nestjs/common';
import { StoredFiles } from '../shared/files/stored-files.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { embedded, type Answer } from '../shared/web/page.js';
import { Policy, signedIn } from '../shared/web/policies.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { OWN_PICTURE } from './course-pictures.js';
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

/** The pictures that a centre sent in for its lessons. */
@Controller('centre-pictures')
@Policy(signedIn)
export class CentrePicturesController {
  constructor(private readonly files: StoredFiles) {}

  @Get(':name')
  async show(@CurrentViewer() viewer: Viewer, @Param('name') name: string): Promise<Answer> {
    const hash = OWN_PICTURE.exec(name)?.[1];
    if (!hash) throw new NotThere('picture');
    const file = await this.files.byHash(viewer.centreId, hash);
    if (!file.type.startsWith('image/')) throw new NotThere('picture');
    return embedded(file.type, await this.files.read(file), true);
  }
}
