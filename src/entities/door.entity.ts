import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often an address has knocked at a door that is open to anybody. Of no workspace: whoever knocks has none yet. */
@Entity({ name: 'door' })
export class DoorEntity {
  @PrimaryColumn({ name: 'name', type: 'text' })
  readonly name!: string;

  @PrimaryColumn({ name: 'network', type: 'text' })
  readonly network!: string;

  @Column({ name: 'settled_at', type: 'timestamptz' })
  readonly settledAt!: Date;
}
