import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../../centres/centre.entity.js';
import { Id, Ref } from '../../shared/database/columns.js';
import { Project } from './project.entity.js';

/** A centre at which a project is carried out. */
@Entity('project_centres')
@Unique('uq_project_centres_project_id_centre_id', ['projectId', 'centreId'])
@Index(['centreId'])
export class ProjectCentre {
  @Id() id: string;
  @Ref(() => Project) projectId: string;
  @Ref(() => Centre) centreId: string;
}
