import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one row that tests move the time with. */
@Entity({ name: 'clock' })
export class ClockEntity {
  @PrimaryColumn({ name: 'only_row', type: 'boolean', default: true })
  readonly onlyRow!: boolean;

  @Column({ name: 'offset_ms', type: 'bigint', default: 0 })
  readonly offsetMs!: number;
}
